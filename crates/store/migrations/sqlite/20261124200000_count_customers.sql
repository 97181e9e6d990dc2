-- What each customer paid by currency and month of the merchant's calendar: what the figures of all are made of.
CREATE TABLE customer_months (
    merchant_id    TEXT NOT NULL,
    livemode       BOOLEAN NOT NULL,
    customer_id    TEXT NOT NULL,
    currency       TEXT NOT NULL,
    month          BIGINT NOT NULL,
    gross          BIGINT NOT NULL,
    refunded       BIGINT NOT NULL,
    payment_count  BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, customer_id, currency, month)
) WITHOUT ROWID;

-- How many customers there are of a kind, and what they come to: by months of the first and of each payment (cohort), and by
-- steps of what they are worth (value), spent (spent) and how often they paid (payments). Spread over slots as counters are.
CREATE TABLE customer_tallies (
    merchant_id   TEXT NOT NULL,
    livemode      BOOLEAN NOT NULL,
    figure        TEXT NOT NULL,
    currency      TEXT NOT NULL,
    row_key       BIGINT NOT NULL,
    column_key    BIGINT NOT NULL,
    slot          BIGINT NOT NULL,
    customers     BIGINT NOT NULL,
    amount        BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, figure, currency, row_key, column_key, slot)
) WITHOUT ROWID;

-- What customers paid in the last 7, 30 and 90 days. A row is right until leaves_at, when the first of its payments leaves one
-- of these; from then on it is at least what is right.
CREATE TABLE recent_spending (
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT NOT NULL,
    currency     TEXT NOT NULL,
    spent_7      BIGINT NOT NULL,
    payments_7   BIGINT NOT NULL,
    spent_30     BIGINT NOT NULL,
    payments_30  BIGINT NOT NULL,
    spent_90     BIGINT NOT NULL,
    payments_90  BIGINT NOT NULL,
    leaves_at    BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, customer_id, currency)
) WITHOUT ROWID;
CREATE INDEX recent_spending_due ON recent_spending (leaves_at);
CREATE INDEX recent_spent_7 ON recent_spending (merchant_id, livemode, currency, spent_7 DESC, customer_id)
    WHERE payments_7 > 0;
CREATE INDEX recent_payments_7 ON recent_spending (merchant_id, livemode, currency, payments_7 DESC, customer_id)
    WHERE payments_7 > 0;
CREATE INDEX recent_spent_30 ON recent_spending (merchant_id, livemode, currency, spent_30 DESC, customer_id)
    WHERE payments_30 > 0;
CREATE INDEX recent_payments_30 ON recent_spending (merchant_id, livemode, currency, payments_30 DESC, customer_id)
    WHERE payments_30 > 0;
CREATE INDEX recent_spent_90 ON recent_spending (merchant_id, livemode, currency, spent_90 DESC, customer_id)
    WHERE payments_90 > 0;
CREATE INDEX recent_payments_90 ON recent_spending (merchant_id, livemode, currency, payments_90 DESC, customer_id)
    WHERE payments_90 > 0;

-- Whose figures are being counted on another calendar, and how far that has come. Those of payments from before are counted
-- in the same way.
CREATE TABLE calendar_turns (
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    done_id      TEXT NOT NULL,
    PRIMARY KEY (merchant_id, livemode)
);
INSERT INTO calendar_turns (merchant_id, livemode, done_id)
SELECT id, FALSE, '' FROM merchants UNION ALL SELECT id, TRUE, '' FROM merchants;
