-- What a payment was for: products with what each cost and how many, such as prod_…:4900:2, with spaces between.
ALTER TABLE payments ADD COLUMN products TEXT COLLATE "C" NOT NULL DEFAULT '';

-- What each product brought, kept as the figures are.
CREATE TABLE product_figures (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    currency     TEXT COLLATE "C" NOT NULL,
    grain        TEXT COLLATE "C" NOT NULL,
    at           BIGINT NOT NULL,
    product_id   TEXT COLLATE "C" NOT NULL,
    slot         BIGINT NOT NULL,
    gross        BIGINT NOT NULL,
    refunded     BIGINT NOT NULL,
    payments     BIGINT NOT NULL,
    refunds      BIGINT NOT NULL,
    quantity     BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, currency, grain, at, product_id, slot)
);

-- Payments of before were for what their checkouts sold.
UPDATE payments SET products = sold.products
FROM (
    SELECT merchant_id, livemode, payment_id, STRING_AGG(product_id || ':' || cost || ':' || quantity, ' ') AS products
    FROM (
        SELECT s.merchant_id, s.livemode, s.payment_id, p.product_id,
            CAST(SUM((line.value -> 'unit' ->> 'minor')::BIGINT * (line.value ->> 'quantity')::BIGINT) AS BIGINT) AS cost,
            CAST(SUM((line.value ->> 'quantity')::BIGINT) AS BIGINT) AS quantity
        FROM checkout_sessions s
        CROSS JOIN LATERAL JSON_ARRAY_ELEMENTS(s.lines::JSON) AS line (value)
        JOIN prices p ON p.merchant_id = s.merchant_id AND p.livemode = s.livemode AND p.id = line.value ->> 'price'
        WHERE s.payment_id <> ''
        GROUP BY s.merchant_id, s.livemode, s.payment_id, p.product_id
    ) AS each
    GROUP BY merchant_id, livemode, payment_id
) AS sold
WHERE payments.merchant_id = sold.merchant_id AND payments.livemode = sold.livemode AND payments.id = sold.payment_id;

-- And their figures are added up when the program starts.
INSERT INTO merchants_without_figures (merchant_id)
SELECT DISTINCT merchant_id FROM payments WHERE products <> ''
ON CONFLICT (merchant_id) DO NOTHING;
