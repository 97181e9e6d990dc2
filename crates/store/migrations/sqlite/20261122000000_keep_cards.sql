-- Cards of registered customers, kept for later payments. Their numbers are nowhere: the token is the charge by which the
-- sandbox knows the card.
CREATE TABLE saved_cards (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT NOT NULL,
    brand        TEXT NOT NULL,
    last4        TEXT NOT NULL,
    exp_month    BIGINT NOT NULL,
    exp_year     BIGINT NOT NULL,
    fingerprint  TEXT NOT NULL,
    token        TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
-- A customer's cards, each once.
CREATE UNIQUE INDEX saved_cards_of_customer ON saved_cards (merchant_id, livemode, customer_id, fingerprint);

-- What the card does that was charged, in the sandbox's own memory; empty for invoices.
ALTER TABLE sandbox_charges ADD COLUMN card TEXT NOT NULL DEFAULT '';

-- Browser and system of the buyer, such as "Firefox on Windows".
ALTER TABLE checkout_sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
