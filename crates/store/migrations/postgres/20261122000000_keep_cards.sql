-- Cards of registered customers, kept for later payments. Their numbers are nowhere: the token is the charge by which the
-- sandbox knows the card.
CREATE TABLE saved_cards (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT COLLATE "C" NOT NULL,
    brand        TEXT COLLATE "C" NOT NULL,
    last4        TEXT COLLATE "C" NOT NULL,
    exp_month    BIGINT NOT NULL,
    exp_year     BIGINT NOT NULL,
    fingerprint  TEXT COLLATE "C" NOT NULL,
    token        TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
-- A customer's cards, each once.
CREATE UNIQUE INDEX saved_cards_of_customer ON saved_cards (merchant_id, livemode, customer_id, fingerprint);

-- What the card does that was charged, in the sandbox's own memory; empty for invoices.
ALTER TABLE sandbox_charges ADD COLUMN card TEXT COLLATE "C" NOT NULL DEFAULT '';

-- Browser and system of the buyer, such as "Firefox on Windows".
ALTER TABLE checkout_sessions ADD COLUMN device TEXT COLLATE "C" NOT NULL DEFAULT '';
