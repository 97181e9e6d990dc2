-- What customers are worth is kept for everybody, too, and not only by month: then few rows say it, however long there have been
-- customers.
INSERT INTO customer_tallies (
    merchant_id, livemode, figure, currency, row_key, column_key, slot, customers, amount
)
SELECT merchant_id, livemode, 'worth', currency, row_key, 0, 0, CAST(SUM(customers) AS BIGINT), CAST(SUM(amount) AS BIGINT)
FROM customer_tallies WHERE figure = 'value'
GROUP BY merchant_id, livemode, currency, row_key;

-- The one in the middle is counted off in the index alone.
DROP INDEX customer_totals_worth;
CREATE INDEX customer_totals_worth ON customer_totals (merchant_id, livemode, currency, (spent - refunded))
    INCLUDE (spent, refunded) WHERE payment_count > 0;
