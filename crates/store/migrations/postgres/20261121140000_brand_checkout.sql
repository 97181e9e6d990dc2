-- How a merchant's pages look to buyers, in both modes; who has no row never said. The logo's edition changes with it.
CREATE TABLE brandings (
    merchant_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES merchants (id),
    accent         TEXT COLLATE "C" NOT NULL,
    support_email  TEXT COLLATE "C" NOT NULL,
    logo           BYTEA,
    logo_type      TEXT COLLATE "C" NOT NULL DEFAULT '',
    logo_edition   TEXT COLLATE "C" NOT NULL DEFAULT '',
    updated_by     TEXT COLLATE "C" NOT NULL,
    updated_at     BIGINT NOT NULL
);
