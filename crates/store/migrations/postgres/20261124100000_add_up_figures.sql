-- Figures over time, kept in the transaction of what they tell of. `grain` is what `at` counts: days of the merchant's
-- calendar since 1970 ('day'), or quarters of an hour in UTC ('quarter'). Of payment links `source_id` says which one.
-- Writers at the same moment meet in different slots; readers add them up.
CREATE TABLE figures (
    merchant_id     TEXT NOT NULL,
    livemode        BOOLEAN NOT NULL,
    currency        TEXT NOT NULL,
    grain           TEXT NOT NULL,
    at              BIGINT NOT NULL,
    source          TEXT NOT NULL,
    source_id       TEXT NOT NULL,
    slot            BIGINT NOT NULL,
    gross           BIGINT NOT NULL,
    refunded        BIGINT NOT NULL,
    payments        BIGINT NOT NULL,
    refunds         BIGINT NOT NULL,
    -- Payments that are the first of their customer by this way, and at all.
    customers       BIGINT NOT NULL,
    firsts          BIGINT NOT NULL,
    first_gross     BIGINT NOT NULL,
    -- Payments that are the first of their customer in this currency in their day, week, month, quarter and year; 0 where
    -- `at` is no day.
    active_day      BIGINT NOT NULL,
    active_week     BIGINT NOT NULL,
    active_month    BIGINT NOT NULL,
    active_quarter  BIGINT NOT NULL,
    active_year     BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, currency, grain, at, source, source_id, slot)
);

-- Each change of what a subscription comes to in a month; without an amount it does not count any more.
CREATE TABLE recurring_steps (
    merchant_id      TEXT NOT NULL,
    livemode         BOOLEAN NOT NULL,
    subscription_id  TEXT NOT NULL,
    number           BIGINT NOT NULL,
    at               BIGINT NOT NULL,
    currency         TEXT NOT NULL,
    amount           BIGINT,
    PRIMARY KEY (merchant_id, livemode, subscription_id, number)
);

-- What these changes moved, kept as the figures are.
CREATE TABLE recurring_figures (
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    currency     TEXT NOT NULL,
    grain        TEXT NOT NULL,
    at           BIGINT NOT NULL,
    slot         BIGINT NOT NULL,
    gained       BIGINT NOT NULL,
    expansion    BIGINT NOT NULL,
    contraction  BIGINT NOT NULL,
    churned      BIGINT NOT NULL,
    started      BIGINT NOT NULL,
    ended        BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, currency, grain, at, slot)
);

-- Merchants from before there were figures: theirs are added up when the program starts.
CREATE TABLE merchants_without_figures (
    merchant_id  TEXT PRIMARY KEY REFERENCES merchants (id)
);
INSERT INTO merchants_without_figures (merchant_id) SELECT id FROM merchants;
