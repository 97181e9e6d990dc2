-- Segments that tell when somebody enters or leaves them. Customers are compared one after the other in the order of their
-- ids: `walked_to` is how far that has come, `walk_at` when it goes on. Until it was done once (`filled`), nothing is told.
ALTER TABLE segments ADD COLUMN announce BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE segments ADD COLUMN filled BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE segments ADD COLUMN walked_to TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE segments ADD COLUMN walk_at BIGINT;
CREATE INDEX segments_announced ON segments (merchant_id, livemode, id) WHERE announce;
CREATE INDEX segments_to_walk ON segments (walk_at) WHERE walk_at IS NOT NULL;

-- Who belongs to these.
CREATE TABLE segment_members (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT COLLATE "C" NOT NULL,
    segment_id   TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (merchant_id, livemode, customer_id, segment_id)
);
CREATE INDEX segment_members_of_segment ON segment_members (merchant_id, livemode, segment_id, customer_id);

-- Whose segments are to be looked at again: something about these customers has changed. `imported` is what a file brought.
CREATE TABLE segment_checks (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT COLLATE "C" NOT NULL,
    imported     BOOLEAN NOT NULL,
    due_at       BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, customer_id)
);
CREATE INDEX segment_checks_due ON segment_checks (due_at);
