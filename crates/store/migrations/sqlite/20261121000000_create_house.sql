CREATE TABLE merchants (
    id          TEXT PRIMARY KEY,
    name        TEXT NOT NULL,
    currency    TEXT NOT NULL,
    created_at  BIGINT NOT NULL
);

CREATE TABLE users (
    id             TEXT PRIMARY KEY,
    email          TEXT NOT NULL UNIQUE,
    name           TEXT NOT NULL,
    password_hash  TEXT NOT NULL,
    created_at     BIGINT NOT NULL
);

CREATE TABLE memberships (
    merchant_id  TEXT NOT NULL REFERENCES merchants (id),
    user_id      TEXT NOT NULL REFERENCES users (id),
    role         TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, user_id)
);
CREATE INDEX memberships_of_user ON memberships (user_id, merchant_id);

CREATE TABLE sessions (
    token_hash    TEXT PRIMARY KEY,
    user_id       TEXT NOT NULL REFERENCES users (id),
    created_at    BIGINT NOT NULL,
    last_seen_at  BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL
);
CREATE INDEX sessions_of_user ON sessions (user_id);
CREATE INDEX sessions_by_expiry ON sessions (expires_at);

-- Failed sign-ins per account and per address, counted since the first of a series.
CREATE TABLE sign_in_failures (
    subject  TEXT PRIMARY KEY,
    count    BIGINT NOT NULL,
    since    BIGINT NOT NULL
);

-- Empty text means "none"; the indexes leave it out. seq grows in the order of recording and serves the search.
CREATE TABLE customers (
    seq                  INTEGER PRIMARY KEY AUTOINCREMENT,
    id                   TEXT NOT NULL,
    merchant_id          TEXT NOT NULL REFERENCES merchants (id),
    livemode             BOOLEAN NOT NULL,
    kind                 TEXT NOT NULL,
    external_id          TEXT NOT NULL DEFAULT '',
    did                  TEXT NOT NULL DEFAULT '',
    name                 TEXT NOT NULL DEFAULT '',
    email                TEXT NOT NULL DEFAULT '',
    phone                TEXT NOT NULL DEFAULT '',
    address              TEXT NOT NULL DEFAULT '',
    shipping             TEXT NOT NULL DEFAULT '',
    refund_address       TEXT NOT NULL DEFAULT '',
    locale               TEXT NOT NULL DEFAULT '',
    tags                 TEXT NOT NULL DEFAULT '',
    metadata             TEXT NOT NULL DEFAULT '',
    delinquent           BOOLEAN NOT NULL DEFAULT FALSE,
    spent                BIGINT NOT NULL DEFAULT 0,
    payment_count        BIGINT NOT NULL DEFAULT 0,
    order_count          BIGINT NOT NULL DEFAULT 0,
    checkout_count       BIGINT NOT NULL DEFAULT 0,
    active_subscriptions BIGINT NOT NULL DEFAULT 0,
    subscription_status  TEXT NOT NULL DEFAULT '',
    first_payment_at     BIGINT,
    last_payment_at      BIGINT,
    sort_name            TEXT NOT NULL DEFAULT '',
    sort_last_payment    BIGINT NOT NULL GENERATED ALWAYS AS (COALESCE(last_payment_at, 0)) VIRTUAL,
    search_text          TEXT NOT NULL DEFAULT '',
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
-- What lists are sorted by. SQLite ends every index with the row's number, which is seq.
CREATE INDEX customers_by_created ON customers (merchant_id, livemode, created_at) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_name ON customers (merchant_id, livemode, sort_name) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_spent ON customers (merchant_id, livemode, spent) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_payments ON customers (merchant_id, livemode, payment_count) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_last_payment ON customers (merchant_id, livemode, sort_last_payment) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_kind ON customers (merchant_id, livemode, kind, created_at) WHERE deleted_at IS NULL;
CREATE INDEX customers_by_subscription ON customers (merchant_id, livemode, subscription_status, created_at)
    WHERE subscription_status <> '' AND deleted_at IS NULL;

-- Substrings of three characters and more. Only which rows hold a trigram is kept; the query looks at the text again.
CREATE VIRTUAL TABLE customer_search USING fts5 (
    search_text, content = 'customers', content_rowid = 'seq', tokenize = 'trigram', detail = 'none', columnsize = 0
);
CREATE TRIGGER customers_search_insert AFTER INSERT ON customers BEGIN
    INSERT INTO customer_search (rowid, search_text) VALUES (new.seq, new.search_text);
END;
CREATE TRIGGER customers_search_update AFTER UPDATE OF search_text ON customers
WHEN new.search_text <> old.search_text BEGIN
    INSERT INTO customer_search (customer_search, rowid, search_text) VALUES ('delete', old.seq, old.search_text);
    INSERT INTO customer_search (rowid, search_text) VALUES (new.seq, new.search_text);
END;

CREATE TABLE customer_tags (
    merchant_id   TEXT NOT NULL,
    livemode      BOOLEAN NOT NULL,
    tag           TEXT NOT NULL,
    customer_seq  BIGINT NOT NULL REFERENCES customers (seq),
    PRIMARY KEY (merchant_id, livemode, tag, customer_seq)
) WITHOUT ROWID;
CREATE INDEX customer_tags_of_customer ON customer_tags (merchant_id, livemode, customer_seq);

CREATE TABLE identities (
    merchant_id    TEXT NOT NULL,
    livemode       BOOLEAN NOT NULL,
    customer_id    TEXT NOT NULL,
    kind           TEXT NOT NULL,
    value          TEXT NOT NULL,
    label          TEXT NOT NULL,
    evidence       TEXT NOT NULL,
    first_seen_at  BIGINT NOT NULL,
    last_seen_at   BIGINT NOT NULL,
    times_seen     BIGINT NOT NULL DEFAULT 1,
    PRIMARY KEY (merchant_id, livemode, customer_id, kind, value),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX identities_by_value ON identities (merchant_id, livemode, kind, value);

CREATE TABLE wallets (
    id                        TEXT NOT NULL,
    merchant_id               TEXT NOT NULL,
    livemode                  BOOLEAN NOT NULL,
    customer_id               TEXT NOT NULL,
    chain_id                  BIGINT NOT NULL,
    address                   TEXT NOT NULL,
    has_active_authorization  BOOLEAN NOT NULL DEFAULT FALSE,
    authorization_type        TEXT NOT NULL DEFAULT '',
    transaction_hash          TEXT NOT NULL DEFAULT '',
    authorized_at             BIGINT,
    created_at                BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    UNIQUE (merchant_id, livemode, customer_id, chain_id, address),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);

CREATE TABLE notes (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT NOT NULL,
    author_id    TEXT NOT NULL,
    body         TEXT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX notes_of_customer ON notes (merchant_id, livemode, customer_id, created_at, id);

-- The history of a customer's record: who did what and when; for edits, each field's old and new value.
CREATE TABLE changes (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT NOT NULL,
    actor        TEXT NOT NULL,
    act          TEXT NOT NULL,
    fields       TEXT NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX changes_of_customer ON changes (merchant_id, livemode, customer_id, created_at, id);

CREATE TABLE orders (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    customer_id  TEXT NOT NULL,
    number       TEXT NOT NULL,
    status       TEXT NOT NULL,
    amount       BIGINT NOT NULL,
    currency     TEXT NOT NULL,
    description  TEXT NOT NULL DEFAULT '',
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
CREATE INDEX orders_of_customer ON orders (merchant_id, livemode, customer_id, created_at, id);
CREATE INDEX orders_by_number ON orders (merchant_id, livemode, number);

CREATE TABLE payments (
    id                  TEXT NOT NULL,
    merchant_id         TEXT NOT NULL,
    livemode            BOOLEAN NOT NULL,
    customer_id         TEXT NOT NULL,
    order_id            TEXT NOT NULL,
    amount              BIGINT NOT NULL CHECK (amount >= 0),
    refunded            BIGINT NOT NULL DEFAULT 0 CHECK (refunded >= 0 AND refunded <= amount),
    currency            TEXT NOT NULL,
    status              TEXT NOT NULL,
    method              TEXT NOT NULL,
    brand               TEXT NOT NULL DEFAULT '',
    last4               TEXT NOT NULL DEFAULT '',
    source              TEXT NOT NULL,
    source_description  TEXT NOT NULL DEFAULT '',
    metadata            TEXT NOT NULL DEFAULT '',
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
    merchant_id       TEXT NOT NULL,
    livemode          BOOLEAN NOT NULL,
    customer_id       TEXT NOT NULL,
    currency          TEXT NOT NULL,
    spent             BIGINT NOT NULL,
    refunded          BIGINT NOT NULL,
    payment_count     BIGINT NOT NULL,
    first_payment_at  BIGINT NOT NULL,
    last_payment_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, customer_id, currency),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
) WITHOUT ROWID;

-- How many there are of a thing. Spread over slots, so that writers at the same moment rarely wait for one row.
CREATE TABLE counters (
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    name         TEXT NOT NULL,
    slot         BIGINT NOT NULL,
    count        BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, name, slot)
) WITHOUT ROWID;

-- An import advances in the transaction of the rows it stores, so that it can go on where it stopped.
CREATE TABLE imports (
    id            TEXT NOT NULL,
    merchant_id   TEXT NOT NULL,
    livemode      BOOLEAN NOT NULL,
    what          TEXT NOT NULL,
    file_name     TEXT NOT NULL,
    fingerprint   TEXT NOT NULL,
    layout        TEXT NOT NULL,
    status        TEXT NOT NULL,
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
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    import_id    TEXT NOT NULL,
    line         BIGINT NOT NULL,
    field        TEXT NOT NULL,
    message      TEXT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, import_id, line, field),
    FOREIGN KEY (merchant_id, livemode, import_id) REFERENCES imports (merchant_id, livemode, id)
);
