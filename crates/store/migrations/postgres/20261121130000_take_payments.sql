-- What a merchant decided about payment methods; who has no row never decided anything. The manual methods are a list in
-- JSON. The limits are what the provider of the Lightning address told when it was saved, in satoshi.
CREATE TABLE method_settings (
    merchant_id        TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode           BOOLEAN NOT NULL,
    card               BOOLEAN NOT NULL,
    lightning_address  TEXT COLLATE "C" NOT NULL,
    lightning_min      BIGINT NOT NULL,
    lightning_max      BIGINT NOT NULL,
    rate_url           TEXT COLLATE "C" NOT NULL,
    rate_path          TEXT COLLATE "C" NOT NULL,
    manual             TEXT COLLATE "C" NOT NULL,
    updated_by         TEXT COLLATE "C" NOT NULL,
    updated_at         BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode)
);

-- What fingerprints of cards are made with, in hexadecimal: one key a merchant, made at the first card.
CREATE TABLE card_keys (
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    secret       TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id)
);

-- The memory of the sandbox, which nobody shares with it: what it was asked for by this attempt, and what came of it. It
-- answers from answers_at on; a simulated invoice can be paid until expires_at.
CREATE TABLE sandbox_charges (
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    attempt_id   TEXT COLLATE "C" NOT NULL,
    outcome      TEXT COLLATE "C" NOT NULL,
    answers_at   BIGINT NOT NULL,
    expires_at   BIGINT,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, attempt_id)
);
