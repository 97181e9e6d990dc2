-- What is sold. Products and prices are archived, never removed: what was bought at them names them.
CREATE TABLE products (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    name         TEXT COLLATE "C" NOT NULL,
    description  TEXT COLLATE "C" NOT NULL DEFAULT '',
    active       BOOLEAN NOT NULL,
    metadata     TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE INDEX products_by_active ON products (merchant_id, livemode, active, id);

-- What a product costs, once (then recurs_count is 0) or every so many months, quarters or years.
CREATE TABLE prices (
    id            TEXT COLLATE "C" NOT NULL,
    merchant_id   TEXT COLLATE "C" NOT NULL,
    livemode      BOOLEAN NOT NULL,
    product_id    TEXT COLLATE "C" NOT NULL,
    amount        BIGINT NOT NULL,
    currency      TEXT COLLATE "C" NOT NULL,
    recurs_every  TEXT COLLATE "C" NOT NULL DEFAULT '',
    recurs_count  BIGINT NOT NULL DEFAULT 0,
    active        BOOLEAN NOT NULL,
    metadata      TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    version       BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, product_id) REFERENCES products (merchant_id, livemode, id)
);
CREATE INDEX prices_by_active ON prices (merchant_id, livemode, active, id);
CREATE INDEX prices_of_product ON prices (merchant_id, livemode, product_id, id);

-- Addresses where something is sold to whoever opens them. The terms are JSON.
CREATE TABLE payment_links (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode     BOOLEAN NOT NULL,
    name         TEXT COLLATE "C" NOT NULL,
    active       BOOLEAN NOT NULL,
    terms        TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    version      BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, id)
);
-- Who opens a link brings nothing but its id.
CREATE UNIQUE INDEX payment_links_by_id ON payment_links (LOWER(id));
CREATE INDEX payment_links_by_active ON payment_links (merchant_id, livemode, active, id);

-- What came in through a link, kept in the transaction of each payment.
CREATE TABLE payment_link_totals (
    merchant_id    TEXT COLLATE "C" NOT NULL,
    livemode       BOOLEAN NOT NULL,
    link_id        TEXT COLLATE "C" NOT NULL,
    currency       TEXT COLLATE "C" NOT NULL,
    amount         BIGINT NOT NULL,
    payment_count  BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, link_id, currency),
    FOREIGN KEY (merchant_id, livemode, link_id) REFERENCES payment_links (merchant_id, livemode, id)
);
