-- Pairs of customers who share an identifier, the lower id first; read with the newest first. They are noted when an
-- identifier is learnt, for a merchant has a million customers and few duplicates.
CREATE TABLE related_pairs (
    merchant_id  TEXT COLLATE "C" NOT NULL,
    livemode     BOOLEAN NOT NULL,
    low_id       TEXT COLLATE "C" NOT NULL,
    high_id      TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (merchant_id, livemode, high_id, low_id)
);
CREATE INDEX related_pairs_by_low ON related_pairs (merchant_id, livemode, low_id, high_id);

INSERT INTO related_pairs (merchant_id, livemode, low_id, high_id)
SELECT DISTINCT i.merchant_id, i.livemode, i.customer_id, o.customer_id
FROM identities i
JOIN customers a ON a.merchant_id = i.merchant_id AND a.livemode = i.livemode AND a.id = i.customer_id
JOIN identities o ON o.merchant_id = i.merchant_id AND o.livemode = i.livemode AND o.kind = i.kind AND o.value = i.value
    AND o.customer_id > i.customer_id
JOIN customers b ON b.merchant_id = o.merchant_id AND b.livemode = o.livemode AND b.id = o.customer_id
WHERE a.deleted_at IS NULL AND b.deleted_at IS NULL AND (i.kind <> 'card' OR i.value NOT LIKE '% %')
    AND (
        SELECT f.customer_id FROM identities f
        WHERE f.merchant_id = i.merchant_id AND f.livemode = i.livemode AND f.kind = i.kind AND f.value = i.value
        ORDER BY f.customer_id LIMIT 1 OFFSET 20
    ) IS NULL
    AND NOT EXISTS (
        SELECT 1 FROM distinct_customers d
        WHERE d.merchant_id = i.merchant_id AND d.livemode = i.livemode
            AND d.low_id = i.customer_id AND d.high_id = o.customer_id
    );
