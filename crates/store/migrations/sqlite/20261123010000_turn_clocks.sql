-- Clocks of test mode: what happens to the customers on one happens when somebody advances it.
CREATE TABLE test_clocks (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    name         TEXT NOT NULL DEFAULT '',
    shows        BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id)
);
-- The clock that a customer lives on, and what it shows: written with the clock, so that whoever reads the one reads the other.
ALTER TABLE customers ADD COLUMN test_clock_id TEXT NOT NULL DEFAULT '';
ALTER TABLE customers ADD COLUMN clock_shows BIGINT NOT NULL DEFAULT 0;
CREATE INDEX customers_on_clock ON customers (merchant_id, livemode, test_clock_id, id) WHERE test_clock_id <> '';

-- How bills are handled in a mode; what is not here goes as it usually does.
CREATE TABLE billing_settings (
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    grace_days   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode)
);
