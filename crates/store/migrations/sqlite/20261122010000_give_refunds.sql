-- What is promised by refunds that are not done yet. What is promised and what was given back is never more than what was
-- paid, whatever a program does.
ALTER TABLE payments ADD COLUMN refund_held BIGINT NOT NULL DEFAULT 0
    CHECK (refund_held >= 0 AND refunded + refund_held <= amount);
-- What had been given back before a payment was recorded here: of this there are no refunds.
ALTER TABLE payments ADD COLUMN refunded_elsewhere BIGINT NOT NULL DEFAULT 0;
UPDATE payments SET refunded_elsewhere = refunded WHERE refunded > 0;
-- The attempt at a checkout that brought the money; empty when it was taken elsewhere.
ALTER TABLE payments ADD COLUMN attempt_id TEXT NOT NULL DEFAULT '';
UPDATE payments SET attempt_id = paid.attempt_id
FROM (
    SELECT s.merchant_id, s.livemode, s.payment_id, MIN(a.id) AS attempt_id
    FROM checkout_sessions s
    JOIN payment_attempts a ON a.merchant_id = s.merchant_id AND a.livemode = s.livemode AND a.session_id = s.id
    WHERE s.payment_id <> '' AND a.status = 'succeeded'
    GROUP BY s.merchant_id, s.livemode, s.payment_id
) AS paid
WHERE payments.merchant_id = paid.merchant_id AND payments.livemode = paid.livemode AND payments.id = paid.payment_id;

-- Refunds that were credited instead of sent.
ALTER TABLE customer_totals ADD COLUMN balance BIGINT NOT NULL DEFAULT 0;

-- Money that is given back, or to be given back. The customer is always the payment's. `approval` is empty, needed or given;
-- `waits` is what a person has to do, empty when nobody has to do anything.
CREATE TABLE refunds (
    id                  TEXT NOT NULL,
    merchant_id         TEXT NOT NULL REFERENCES merchants (id),
    livemode            BOOLEAN NOT NULL,
    payment_id          TEXT NOT NULL,
    customer_id         TEXT,
    amount              BIGINT NOT NULL CHECK (amount > 0),
    currency            TEXT NOT NULL,
    status              TEXT NOT NULL,
    reason              TEXT NOT NULL,
    note                TEXT NOT NULL DEFAULT '',
    approval            TEXT NOT NULL DEFAULT '',
    approved_by         TEXT NOT NULL DEFAULT '',
    approved_at         BIGINT,
    destination_kind    TEXT NOT NULL,
    destination         TEXT NOT NULL DEFAULT '',
    sats                BIGINT,
    rate                TEXT NOT NULL DEFAULT '',
    rate_source         TEXT NOT NULL DEFAULT '',
    rate_at             BIGINT,
    invoice             TEXT NOT NULL DEFAULT '',
    payment_hash        TEXT NOT NULL DEFAULT '',
    verify_url          TEXT NOT NULL DEFAULT '',
    invoice_expires_at  BIGINT,
    preimage            TEXT NOT NULL DEFAULT '',
    transaction_id      TEXT NOT NULL DEFAULT '',
    sent_by             TEXT NOT NULL DEFAULT '',
    sent_note           TEXT NOT NULL DEFAULT '',
    sent_at             BIGINT,
    failure             TEXT NOT NULL DEFAULT '',
    ended_by            TEXT NOT NULL DEFAULT '',
    ended_at            BIGINT,
    waits               TEXT NOT NULL DEFAULT '',
    assigned_to         TEXT NOT NULL DEFAULT '',
    created_by_id       TEXT NOT NULL DEFAULT '',
    created_by          TEXT NOT NULL,
    created_at          BIGINT NOT NULL,
    asked_at            BIGINT NOT NULL,
    version             BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, payment_id) REFERENCES payments (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX refunds_of_payment ON refunds (merchant_id, livemode, payment_id, id);
CREATE INDEX refunds_of_customer ON refunds (merchant_id, livemode, customer_id, id) WHERE customer_id IS NOT NULL;
CREATE INDEX refunds_by_status ON refunds (merchant_id, livemode, status, id);
-- What waits for a person, oldest first.
CREATE INDEX refunds_waiting ON refunds (merchant_id, livemode, id) WHERE waits <> '';
CREATE INDEX refunds_waiting_by_task ON refunds (merchant_id, livemode, waits, id) WHERE waits <> '';
CREATE INDEX refunds_waiting_by_person ON refunds (merchant_id, livemode, assigned_to, id) WHERE waits <> '';
-- What a processor was asked for and has not answered, whoever it belongs to.
CREATE INDEX refunds_to_ask ON refunds (asked_at) WHERE status = 'pending' AND approval <> 'needed';
-- Those with an invoice that somebody can be asked about.
CREATE INDEX refunds_to_verify ON refunds (invoice_expires_at) WHERE status = 'requires_action' AND verify_url <> '';

-- What staff wrote about a refund.
CREATE TABLE refund_notes (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    refund_id    TEXT NOT NULL,
    author_id    TEXT NOT NULL,
    author       TEXT NOT NULL,
    body         TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, refund_id) REFERENCES refunds (merchant_id, livemode, id)
);
CREATE INDEX refund_notes_of_refund ON refund_notes (merchant_id, livemode, refund_id, id);

-- Above how much a support member's refund waits for an approval; a currency without a row has no limit.
CREATE TABLE refund_thresholds (
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    currency     TEXT NOT NULL,
    amount       BIGINT NOT NULL,
    updated_by   TEXT NOT NULL,
    updated_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, currency)
);

-- What the sandbox remembers of money that it was asked back for, and whether it gives money back for a charge at all.
CREATE TABLE sandbox_refunds (
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    refund_id    TEXT NOT NULL,
    attempt_id   TEXT NOT NULL,
    outcome      TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, refund_id)
);
ALTER TABLE sandbox_charges ADD COLUMN refundable BOOLEAN NOT NULL DEFAULT TRUE;
