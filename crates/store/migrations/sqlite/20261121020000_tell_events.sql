-- What happened to each customer, in the transaction in which it happened. It takes the place of the table `changes`,
-- which knew nothing of payments.
CREATE TABLE events (
    id           TEXT NOT NULL,
    merchant_id  TEXT NOT NULL,
    livemode     BOOLEAN NOT NULL,
    kind         TEXT NOT NULL,
    customer_id  TEXT NOT NULL,
    object_id    TEXT NOT NULL,
    sequence     BIGINT NOT NULL,
    actor        TEXT NOT NULL,
    fields       TEXT NOT NULL DEFAULT '',
    data         TEXT NOT NULL DEFAULT '',
    occurred_at  BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    PRIMARY KEY (merchant_id, livemode, id),
    FOREIGN KEY (merchant_id, livemode, customer_id) REFERENCES customers (merchant_id, livemode, id)
);
-- The timeline reads by when it happened; lists read by id, which is when it was told.
CREATE INDEX events_of_customer ON events (merchant_id, livemode, customer_id, occurred_at, sequence);
CREATE INDEX events_by_kind ON events (merchant_id, livemode, kind, id);
CREATE INDEX events_of_object ON events (merchant_id, livemode, object_id, id);

ALTER TABLE customers ADD COLUMN event_sequence BIGINT NOT NULL DEFAULT 0;

INSERT INTO events (
    id, merchant_id, livemode, kind, customer_id, object_id, sequence, actor, fields, occurred_at, created_at
)
SELECT id, merchant_id, livemode, kind, customer_id, object_id,
    ROW_NUMBER() OVER (PARTITION BY merchant_id, livemode, customer_id ORDER BY occurred_at, id),
    actor, fields, occurred_at, created_at
FROM (
    SELECT 'evt_' || SUBSTR(id, 5) AS id, merchant_id, livemode,
        CASE act WHEN 'created' THEN 'customer.created' WHEN 'deleted' THEN 'customer.deleted' ELSE 'customer.updated' END
            AS kind,
        customer_id, customer_id AS object_id, actor,
        CASE act
            WHEN 'wallet_added' THEN '[{"field":"wallets","from":"","to":"+"}]'
            WHEN 'wallet_removed' THEN '[{"field":"wallets","from":"+","to":""}]'
            ELSE fields
        END AS fields,
        created_at AS occurred_at, created_at
    FROM changes
    UNION ALL
    SELECT 'evt_' || SUBSTR(id, 5), merchant_id, livemode,
        CASE status WHEN 'pending' THEN 'payment.created' WHEN 'failed' THEN 'payment.failed' ELSE 'payment.succeeded' END,
        customer_id, id, '', '', occurred_at, created_at
    FROM payments
) AS told;

UPDATE customers SET event_sequence = (
    SELECT COUNT(*) FROM events e
    WHERE e.merchant_id = customers.merchant_id AND e.livemode = customers.livemode AND e.customer_id = customers.id
);

DROP TABLE changes;
