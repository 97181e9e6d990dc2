//! What invoices and credit have to come to.

/// Each refund to the credit balance moved it by its amount.
pub(super) const CREDITED_REFUNDS: &str = r#"
    WITH both_sides AS (
        SELECT merchant_id, livemode, id, amount AS kept, 0 AS found FROM refunds
        WHERE destination_kind = 'balance' AND status = 'succeeded' AND customer_id IS NOT NULL
        UNION ALL
        SELECT merchant_id, livemode, object_id, 0, amount FROM balance_transactions WHERE kind = 'refund'
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || id AS "of",
        CAST(SUM(kept) AS TEXT) AS kept, CAST(SUM(found) AS TEXT) AS found
    FROM both_sides GROUP BY merchant_id, livemode, id HAVING SUM(kept) <> SUM(found) LIMIT 100"#;

/// What an invoice says was credited was taken from the customer's credit.
pub(super) const CREDITED: &str = r#"
    WITH both_sides AS (
        SELECT merchant_id, livemode, id, credited AS kept, 0 AS found FROM invoices
        UNION ALL
        SELECT merchant_id, livemode, object_id, 0, -amount FROM balance_transactions
        WHERE kind IN ('invoice', 'invoice_voided')
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || id AS "of",
        CAST(SUM(kept) AS TEXT) AS kept, CAST(SUM(found) AS TEXT) AS found
    FROM both_sides GROUP BY merchant_id, livemode, id HAVING SUM(kept) <> SUM(found) LIMIT 100"#;

pub(super) const OF_CUSTOMERS: &str = r#"
    WITH owed AS (
        SELECT merchant_id, livemode, customer_id, SUM(CASE WHEN number > 0 THEN 1 ELSE 0 END) AS made_out,
            SUM(CASE WHEN overdue AND status = 'open' THEN 1 ELSE 0 END) AS overdue,
            MAX(CASE WHEN status = 'uncollectible' OR overdue AND status = 'open' THEN 1 ELSE 0 END) AS late
        FROM invoices GROUP BY merchant_id, livemode, customer_id
    ), compared AS (
        SELECT c.merchant_id, c.livemode, c.id,
            c.invoice_count || ' ' || c.overdue_count || ' ' || CASE WHEN c.delinquent THEN 1 ELSE 0 END AS kept,
            COALESCE(o.made_out, 0) || ' ' || COALESCE(o.overdue, 0) || ' ' || COALESCE(o.late, 0) AS found
        FROM customers c
        LEFT JOIN owed o ON o.merchant_id = c.merchant_id AND o.livemode = c.livemode AND o.customer_id = c.id
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || id AS "of", kept, found
    FROM compared WHERE kept <> found LIMIT 100"#;

/// Numbers have no gap: the last is how many there are, and the counter stands there.
pub(super) const NUMBERS: &str = r#"
    WITH numbered AS (
        SELECT merchant_id, livemode, MAX(number) AS last, COUNT(*) AS many FROM invoices WHERE number > 0
        GROUP BY merchant_id, livemode
    )
    SELECT c.merchant_id || ' ' || CASE WHEN c.livemode THEN 'live' ELSE 'test' END AS "of",
        c.last || ' ' || c.last AS kept, COALESCE(n.last, 0) || ' ' || COALESCE(n.many, 0) AS found
    FROM invoice_counters c
    LEFT JOIN numbered n ON n.merchant_id = c.merchant_id AND n.livemode = c.livemode
    WHERE COALESCE(n.last, 0) <> c.last OR COALESCE(n.many, 0) <> c.last LIMIT 100"#;
