-- A record that was merged into another stays as it was, so that it can come back. Until then it counts as gone, and its
-- id leads to the one that it was merged into; merged_from names those who were merged into a record, one a line.
ALTER TABLE customers ADD COLUMN merged_into TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN merged_from TEXT COLLATE "C" NOT NULL DEFAULT '';
-- The highest version that was ever given, once undoing a merge went back to an earlier one: no number names two states.
ALTER TABLE customers ADD COLUMN highest_version BIGINT NOT NULL DEFAULT 0;
CREATE INDEX customers_merged_into ON customers (merchant_id, livemode, merged_into) WHERE merged_into <> '';
CREATE INDEX customers_merged_by_external_id ON customers (merchant_id, livemode, external_id)
    WHERE external_id <> '' AND merged_into <> '';

-- Who shares an identifier is found in the index alone: without figures SQLite would rather go through all that a merchant
-- has in an index that covers the question.
DROP INDEX identities_by_value;
CREATE INDEX identities_by_value ON identities (merchant_id, livemode, kind, value, customer_id);

-- Why a payment is held to be the customer's: the rule, and the kinds of identifiers that spoke for it.
ALTER TABLE payments ADD COLUMN match_rule TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE payments ADD COLUMN match_evidence TEXT COLLATE "C" NOT NULL DEFAULT '';

-- What became one, and why. `kept` holds what the record that stays was like before and after; it is empty once the merge
-- is undone or the person is erased.
CREATE TABLE merges (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    source_id    TEXT COLLATE "C" NOT NULL,
    into_id      TEXT COLLATE "C" NOT NULL,
    rule         TEXT COLLATE "C" NOT NULL,
    evidence     TEXT COLLATE "C" NOT NULL DEFAULT '',
    actor        TEXT COLLATE "C" NOT NULL,
    kept         TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    undone_at    BIGINT,
    undone_by    TEXT COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, source_id) REFERENCES customers (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, into_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX merges_of_source ON merges (merchant_id, livemode, source_id, id);
CREATE INDEX merges_of_survivor ON merges (merchant_id, livemode, into_id, id);

-- The rows that a merge moved from one customer to the other, so that the same ones go back.
CREATE TABLE merge_moves (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    merge_id     TEXT COLLATE "C" NOT NULL,
    what         TEXT COLLATE "C" NOT NULL,
    row_id       TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (merchant_id, livemode, merge_id, what, row_id),
    FOREIGN KEY (merchant_id, livemode, merge_id) REFERENCES merges (merchant_id, livemode, id)
);

-- Pairs that somebody said are not the same person; the lower id first.
CREATE TABLE distinct_customers (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    low_id       TEXT COLLATE "C" NOT NULL,
    high_id      TEXT COLLATE "C" NOT NULL,
    actor        TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, low_id, high_id),
    FOREIGN KEY (merchant_id, livemode, low_id) REFERENCES customers (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, high_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX distinct_customers_by_high ON distinct_customers (merchant_id, livemode, high_id, low_id);

-- What a merchant decided about matching; who has no row never decided anything.
CREATE TABLE matching_settings (
    merchant_id        TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode           BOOLEAN NOT NULL,
    link_typed_emails  BOOLEAN NOT NULL,
    merge_on_phone     BOOLEAN NOT NULL,
    merge_on_card      BOOLEAN NOT NULL,
    other_external_id  TEXT COLLATE "C" NOT NULL,
    updated_by         TEXT COLLATE "C" NOT NULL,
    updated_at         BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode)
);
