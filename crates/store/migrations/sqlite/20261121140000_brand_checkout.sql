-- How a merchant's pages look to buyers, in both modes; who has no row never said. The logo's edition changes with it.
CREATE TABLE brandings (
    merchant_id    TEXT NOT NULL PRIMARY KEY REFERENCES merchants (id),
    accent         TEXT NOT NULL,
    support_email  TEXT NOT NULL,
    logo           BLOB,
    logo_type      TEXT NOT NULL DEFAULT '',
    logo_edition   TEXT NOT NULL DEFAULT '',
    updated_by     TEXT NOT NULL,
    updated_at     BIGINT NOT NULL
);
