-- Text compares byte by byte, as in SQLite, so that both engines sort alike.
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE merchants (
    id          TEXT COLLATE "C" PRIMARY KEY,
    name        TEXT COLLATE "C" NOT NULL,
    currency    TEXT COLLATE "C" NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE TABLE users (
    id             TEXT COLLATE "C" PRIMARY KEY,
    email          TEXT COLLATE "C" NOT NULL UNIQUE,
    name           TEXT COLLATE "C" NOT NULL,
    password_hash  TEXT COLLATE "C" NOT NULL,
    created_at     BIGINT NOT NULL
);

CREATE TABLE memberships (
    merchant_id  TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    user_id      TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    role         TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, user_id)
);
CREATE INDEX memberships_of_user ON memberships (user_id, merchant_id);

CREATE TABLE sessions (
    token_hash    TEXT COLLATE "C" PRIMARY KEY,
    user_id       TEXT COLLATE "C" NOT NULL REFERENCES users (id),
    created_at    BIGINT NOT NULL,
    last_seen_at  BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Failed sign-ins per account and per address, counted since the first of a series.
CREATE TABLE sign_in_failures (
    subject  TEXT COLLATE "C" PRIMARY KEY,
    count    BIGINT NOT NULL,
    since    BIGINT NOT NULL
);

-- Empty text means "none"; the indexes leave it out. seq grows in the order of recording and serves the search.
CREATE TABLE customers (
    seq                  BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id                   TEXT COLLATE "C" NOT NULL,
    merchant_id          TEXT COLLATE "C" NOT NULL REFERENCES merchants (id),
    livemode             BOOLEAN NOT NULL,
    kind                 TEXT COLLATE "C" NOT NULL,
    external_id          TEXT COLLATE "C" NOT NULL DEFAULT '',
    did                  TEXT COLLATE "C" NOT NULL DEFAULT '',
    name                 TEXT COLLATE "C" NOT NULL DEFAULT '',
    email                TEXT COLLATE "C" NOT NULL DEFAULT '',
    phone                TEXT COLLATE "C" NOT NULL DEFAULT '',
    address              TEXT COLLATE "C" NOT NULL DEFAULT '',
    shipping             TEXT COLLATE "C" NOT NULL DEFAULT '',
    refund_address       TEXT COLLATE "C" NOT NULL DEFAULT '',
    locale               TEXT COLLATE "C" NOT NULL DEFAULT '',
    tags                 TEXT COLLATE "C" NOT NULL DEFAULT '',
    metadata             TEXT COLLATE "C" NOT NULL DEFAULT '',
    delinquent           BOOLEAN NOT NULL DEFAULT FALSE,
    spent                BIGINT NOT NULL DEFAULT 0,
    payment_count        BIGINT NOT NULL DEFAULT 0,
    order_count          BIGINT NOT NULL DEFAULT 0,
    checkout_count       BIGINT NOT NULL DEFAULT 0,
    active_subscriptions BIGINT NOT NULL DEFAULT 0,
    subscription_status  TEXT COLLATE "C" NOT NULL DEFAULT '',
    first_payment_at     BIGINT,
    last_payment_at      BIGINT,
    sort_name            TEXT COLLATE "C" NOT NULL DEFAULT '',
    sort_last_payment    BIGINT NOT NULL GENERATED ALWAYS AS (COALESCE(last_payment_at, 0)) STORED,
    search_text          TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at           BIGINT NOT NULL,
    updated_at           BIGINT NOT NULL,
    deleted_at           BIGINT,
    version              BIGINT NOT NULL DEFAULT 1,
    UNIQUE (merchant_id, livemode, id)
);
CREATE UNIQUE INDEX customers_by_external_id ON customers (merchant_id, livemode, external_id)
    WHERE external_id <> '' AND deleted_at IS NULL;
CREATE INDEX customers_by_email ON customers (merchant_id, livemode, email) WHERE email <> '' AND deleted_at IS NULL;
CREATE INDEX customers_by_phone ON customers (merchant_id, livemode, phone) WHERE phone <> '' AND deleted_at IS NULL;
CREATE INDEX customers_by_did ON customers (merchant_id, livemode, did) WHERE did <> '' AND deleted_at IS NULL;
-- What lists are sorted by; equal values by age.
CREATE INDEX customers_by_created ON customers (merchant_id, livemode, created_at, seq) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_name ON customers (merchant_id, livemode, sort_name, seq) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_spent ON customers (merchant_id, livemode, spent, seq) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_payments ON customers (merchant_id, livemode, payment_count, seq) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_last_payment ON customers (merchant_id, livemode, sort_last_payment, seq)
    WHERE deleted_at IS NULL;
CREATE INDEX customers_by_kind ON customers (merchant_id, livemode, kind, created_at, seq) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_subscription ON customers (merchant_id, livemode, subscription_status, created_at, seq)
    WHERE subscription_status <> '' AND deleted_at IS NULL;

-- Substrings of three characters and more.
CREATE INDEX customers_by_text ON customers USING gin (search_text gin_trgm_ops) WHERE deleted_at IS NULL;

CREATE TABLE customer_tags (
    merchant_id   TEXT COLLATE "C" NOT NULL,
    livemode      BOOLEAN NOT NULL,
    tag           TEXT COLLATE "C" NOT NULL,
    customer_seq  BIGINT NOT NULL REFERENCES customers (seq),
    PRIMARY KEY (merchant_id, livemode, tag, customer_seq)
);
CREATE INDEX customer_tags_of_customer ON customer_tags (merchant_id, livemode, customer_seq);

CREATE TABLE identities (
    merchant_id    TEXT COLLATE "C" NOT NULL,
    livemode       BOOLEAN NOT NULL,
    customer_id    TEXT COLLATE "C" NOT NULL,
    kind           TEXT COLLATE "C" NOT NULL,
    value          TEXT COLLATE "C" NOT NULL,
    label          TEXT COLLATE "C" NOT NULL,
    evidence       TEXT COLLATE "C" NOT NULL,
    first_seen_at  BIGINT NOT NULL,
    last_seen_at   BIGINT NOT NULL,
    times_seen     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, customer_id, kind, value),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX identities_by_value ON identities (merchant_id, livemode, kind, value);

CREATE TABLE wallets (
    id                        TEXT COLLATE "C" NOT NULL,
    merchant_id               TEXT COLLATE "C" NOT NULL,
    livemode                  BOOLEAN NOT NULL,
    customer_id               TEXT COLLATE "C" NOT NULL,
    chain_id                  BIGINT NOT NULL,
    address                   TEXT COLLATE "C" NOT NULL,
    has_active_authorization  BOOLEAN NOT NULL DEFAULT FALSE,
    authorization_type        TEXT COLLATE "C" NOT NULL DEFAULT '',
    transaction_hash          TEXT COLLATE "C" NOT NULL DEFAULT '',
    authorized_at             BIGINT,
    created_at                BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    UNIQUE (merchant_id, livemode, customer_id, chain_id, address),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);

CREATE TABLE notes (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT COLLATE "C" NOT NULL,
    author_id    TEXT COLLATE "C" NOT NULL,
    body         TEXT COLLATE "C" NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX notes_of_customer ON notes (merchant_id, livemode, customer_id, created_at, id);

-- The history of a customer's record: who did what and when; for edits, each field's old and new value.
CREATE TABLE changes (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT COLLATE "C" NOT NULL,
    actor        TEXT COLLATE "C" NOT NULL,
    act          TEXT COLLATE "C" NOT NULL,
    fields       TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX changes_of_customer ON changes (merchant_id, livemode, customer_id, created_at, id);

CREATE TABLE orders (
    id           TEXT COLLATE "C" NOT NULL,
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT COLLATE "C" NOT NULL,
    number       TEXT COLLATE "C" NOT NULL,
    status       TEXT COLLATE "C" NOT NULL,
    amount       BIGINT NOT NULL,
    currency     TEXT COLLATE "C" NOT NULL,
    description  TEXT COLLATE "C" NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX orders_of_customer ON orders (merchant_id, livemode, customer_id, created_at, id);
CREATE INDEX orders_by_number ON orders (merchant_id, livemode, number);

CREATE TABLE payments (
    id                  TEXT COLLATE "C" NOT NULL,
    merchant_id         TEXT COLLATE "C" NOT NULL,
    livemode            BOOLEAN NOT NULL,
    customer_id         TEXT COLLATE "C" NOT NULL,
    order_id            TEXT COLLATE "C" NOT NULL,
    amount              BIGINT NOT NULL CHECK (amount >= 0),
    refunded            BIGINT NOT NULL DEFAULT 0 CHECK (refunded >= 0 AND refunded <= amount),
    currency            TEXT COLLATE "C" NOT NULL,
    status              TEXT COLLATE "C" NOT NULL,
    method              TEXT COLLATE "C" NOT NULL,
    brand               TEXT COLLATE "C" NOT NULL DEFAULT '',
    last4               TEXT COLLATE "C" NOT NULL DEFAULT '',
    source              TEXT COLLATE "C" NOT NULL,
    source_description  TEXT COLLATE "C" NOT NULL DEFAULT '',
    metadata            TEXT COLLATE "C" NOT NULL DEFAULT '',
    occurred_at         BIGINT NOT NULL,
    created_at          BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, order_id) REFERENCES orders (merchant_id, livemode, id)
);
CREATE INDEX payments_of_customer ON payments (merchant_id, livemode, customer_id, occurred_at, id);
CREATE INDEX payments_of_order ON payments (merchant_id, livemode, order_id);
CREATE INDEX payments_by_last4 ON payments (merchant_id, livemode, last4, customer_id) WHERE last4 <> '';

-- Maintained in the transaction of the payment; `clientele verify` recomputes it from the ledger.
CREATE TABLE customer_totals (
    merchant_id       TEXT COLLATE "C" NOT NULL,
    livemode          BOOLEAN NOT NULL,
    customer_id       TEXT COLLATE "C" NOT NULL,
    currency          TEXT COLLATE "C" NOT NULL,
    spent             BIGINT NOT NULL,
    refunded          BIGINT NOT NULL,
    payment_count     BIGINT NOT NULL,
    first_payment_at  BIGINT NOT NULL,
    last_payment_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, customer_id, currency),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);

-- How many there are of a thing. Spread over slots, so that writers at the same moment rarely wait for one row.
CREATE TABLE counters (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    name         TEXT COLLATE "C" NOT NULL,
    slot         BIGINT NOT NULL,
    count        BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, name, slot)
);

-- An import advances in the transaction of the rows it stores, so that it can go on where it stopped.
CREATE TABLE imports (
    id            TEXT COLLATE "C" NOT NULL,
    merchant_id   TEXT COLLATE "C" NOT NULL,
    livemode      BOOLEAN NOT NULL,
    what          TEXT COLLATE "C" NOT NULL,
    file_name     TEXT COLLATE "C" NOT NULL,
    fingerprint   TEXT COLLATE "C" NOT NULL,
    layout        TEXT COLLATE "C" NOT NULL,
    status        TEXT COLLATE "C" NOT NULL,
    total_lines   BIGINT NOT NULL,
    done_lines    BIGINT NOT NULL DEFAULT 0,
    accepted      BIGINT NOT NULL DEFAULT 0,
    rejected      BIGINT NOT NULL DEFAULT 0,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id)
);
CREATE INDEX imports_by_fingerprint ON imports (merchant_id, livemode, fingerprint, created_at, id);
CREATE INDEX imports_by_created ON imports (merchant_id, livemode, created_at, id);

CREATE TABLE import_rejects (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    import_id    TEXT COLLATE "C" NOT NULL,
    line         BIGINT NOT NULL,
    field        TEXT COLLATE "C" NOT NULL,
    message      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (merchant_id, livemode, import_id, line, field),
    FOREIGN KEY (merchant_id, livemode, import_id) REFERENCES imports (merchant_id, livemode, id)
);
