-- A buyer of whom nothing is known pays as well: then an order, its payment and what is told of them have no customer.
ALTER TABLE payments ALTER COLUMN customer_id DROP NOT NULL;
ALTER TABLE orders ALTER COLUMN customer_id DROP NOT NULL;
ALTER TABLE events ALTER COLUMN customer_id DROP NOT NULL;

-- A sale on terms that no longer change, and its buyer. `told` is what the merchant's server said of the buyer, `typed` what
-- was filled in: both as JSON, and emptied when the person is erased.
CREATE TABLE checkout_sessions (
    id                  TEXT COLLATE "C" NOT NULL,
    merchant_id         TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode            BOOLEAN NOT NULL,
    status              TEXT COLLATE "C" NOT NULL,
    payment_status      TEXT COLLATE "C" NOT NULL,
    terms               TEXT COLLATE "C" NOT NULL,
    lines               TEXT COLLATE "C" NOT NULL,
    amount              BIGINT NOT NULL,
    currency            TEXT COLLATE "C" NOT NULL,
    customer_id         TEXT COLLATE "C",
    named               BOOLEAN NOT NULL,
    told                TEXT COLLATE "C" NOT NULL DEFAULT '',
    may_update          TEXT COLLATE "C" NOT NULL DEFAULT '',
    typed               TEXT COLLATE "C" NOT NULL DEFAULT '',
    answers             TEXT COLLATE "C" NOT NULL DEFAULT '',
    source              TEXT COLLATE "C" NOT NULL,
    link_id             TEXT COLLATE "C" NOT NULL DEFAULT '',
    source_description  TEXT COLLATE "C" NOT NULL,
    once                TEXT COLLATE "C" NOT NULL DEFAULT '',
    match_rule          TEXT COLLATE "C" NOT NULL DEFAULT '',
    match_evidence      TEXT COLLATE "C" NOT NULL DEFAULT '',
    order_id            TEXT COLLATE "C" NOT NULL DEFAULT '',
    payment_id          TEXT COLLATE "C" NOT NULL DEFAULT '',
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
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    session_id   TEXT COLLATE "C" NOT NULL,
    status       TEXT COLLATE "C" NOT NULL,
    amount       BIGINT NOT NULL,
    currency     TEXT COLLATE "C" NOT NULL,
    method       TEXT COLLATE "C" NOT NULL,
    brand        TEXT COLLATE "C" NOT NULL DEFAULT '',
    last4        TEXT COLLATE "C" NOT NULL DEFAULT '',
    exp_month    BIGINT NOT NULL DEFAULT 0,
    exp_year     BIGINT NOT NULL DEFAULT 0,
    fingerprint  TEXT COLLATE "C" NOT NULL DEFAULT '',
    waiting      TEXT COLLATE "C" NOT NULL DEFAULT '',
    decline      TEXT COLLATE "C" NOT NULL DEFAULT '',
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
