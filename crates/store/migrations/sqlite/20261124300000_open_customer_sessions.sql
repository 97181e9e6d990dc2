-- What browsers may see of one customer for a while. The secret is known to the merchant's page alone, here is its hash. A
-- session that ended is kept for a day, so that a page can read that it did.
CREATE TABLE customer_sessions (
    id              TEXT NOT NULL,
    merchant_id     TEXT NOT NULL REFERENCES merchants (id),
    livemode        BOOLEAN NOT NULL,
    customer_id     TEXT NOT NULL,
    secret_hash     TEXT NOT NULL,
    components      TEXT NOT NULL,
    allowed_origin  TEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL,
    revoked_at      BIGINT,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
-- The secret alone says which scope a request is in, and what a browser asks beforehand carries none.
CREATE UNIQUE INDEX customer_sessions_by_secret ON customer_sessions (secret_hash);
CREATE INDEX customer_sessions_by_origin ON customer_sessions (allowed_origin, expires_at);
CREATE INDEX customer_sessions_by_end ON customer_sessions (expires_at);
CREATE INDEX customer_sessions_of_customer ON customer_sessions (merchant_id, livemode, customer_id);
