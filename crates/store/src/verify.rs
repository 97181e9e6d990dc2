//! Recomputes every maintained figure from the ledger and reports where it differs.
//!
//! Runs over all scopes: it is a check of the house, not a view of anybody's data.

mod bills;

use crate::db::Db;
use crate::error::Result;
use crate::standing;

/// A maintained figure that differs from what the ledger says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Which figure.
    pub figure: &'static str,
    /// Of what: merchant, mode and id.
    pub of: String,
    /// As maintained.
    pub kept: String,
    /// As recomputed.
    pub found: String,
}

#[derive(sqlx::FromRow)]
struct DifferenceRow {
    of: String,
    kept: String,
    found: String,
}

const TOTALS: &str = r#"
    WITH ledger AS (
        SELECT merchant_id, livemode, customer_id, currency, SUM(amount) AS spent, SUM(refunded) AS refunded,
            COUNT(*) AS payments, MIN(occurred_at) AS first_at, MAX(occurred_at) AS last_at
        FROM payments
        WHERE customer_id IS NOT NULL AND status IN ('succeeded', 'partially_refunded', 'refunded')
        GROUP BY merchant_id, livemode, customer_id, currency
    ), both_sides AS (
        SELECT merchant_id, livemode, customer_id, currency,
            spent || ' ' || refunded || ' ' || payments || ' ' || first_at || ' ' || last_at AS found, NULL AS kept
        FROM ledger
        UNION ALL
        SELECT merchant_id, livemode, customer_id, currency, NULL,
            spent || ' ' || refunded || ' ' || payment_count || ' ' || first_payment_at || ' ' || last_payment_at
        FROM customer_totals WHERE payment_count <> 0 OR spent <> 0 OR refunded <> 0
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || customer_id || ' ' || currency AS "of",
        COALESCE(MAX(kept), 'nothing') AS kept, COALESCE(MAX(found), 'nothing') AS found
    FROM both_sides
    GROUP BY merchant_id, livemode, customer_id, currency
    HAVING COALESCE(MAX(kept), '') <> COALESCE(MAX(found), '')
    LIMIT 100"#;

const CUSTOMERS: &str = r#"
    WITH paid AS (
        SELECT p.merchant_id, p.livemode, p.customer_id, COUNT(*) AS payments,
            SUM(CASE WHEN p.currency = m.currency THEN p.amount ELSE 0 END) AS spent,
            MIN(p.occurred_at) AS first_at, MAX(p.occurred_at) AS last_at
        FROM payments p JOIN merchants m ON m.id = p.merchant_id
        WHERE p.status IN ('succeeded', 'partially_refunded', 'refunded')
        GROUP BY p.merchant_id, p.livemode, p.customer_id
    ), ordered AS (
        SELECT merchant_id, livemode, customer_id, COUNT(*) AS orders FROM orders
        GROUP BY merchant_id, livemode, customer_id
    ), compared AS (
        SELECT c.merchant_id, c.livemode, c.id,
            c.payment_count || ' ' || c.spent || ' ' || COALESCE(c.first_payment_at, 0) || ' '
                || COALESCE(c.last_payment_at, 0) || ' ' || c.order_count AS kept,
            COALESCE(p.payments, 0) || ' ' || COALESCE(p.spent, 0) || ' ' || COALESCE(p.first_at, 0) || ' '
                || COALESCE(p.last_at, 0) || ' ' || COALESCE(o.orders, 0) AS found
        FROM customers c
        LEFT JOIN paid p ON p.merchant_id = c.merchant_id AND p.livemode = c.livemode AND p.customer_id = c.id
        LEFT JOIN ordered o ON o.merchant_id = c.merchant_id AND o.livemode = c.livemode AND o.customer_id = c.id
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || id AS "of", kept, found
    FROM compared WHERE kept <> found LIMIT 100"#;

const COUNTERS: &str = r#"
    WITH both_sides AS (
        SELECT merchant_id, livemode, 'customers' AS name, COUNT(*) AS found, 0 AS kept FROM customers
        WHERE deleted_at IS NULL GROUP BY merchant_id, livemode
        UNION ALL
        SELECT merchant_id, livemode, 'tag:' || tag, COUNT(*), 0 FROM customer_tags GROUP BY merchant_id, livemode, tag
        UNION ALL
        SELECT merchant_id, livemode, 'refunds:' || waits, COUNT(*), 0 FROM refunds WHERE waits <> ''
        GROUP BY merchant_id, livemode, waits
        UNION ALL
        SELECT merchant_id, livemode, 'refund_money:' || waits || ':' || currency, SUM(amount), 0 FROM refunds
        WHERE waits <> '' GROUP BY merchant_id, livemode, waits, currency
        UNION ALL
        SELECT merchant_id, livemode, name, 0, count FROM counters
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || name AS "of",
        CAST(SUM(kept) AS TEXT) AS kept, CAST(SUM(found) AS TEXT) AS found
    FROM both_sides GROUP BY merchant_id, livemode, name HAVING SUM(kept) <> SUM(found) LIMIT 100"#;

const MERGED: &str = r#"
    WITH both_sides AS (
        SELECT merchant_id, livemode, id, (LENGTH(merged_from) + 1) / 31 AS kept, 0 AS found FROM customers
        WHERE merged_from <> '' AND merged_into = ''
        UNION ALL
        SELECT c.merchant_id, c.livemode, c.merged_into, 0, 1 FROM customers c
        JOIN customers s ON s.merchant_id = c.merchant_id AND s.livemode = c.livemode AND s.id = c.merged_into
            AND s.merged_into = '' AND s.merged_from LIKE '%' || c.id || '%'
        WHERE c.merged_into <> '' AND c.deleted_at IS NOT NULL
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || id AS "of",
        CAST(SUM(kept) AS TEXT) AS kept, CAST(SUM(found) AS TEXT) AS found
    FROM both_sides GROUP BY merchant_id, livemode, id HAVING SUM(kept) <> SUM(found) LIMIT 100"#;

const ASTRAY: &str = r#"
    SELECT c.merchant_id || ' ' || CASE WHEN c.livemode THEN 'live' ELSE 'test' END || ' ' || c.id AS "of",
        c.merged_into AS kept, 'nobody who is there' AS found
    FROM customers c WHERE c.merged_into <> '' AND NOT EXISTS (
        SELECT 1 FROM customers s WHERE s.merchant_id = c.merchant_id AND s.livemode = c.livemode AND s.id = c.merged_into
            AND s.merged_into = ''
    ) LIMIT 100"#;

const LEFT_BEHIND: &str = r#"
    SELECT c.merchant_id || ' ' || CASE WHEN c.livemode THEN 'live' ELSE 'test' END || ' ' || c.id AS "of",
        'nothing' AS kept, p.id AS found
    FROM customers c JOIN payments p ON p.merchant_id = c.merchant_id AND p.livemode = c.livemode AND p.customer_id = c.id
    WHERE c.merged_into <> '' LIMIT 100"#;

const PAIRS_ASTRAY: &str = r#"
    SELECT p.merchant_id || ' ' || CASE WHEN p.livemode THEN 'live' ELSE 'test' END || ' ' || p.low_id || ' ' || p.high_id AS "of",
        'related' AS kept, 'nothing in common' AS found
    FROM related_pairs p WHERE NOT EXISTS (
        SELECT 1 FROM identities a
        JOIN identities b ON b.merchant_id = a.merchant_id AND b.livemode = a.livemode AND b.customer_id = p.high_id
            AND b.kind = a.kind AND b.value = a.value
        JOIN customers x ON x.merchant_id = a.merchant_id AND x.livemode = a.livemode AND x.id = p.low_id
        JOIN customers y ON y.merchant_id = a.merchant_id AND y.livemode = a.livemode AND y.id = p.high_id
        WHERE a.merchant_id = p.merchant_id AND a.livemode = p.livemode AND a.customer_id = p.low_id AND a.kind <> 'device'
            AND x.deleted_at IS NULL AND y.deleted_at IS NULL
    ) LIMIT 100"#;

/// What is said of a merged record counts for the one that it was merged into, so these are left out.
const PAIRS_MISSING: &str = r#"
    SELECT a.merchant_id || ' ' || CASE WHEN a.livemode THEN 'live' ELSE 'test' END || ' ' || a.customer_id || ' '
        || b.customer_id AS "of", 'not related' AS kept, a.kind AS found
    FROM identities a
    JOIN identities b ON b.merchant_id = a.merchant_id AND b.livemode = a.livemode AND b.kind = a.kind
        AND b.value = a.value AND b.customer_id > a.customer_id
    JOIN customers x ON x.merchant_id = a.merchant_id AND x.livemode = a.livemode AND x.id = a.customer_id
    JOIN customers y ON y.merchant_id = b.merchant_id AND y.livemode = b.livemode AND y.id = b.customer_id
    WHERE a.kind <> 'device' AND (a.kind <> 'card' OR a.value NOT LIKE '% %')
        AND x.deleted_at IS NULL AND y.deleted_at IS NULL AND x.merged_from = '' AND y.merged_from = ''
        AND (
            SELECT COUNT(*) FROM identities n
            WHERE n.merchant_id = a.merchant_id AND n.livemode = a.livemode AND n.kind = a.kind AND n.value = a.value
        ) = 2
        AND NOT EXISTS (
            SELECT 1 FROM related_pairs p WHERE p.merchant_id = a.merchant_id AND p.livemode = a.livemode
                AND p.low_id = a.customer_id AND p.high_id = b.customer_id
        )
        AND NOT EXISTS (
            SELECT 1 FROM distinct_customers d WHERE d.merchant_id = a.merchant_id AND d.livemode = a.livemode
                AND d.low_id = a.customer_id AND d.high_id = b.customer_id
        )
    LIMIT 100"#;

const REFUNDS: &str = r#"
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || id AS "of", status AS kept,
        CASE WHEN refunded = 0 THEN 'succeeded' WHEN refunded < amount THEN 'partially_refunded' ELSE 'refunded' END AS found
    FROM payments
    WHERE status IN ('succeeded', 'partially_refunded', 'refunded') AND amount > 0 AND status <>
        CASE WHEN refunded = 0 THEN 'succeeded' WHEN refunded < amount THEN 'partially_refunded' ELSE 'refunded' END
    LIMIT 100"#;

const LINKS: &str = r#"
    WITH both_sides AS (
        SELECT merchant_id, livemode, link_id, currency, amount AS kept, payment_count AS kept_payments, 0 AS found,
            0 AS found_payments
        FROM payment_link_totals
        UNION ALL
        SELECT p.merchant_id, p.livemode, p.source_id, p.currency, 0, 0, p.amount, 1
        FROM payments p JOIN payment_links l ON l.merchant_id = p.merchant_id AND l.livemode = p.livemode AND l.id = p.source_id
        WHERE p.source = 'payment_link' AND p.status IN ('succeeded', 'partially_refunded', 'refunded')
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || link_id || ' ' || currency AS "of",
        SUM(kept_payments) || ' ' || SUM(kept) AS kept, SUM(found_payments) || ' ' || SUM(found) AS found
    FROM both_sides GROUP BY merchant_id, livemode, link_id, currency
    HAVING SUM(kept) <> SUM(found) OR SUM(kept_payments) <> SUM(found_payments) LIMIT 100"#;

/// What a payment's refunds come to, beside what had been given back before it was recorded.
const REFUNDED: &str = r#"
    WITH given AS (
        SELECT merchant_id, livemode, payment_id,
            SUM(CASE WHEN status = 'succeeded' THEN amount ELSE 0 END) AS refunded,
            SUM(CASE WHEN status IN ('pending', 'requires_action') THEN amount ELSE 0 END) AS held
        FROM refunds GROUP BY merchant_id, livemode, payment_id
    ), compared AS (
        SELECT p.merchant_id, p.livemode, p.id, p.refunded || ' ' || p.refund_held AS kept,
            (p.refunded_elsewhere + COALESCE(g.refunded, 0)) || ' ' || COALESCE(g.held, 0) AS found
        FROM payments p
        LEFT JOIN given g ON g.merchant_id = p.merchant_id AND g.livemode = p.livemode AND g.payment_id = p.id
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || id AS "of", kept, found
    FROM compared WHERE kept <> found LIMIT 100"#;

const BALANCES: &str = r#"
    WITH both_sides AS (
        SELECT merchant_id, livemode, customer_id, currency, balance AS kept, 0 AS found FROM customer_totals
        UNION ALL
        SELECT merchant_id, livemode, customer_id, currency, 0, amount FROM balance_transactions
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || customer_id || ' ' || currency AS "of",
        CAST(SUM(kept) AS TEXT) AS kept, CAST(SUM(found) AS TEXT) AS found
    FROM both_sides GROUP BY merchant_id, livemode, customer_id, currency HAVING SUM(kept) <> SUM(found) LIMIT 100"#;

const REFUNDS_ASTRAY: &str = r#"
    SELECT r.merchant_id || ' ' || CASE WHEN r.livemode THEN 'live' ELSE 'test' END || ' ' || r.id AS "of",
        COALESCE(r.customer_id, 'nobody') AS kept, COALESCE(p.customer_id, 'nobody') AS found
    FROM refunds r
    JOIN payments p ON p.merchant_id = r.merchant_id AND p.livemode = r.livemode AND p.id = r.payment_id
    WHERE COALESCE(r.customer_id, '') <> COALESCE(p.customer_id, '') LIMIT 100"#;

const SUBSCRIBED: &str = r#"
    WITH ranked AS (
        SELECT merchant_id, livemode, customer_id, active_until,
            CASE WHEN status IN ('trialing', 'active', 'past_due') THEN 1 ELSE 0 END AS runs,
            CASE status WHEN 'past_due' THEN 0 WHEN 'active' THEN 1 WHEN 'trialing' THEN 2 WHEN 'canceled' THEN 3 ELSE 4 END
                AS rank
        FROM subscriptions
    ), found AS (
        SELECT merchant_id, livemode, customer_id, MAX(active_until) AS active_until, SUM(runs) AS runs, MIN(rank) AS rank
        FROM ranked GROUP BY merchant_id, livemode, customer_id
    ), compared AS (
        SELECT c.merchant_id, c.livemode, c.id,
            c.active_until || ' ' || c.active_subscriptions || ' ' || c.subscription_status AS kept,
            COALESCE(f.active_until, 0) || ' ' || COALESCE(f.runs, 0) || ' ' || CASE f.rank WHEN 0 THEN 'past_due'
                WHEN 1 THEN 'active' WHEN 2 THEN 'trialing' WHEN 3 THEN 'canceled' WHEN 4 THEN 'ended' ELSE '' END AS found
        FROM customers c
        LEFT JOIN found f ON f.merchant_id = c.merchant_id AND f.livemode = c.livemode AND f.customer_id = c.id
    )
    SELECT merchant_id || ' ' || CASE WHEN livemode THEN 'live' ELSE 'test' END || ' ' || id AS "of", kept, found
    FROM compared WHERE kept <> found LIMIT 100"#;

const CLOCKS: &str = r#"
    SELECT c.merchant_id || ' ' || CASE WHEN c.livemode THEN 'live' ELSE 'test' END || ' ' || c.id AS "of",
        CAST(c.clock_shows AS TEXT) AS kept, CAST(t.shows AS TEXT) AS found
    FROM customers c
    JOIN test_clocks t ON t.merchant_id = c.merchant_id AND t.livemode = c.livemode AND t.id = c.test_clock_id
    WHERE c.test_clock_id <> '' AND c.clock_shows <> t.shows LIMIT 100"#;

/// Every difference found, at most 100 of a figure. None is what a sound database gives, also while others write.
pub async fn differences(db: &Db) -> Result<Vec<Difference>> {
    let mut survey = db.survey().await?;
    let conn = &mut survey.conn();
    let mut differences = Vec::new();
    for (figure, sql) in [
        ("totals of a customer by currency (spent, refunded, payments, first, last)", TOTALS),
        ("figures of a customer (payments, spent, first, last, orders)", CUSTOMERS),
        ("counter", COUNTERS),
        ("subscriptions of a customer (until when, how many run, status)", SUBSCRIBED),
        ("test clock of a customer", CLOCKS),
        ("status of a payment", REFUNDS),
        ("refunds of a payment (given back, promised)", REFUNDED),
        ("credit of a customer by currency", BALANCES),
        ("whose a refund is", REFUNDS_ASTRAY),
        ("credit that refunds gave", bills::CREDITED_REFUNDS),
        ("credit that went into an invoice", bills::CREDITED),
        ("invoices of a customer (made out, overdue, late)", bills::OF_CUSTOMERS),
        ("numbers of invoices (the last, how many)", bills::NUMBERS),
        ("records merged into a customer", MERGED),
        ("where a merged record leads", ASTRAY),
        ("payments of a merged record", LEFT_BEHIND),
        ("totals of a payment link by currency (payments, amount)", LINKS),
        ("pair of customers who share something", PAIRS_ASTRAY),
        ("pair of customers who are not suggested", PAIRS_MISSING),
    ] {
        let rows = fetch_all!(conn, DifferenceRow, sql)?;
        differences.extend(rows.into_iter().map(|row| Difference {
            figure,
            of: row.of,
            kept: row.kept,
            found: row.found,
        }));
    }
    differences.extend(standing::differences(conn).await?);
    differences.extend(crate::figures::rebuild::differences(conn).await?);
    Ok(differences)
}
