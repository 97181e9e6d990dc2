-- What customers are worth is counted by the month of the first payment, too: the column of these rows. They follow from what
-- each paid by month, so they are added up anew. A step is the first two digits of a value.
DELETE FROM customer_tallies WHERE figure = 'value';
INSERT INTO customer_tallies (
    merchant_id, livemode, figure, currency, row_key, column_key, slot, customers, amount
)
SELECT merchant_id, livemode, 'value', currency, worth / digits * digits, first, 0, COUNT(*), SUM(amount)
FROM (
    SELECT merchant_id, livemode, currency, first, amount, worth,
        CASE
            WHEN worth < 100 THEN 1
            WHEN worth < 1000 THEN 10
            WHEN worth < 10000 THEN 100
            WHEN worth < 100000 THEN 1000
            WHEN worth < 1000000 THEN 10000
            WHEN worth < 10000000 THEN 100000
            WHEN worth < 100000000 THEN 1000000
            WHEN worth < 1000000000 THEN 10000000
            WHEN worth < 10000000000 THEN 100000000
            WHEN worth < 100000000000 THEN 1000000000
            WHEN worth < 1000000000000 THEN 10000000000
            WHEN worth < 10000000000000 THEN 100000000000
            WHEN worth < 100000000000000 THEN 1000000000000
            WHEN worth < 1000000000000000 THEN 10000000000000
            WHEN worth < 10000000000000000 THEN 100000000000000
            WHEN worth < 100000000000000000 THEN 1000000000000000
            WHEN worth < 1000000000000000000 THEN 10000000000000000
            ELSE 100000000000000000
        END AS digits
    FROM (
        SELECT merchant_id, livemode, currency, MIN(CASE WHEN payment_count > 0 THEN month END) AS first,
            SUM(gross - refunded) AS amount,
            CASE WHEN SUM(gross - refunded) < 0 THEN 0 ELSE SUM(gross - refunded) END AS worth
        FROM customer_months
        GROUP BY merchant_id, livemode, customer_id, currency
    ) AS of_customers
    WHERE first IS NOT NULL
) AS in_steps
GROUP BY merchant_id, livemode, currency, worth / digits * digits, first;
