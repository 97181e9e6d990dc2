-- In a list of the newest, those who paid last long ago come late, as do those at risk: the months of either are walked
-- through at once, each in the order of creation.
CREATE INDEX customers_by_last_month
    ON customers (merchant_id, livemode, (last_payment_at / 2592000000000), created_at, seq, last_payment_at, deleted_at)
    WHERE last_payment_at IS NOT NULL AND deleted_at IS NULL;
DROP INDEX customers_at_risk;
CREATE INDEX customers_at_risk
    ON customers (merchant_id, livemode, (at_risk_from / 2592000000000), created_at, seq, at_risk_from)
    WHERE at_risk_from < 9223372036854775807 AND deleted_at IS NULL;

-- The indexes of the order of creation hold what queries ask most, so that a list is looked through without its rows.
DROP INDEX customers_by_created;
CREATE INDEX customers_by_created
    ON customers (
        merchant_id, livemode, created_at, seq,
        payment_count, spent, first_payment_at, last_payment_at, kind, country, subscription_status, deleted_at
    )
    WHERE deleted_at IS NULL;
DROP INDEX customers_by_country;
CREATE INDEX customers_by_country
    ON customers (
        merchant_id, livemode, country, created_at, seq,
        payment_count, spent, first_payment_at, last_payment_at, kind, subscription_status, deleted_at
    )
    WHERE country <> '' AND deleted_at IS NULL;
DROP INDEX customers_by_subscription;
CREATE INDEX customers_by_subscription
    ON customers (
        merchant_id, livemode, subscription_status, created_at, seq,
        payment_count, spent, first_payment_at, last_payment_at, kind, country, deleted_at
    )
    WHERE subscription_status <> '' AND deleted_at IS NULL;
