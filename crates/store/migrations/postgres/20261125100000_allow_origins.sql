-- The origins for which customer sessions may be made, with spaces between them; for any, when there are none.
CREATE TABLE allowed_origins (
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    origins      TEXT NOT NULL,
    PRIMARY KEY (merchant_id, livemode)
);
