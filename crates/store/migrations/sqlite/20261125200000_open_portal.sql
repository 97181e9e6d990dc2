-- Customers who are in the portal: the token is in their browser, here is its hash. A session that was opened by a customer
-- session ends with it.
CREATE TABLE portal_sessions (
    token_hash           TEXT NOT NULL PRIMARY KEY,
    merchant_id          TEXT NOT NULL REFERENCES merchants (id),
    livemode             BOOLEAN NOT NULL,
    customer_id          TEXT NOT NULL,
    customer_session_id  TEXT NOT NULL DEFAULT '',
    created_at           BIGINT NOT NULL,
    last_seen_at         BIGINT NOT NULL,
    expires_at           BIGINT NOT NULL,
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX portal_sessions_of_customer ON portal_sessions (merchant_id, livemode, customer_id);
CREATE INDEX portal_sessions_by_end ON portal_sessions (expires_at);

-- Links that were sent to customers by mail, each for one use. What is sent holds a signature beside the id.
CREATE TABLE portal_links (
    merchant_id     TEXT NOT NULL REFERENCES merchants (id),
    livemode        BOOLEAN NOT NULL,
    id              TEXT NOT NULL,
    customer_id     TEXT NOT NULL,
    purpose         TEXT NOT NULL,
    email           TEXT NOT NULL,
    refund_address  TEXT NOT NULL DEFAULT '',
    created_at      BIGINT NOT NULL,
    expires_at      BIGINT NOT NULL,
    used_at         BIGINT,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX portal_links_of_customer ON portal_links (merchant_id, livemode, customer_id, purpose, created_at);
CREATE INDEX portal_links_by_end ON portal_links (expires_at);
