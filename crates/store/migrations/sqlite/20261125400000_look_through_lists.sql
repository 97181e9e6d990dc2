-- Lists are looked through by country, too, in the order of creation.
DROP INDEX customers_by_country;
CREATE INDEX customers_by_country ON customers (merchant_id, livemode, country, created_at)
    WHERE country <> '' AND deleted_at IS NULL;
