-- Where a merchant's days begin and end: the name of a time zone. Periods of subscriptions are counted on its calendar.
ALTER TABLE merchants ADD COLUMN time_zone TEXT NOT NULL DEFAULT 'UTC';
-- Until when the customer has something that is subscribed to; 0 without.
ALTER TABLE customers ADD COLUMN active_until BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN invoice_count BIGINT NOT NULL DEFAULT 0;
ALTER TABLE customers ADD COLUMN overdue_count BIGINT NOT NULL DEFAULT 0;

-- What a customer pays for again and again. `items` and `next_items` are JSON. `due_at` is when something is to be done next.
CREATE TABLE subscriptions (
    id                    TEXT NOT NULL,
    merchant_id           TEXT NOT NULL REFERENCES merchants (id),
    livemode              BOOLEAN NOT NULL,
    customer_id           TEXT NOT NULL,
    status                TEXT NOT NULL,
    items                 TEXT NOT NULL,
    currency              TEXT NOT NULL,
    amount                BIGINT NOT NULL,
    recurs_every          TEXT NOT NULL,
    recurs_count          BIGINT NOT NULL,
    next_items            TEXT NOT NULL DEFAULT '',
    anchor                BIGINT NOT NULL,
    periods               BIGINT NOT NULL,
    period_start          BIGINT NOT NULL,
    period_end            BIGINT NOT NULL,
    paid_until            BIGINT NOT NULL,
    grace_days            BIGINT NOT NULL,
    told                  BIGINT NOT NULL DEFAULT 0,
    charge_at             BIGINT,
    trial_end             BIGINT,
    cancel_at_period_end  BOOLEAN NOT NULL DEFAULT FALSE,
    paused_at             BIGINT,
    card_id               TEXT NOT NULL DEFAULT '',
    test_clock_id         TEXT NOT NULL DEFAULT '',
    latest_invoice_id     TEXT NOT NULL DEFAULT '',
    source                TEXT NOT NULL,
    source_id             TEXT NOT NULL DEFAULT '',
    session_id            TEXT NOT NULL DEFAULT '',
    metadata              TEXT NOT NULL DEFAULT '',
    active_until          BIGINT NOT NULL,
    due_at                BIGINT,
    ended_at              BIGINT,
    created_at            BIGINT NOT NULL,
    version               BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX subscriptions_of_customer ON subscriptions (merchant_id, livemode, customer_id, id);
CREATE INDEX subscriptions_by_status ON subscriptions (merchant_id, livemode, status, id);
-- Who lives on a test clock is left alone by those who go by the real one.
CREATE INDEX subscriptions_due ON subscriptions (due_at) WHERE due_at IS NOT NULL AND test_clock_id = '';
CREATE INDEX subscriptions_due_on_clock ON subscriptions (merchant_id, livemode, test_clock_id, due_at, id)
    WHERE due_at IS NOT NULL AND test_clock_id <> '';
-- A checkout makes one subscription, however often its end is told.
CREATE UNIQUE INDEX subscriptions_by_session ON subscriptions (merchant_id, livemode, session_id) WHERE session_id <> '';

-- Numbers have no gaps: whoever makes out an invoice holds this row until it is there.
CREATE TABLE invoice_counters (
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    last         BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode)
);

-- What customers owe for. The lines are JSON; what was credited and paid is never more than what they come to.
CREATE TABLE invoices (
    id               TEXT NOT NULL,
    merchant_id      TEXT NOT NULL REFERENCES merchants (id),
    livemode         BOOLEAN NOT NULL,
    number           BIGINT NOT NULL DEFAULT 0,
    status           TEXT NOT NULL,
    customer_id      TEXT NOT NULL,
    subscription_id  TEXT NOT NULL DEFAULT '',
    period_start     BIGINT,
    period_end       BIGINT,
    lines            TEXT NOT NULL,
    amount           BIGINT NOT NULL CHECK (amount >= 0),
    currency         TEXT NOT NULL,
    credited         BIGINT NOT NULL DEFAULT 0,
    paid             BIGINT NOT NULL DEFAULT 0,
    due_at           BIGINT NOT NULL,
    overdue          BOOLEAN NOT NULL DEFAULT FALSE,
    session_id       TEXT NOT NULL DEFAULT '',
    payment_id       TEXT NOT NULL DEFAULT '',
    created_at       BIGINT NOT NULL,
    ended_at         BIGINT,
    version          BIGINT NOT NULL DEFAULT 1,
    CHECK (credited >= 0 AND paid >= 0 AND credited + paid <= amount),
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE UNIQUE INDEX invoices_by_number ON invoices (merchant_id, livemode, number) WHERE number > 0;
CREATE INDEX invoices_of_customer ON invoices (merchant_id, livemode, customer_id, id);
CREATE INDEX invoices_by_status ON invoices (merchant_id, livemode, status, id);
CREATE INDEX invoices_of_subscription ON invoices (merchant_id, livemode, subscription_id, id) WHERE subscription_id <> '';
-- A period has one invoice, whoever makes it out, and as often as they try.
CREATE UNIQUE INDEX invoices_by_period ON invoices (merchant_id, livemode, subscription_id, period_start)
    WHERE subscription_id <> '' AND status <> 'void';
CREATE INDEX invoices_by_session ON invoices (merchant_id, livemode, session_id) WHERE session_id <> '';
-- Everything overdue, the longest first; and what becomes overdue, whoever it belongs to.
CREATE INDEX invoices_overdue ON invoices (merchant_id, livemode, due_at, id) WHERE overdue AND status = 'open';
CREATE INDEX invoices_overdue_of_customer ON invoices (merchant_id, livemode, customer_id, due_at, id)
    WHERE overdue AND status = 'open';
CREATE INDEX invoices_to_be_overdue ON invoices (due_at) WHERE status = 'open' AND NOT overdue;

-- Every movement of what a customer has to their credit; customer_totals.balance is their sum.
CREATE TABLE balance_transactions (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT NOT NULL,
    amount       BIGINT NOT NULL,
    currency     TEXT NOT NULL,
    balance      BIGINT NOT NULL CHECK (balance >= 0),
    kind         TEXT NOT NULL,
    object_id    TEXT NOT NULL DEFAULT '',
    note         TEXT NOT NULL DEFAULT '',
    actor        TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX balance_transactions_of_customer ON balance_transactions (merchant_id, livemode, customer_id, id);

-- The invoice that a checkout pays.
ALTER TABLE checkout_sessions ADD COLUMN invoice_id TEXT NOT NULL DEFAULT '';
