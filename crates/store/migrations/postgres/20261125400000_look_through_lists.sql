-- Lists are looked through by country, too, in the order of creation; and the indexes of that order hold what queries ask most,
-- so that a row is only read when it is shown.
DROP INDEX customers_by_created;
CREATE INDEX customers_by_created ON customers (merchant_id, livemode, created_at, seq)
    INCLUDE (
        kind, country, subscription_status, spent, payment_count, first_payment_at, last_payment_at, sort_last_payment, at_risk_from
    )
    WHERE deleted_at IS NULL;
DROP INDEX customers_by_country;
CREATE INDEX customers_by_country ON customers (merchant_id, livemode, country, created_at, seq)
    INCLUDE (kind, subscription_status, spent, payment_count, first_payment_at, last_payment_at, sort_last_payment, at_risk_from)
    WHERE country <> '' AND deleted_at IS NULL;
DROP INDEX customers_by_subscription;
CREATE INDEX customers_by_subscription ON customers (merchant_id, livemode, subscription_status, created_at, seq)
    INCLUDE (kind, country, spent, payment_count, first_payment_at, last_payment_at, sort_last_payment, at_risk_from)
    WHERE subscription_status <> '' AND deleted_at IS NULL;
