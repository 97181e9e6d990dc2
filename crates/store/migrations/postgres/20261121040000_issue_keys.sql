-- Only a hash of a key is kept, so that nobody who reads the database can use one.
CREATE TABLE api_keys (
    id            TEXT COLLATE "C" NOT NULL,
    merchant_id   TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode      BOOLEAN NOT NULL,
    kind          TEXT COLLATE "C" NOT NULL,
    name          TEXT COLLATE "C" NOT NULL,
    key_hash      TEXT COLLATE "C" NOT NULL,
    last4         TEXT COLLATE "C" NOT NULL,
    access        TEXT COLLATE "C" NOT NULL,
    created_by    TEXT COLLATE "C" NOT NULL,
    created_at    BIGINT NOT NULL,
    last_used_at  BIGINT,
    revoked_at    BIGINT,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE UNIQUE INDEX api_keys_by_hash ON api_keys (key_hash);

-- What a request with an Idempotency-Key was answered, written in the transaction of its effect.
CREATE TABLE idempotency_records (
    merchant_id   TEXT COLLATE "C" NOT NULL,
    livemode      BOOLEAN NOT NULL,
    key           TEXT COLLATE "C" NOT NULL,
    request_hash  TEXT COLLATE "C" NOT NULL,
    status        BIGINT NOT NULL DEFAULT 0,
    body          TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at    BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, key)
);
CREATE INDEX idempotency_records_by_age ON idempotency_records (created_at);
