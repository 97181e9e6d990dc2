-- Queries that people keep under a name. Who made one owns it; it is theirs alone unless it is shared. The owner is a
-- user's id, or a key's.
CREATE TABLE segments (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    name         TEXT NOT NULL,
    query        TEXT NOT NULL,
    shared       BOOLEAN NOT NULL,
    owner        TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id)
);

-- What queries look customers up by: the country they live in, when they paid first, and what they paid with.
ALTER TABLE customers ADD COLUMN country TEXT NOT NULL GENERATED ALWAYS AS (
    CASE WHEN address = '' THEN '' ELSE COALESCE(json_extract(address, '$.country'), '') END
) VIRTUAL;
CREATE INDEX customers_by_country ON customers (merchant_id, livemode, country)
    WHERE country <> '' AND deleted_at IS NULL;
CREATE INDEX customers_by_first_payment ON customers (merchant_id, livemode, first_payment_at)
    WHERE first_payment_at IS NOT NULL AND deleted_at IS NULL;
-- Who has figures in a currency seldom changes, and what was spent in it often: the index holds the first alone.
CREATE INDEX customer_totals_by_currency ON customer_totals (merchant_id, livemode, currency, customer_id);
CREATE INDEX customer_totals_refunded ON customer_totals (merchant_id, livemode, currency, refunded)
    WHERE refunded > 0;
