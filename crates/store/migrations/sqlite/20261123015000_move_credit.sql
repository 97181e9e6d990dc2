-- Credit that refunds gave before there were movements of it: one for each, with the refund's own number in its id.
INSERT INTO balance_transactions (
    id, merchant_id, livemode, customer_id, amount, currency, balance, kind, object_id, actor, created_at
)
SELECT 'btxn_' || SUBSTR(id, 4), merchant_id, livemode, customer_id, amount, currency,
    CAST(SUM(amount) OVER (
        PARTITION BY merchant_id, livemode, customer_id, currency ORDER BY COALESCE(ended_at, created_at), id
    ) AS BIGINT),
    'refund', id, ended_by, COALESCE(ended_at, created_at)
FROM refunds
WHERE destination_kind = 'balance' AND status = 'succeeded' AND customer_id IS NOT NULL;

-- Who is late with an invoice follows from invoices from now on, of which there are none yet.
UPDATE customers SET delinquent = FALSE WHERE delinquent;

-- How often a saved card that was charged by itself gave no money for an invoice, and why not the last time.
ALTER TABLE invoices ADD COLUMN declines BIGINT NOT NULL DEFAULT 0;
ALTER TABLE invoices ADD COLUMN decline TEXT NOT NULL DEFAULT '';
CREATE INDEX invoices_written_off_of_customer ON invoices (merchant_id, livemode, customer_id)
    WHERE status = 'uncollectible';

-- Whether a saved card was charged by itself, and nobody looked on.
ALTER TABLE payment_attempts ADD COLUMN unattended BOOLEAN NOT NULL DEFAULT FALSE;
