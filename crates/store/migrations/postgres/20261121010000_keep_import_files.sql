-- Files handed in for import, in pieces, until their import is done or called off: so any server can go on with one,
-- also after a restart.
CREATE TABLE import_chunks (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    import_id    TEXT COLLATE "C" NOT NULL,
    number       BIGINT NOT NULL,
    bytes        BYTEA NOT NULL,
    PRIMARY KEY (merchant_id, livemode, import_id, number),
    FOREIGN KEY (merchant_id, livemode, import_id) REFERENCES imports (merchant_id, livemode, id)
);

-- The person who handed the file in, by name; empty for the program itself.
ALTER TABLE imports ADD COLUMN started_by TEXT COLLATE "C" NOT NULL DEFAULT '';

-- What is under way, longest untouched first.
CREATE INDEX imports_by_status ON imports (status, updated_at);
