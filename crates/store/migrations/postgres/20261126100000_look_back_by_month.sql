-- In a list of the newest, those who paid last long ago come late, as do those at risk: the months of either are walked
-- through at once, each in the order of creation.
CREATE INDEX customers_by_last_month
    ON customers (merchant_id, livemode, (last_payment_at / 2592000000000), created_at, seq)
    INCLUDE (last_payment_at)
    WHERE last_payment_at IS NOT NULL AND deleted_at IS NULL;
DROP INDEX customers_at_risk;
CREATE INDEX customers_at_risk
    ON customers (merchant_id, livemode, (at_risk_from / 2592000000000), created_at, seq)
    INCLUDE (at_risk_from)
    WHERE at_risk_from < 9223372036854775807 AND deleted_at IS NULL;
-- From an index of some of the rows the planner takes no figures, and without any it thinks that months have few rows.
CREATE STATISTICS customers_last_month ON (last_payment_at / 2592000000000) FROM customers;
CREATE STATISTICS customers_at_risk_month ON (at_risk_from / 2592000000000) FROM customers;
ANALYZE customers;
