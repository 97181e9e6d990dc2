-- A buyer of whom nothing is known pays as well: then an order, its payment and what is told of them have no customer.
-- SQLite can't take NOT NULL from a column; the text of the tables is changed instead, as its makers describe for changes
-- that leave what is stored as it is.
PRAGMA writable_schema = ON;
UPDATE sqlite_schema SET sql = REPLACE(sql, 'customer_id         TEXT NOT NULL', 'customer_id         TEXT')
    WHERE type = 'table' AND name = 'payments';
UPDATE sqlite_schema SET sql = REPLACE(sql, 'customer_id  TEXT NOT NULL', 'customer_id  TEXT')
    WHERE type = 'table' AND name IN ('orders', 'events');

-- A sale on terms that no longer change, and its buyer. `told` is what the merchant's server said of the buyer, `typed` what
-- was filled in: both as JSON, and emptied when the person is erased.
CREATE TABLE checkout_sessions (
    id                  TEXT NOT NULL,
    merchant_id         TEXT NOT NULL REFERENCES merchants (id),
    livemode            BOOLEAN NOT NULL,
    status              TEXT NOT NULL,
    payment_status      TEXT NOT NULL,
    terms               TEXT NOT NULL,
    lines               TEXT NOT NULL,
    amount              BIGINT NOT NULL,
    currency            TEXT NOT NULL,
    customer_id         TEXT,
    named               BOOLEAN NOT NULL,
    told                TEXT NOT NULL DEFAULT '',
    may_update          TEXT NOT NULL DEFAULT '',
    typed               TEXT NOT NULL DEFAULT '',
    answers             TEXT NOT NULL DEFAULT '',
    source              TEXT NOT NULL,
    link_id             TEXT NOT NULL DEFAULT '',
    source_description  TEXT NOT NULL,
    once                TEXT NOT NULL DEFAULT '',
    match_rule          TEXT NOT NULL DEFAULT '',
    match_evidence      TEXT NOT NULL DEFAULT '',
    order_id            TEXT NOT NULL DEFAULT '',
    payment_id          TEXT NOT NULL DEFAULT '',
    canceled            BOOLEAN NOT NULL DEFAULT FALSE,
    created_at          BIGINT NOT NULL,
    expires_at          BIGINT NOT NULL,
    completed_at        BIGINT,
    version             BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
-- A buyer knows the session's id and nothing of merchants. On an expression, because a list that is walked in the order of
-- ids must not be tempted to walk everybody's.
CREATE UNIQUE INDEX checkout_sessions_by_id ON checkout_sessions (LOWER(id));
CREATE INDEX checkout_sessions_of_customer ON checkout_sessions (merchant_id, livemode, customer_id, id)
    WHERE customer_id IS NOT NULL;
CREATE INDEX checkout_sessions_by_status ON checkout_sessions (merchant_id, livemode, status, id);
CREATE INDEX checkout_sessions_by_expiry ON checkout_sessions (expires_at) WHERE status = 'open';
-- A form of a link that is sent twice makes one session.
CREATE UNIQUE INDEX checkout_sessions_by_once ON checkout_sessions (merchant_id, livemode, link_id, once) WHERE once <> '';

-- An attempt to pay is written down before the money is asked for.
CREATE TABLE payment_attempts (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    session_id   TEXT NOT NULL,
    status       TEXT NOT NULL,
    amount       BIGINT NOT NULL,
    currency     TEXT NOT NULL,
    method       TEXT NOT NULL,
    brand        TEXT NOT NULL DEFAULT '',
    last4        TEXT NOT NULL DEFAULT '',
    exp_month    BIGINT NOT NULL DEFAULT 0,
    exp_year     BIGINT NOT NULL DEFAULT 0,
    fingerprint  TEXT NOT NULL DEFAULT '',
    waiting      TEXT NOT NULL DEFAULT '',
    decline      TEXT NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    asked_at     BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, session_id) REFERENCES checkout_sessions (merchant_id, livemode, id)
);
CREATE INDEX payment_attempts_of_session ON payment_attempts (merchant_id, livemode, session_id, id);
-- One at a time: the same money is never asked for in two ways at once.
CREATE UNIQUE INDEX payment_attempts_under_way ON payment_attempts (merchant_id, livemode, session_id)
    WHERE status IN ('charging', 'waiting');
-- Those of which a machine can be asked. An invoice that was given up for another way of paying may still be paid.
CREATE INDEX payment_attempts_to_ask ON payment_attempts (asked_at)
    WHERE status IN ('charging', 'waiting', 'abandoned') AND method IN ('card', 'lightning');
PRAGMA writable_schema = RESET;
