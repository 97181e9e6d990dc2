//! Indexes that are built once over many rows instead of being kept row by row.

use crate::conn::Conn;
use crate::error::Result;

/// What stands aside, as the statements that make it anew, in their order.
#[must_use]
#[derive(Default)]
pub struct Aside(Vec<String>);

const ANYBODY: &str = "SELECT 1 FROM customers LIMIT 1";

/// The tables that are filled by the row and looked at by nobody meanwhile; identities are looked at.
macro_rules! filled {
    () => {
        "('customers', 'customer_tags', 'customer_totals', 'events', 'invoices', 'notes', 'orders', 'payments', \
         'recent_spending', 'refunds', 'subscriptions', 'wallets')"
    };
}

/// What drops each index, and what makes it anew.
const OF_SQLITE: &str = concat!(
    "SELECT 'DROP INDEX ' || name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ",
    filled!(),
    " ORDER BY rowid"
);

/// The same, and of foreign keys among these tables, which PostgreSQL looks up one by one for every row. The indexes of
/// constraints stay.
const OF_POSTGRES: &str = concat!(
    "SELECT drops, makes FROM (
        SELECT 2 AS turn, c.oid, format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS drops,
            format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS makes
        FROM pg_constraint c
        WHERE c.contype = 'f' AND c.conrelid::regclass::text IN ",
    filled!(),
    " AND c.confrelid::regclass::text IN ",
    filled!(),
    "   UNION ALL
        SELECT 1, i.indexrelid, format('DROP INDEX %s', i.indexrelid::regclass), pg_get_indexdef(i.indexrelid)
        FROM pg_index i
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) AND i.indrelid::regclass::text IN ",
    filled!(),
    ") aside ORDER BY turn, oid"
);

/// One after the other, for two would wait for each other's tables; as long as it takes, with room to sort in.
const ALONE: &str = "
    SET LOCAL statement_timeout = 0;
    SET LOCAL lock_timeout = 0;
    SET LOCAL maintenance_work_mem = '256MB';
    SELECT pg_advisory_xact_lock(hashtext('clientele: indexes aside'))";

/// Sets indexes aside in a house without customers, until [`put_back`] in the same transaction. Elsewhere they stay: building
/// them anew would take the longer, the more rows there are. On PostgreSQL they stand aside for `many` rows only, because
/// nobody can read the tables meanwhile.
pub async fn set_aside(conn: &mut Conn<'_>, many: bool) -> Result<Aside> {
    match conn {
        Conn::Sqlite(_) => {}
        Conn::Postgres(_) if !many => return Ok(Aside::default()),
        Conn::Postgres(c) => {
            sqlx::raw_sql(ALONE).execute(&mut **c).await?;
        }
    }
    if fetch_optional!(conn, (i32,), ANYBODY)?.is_some() {
        return Ok(Aside::default());
    }
    let what = conn.pick(OF_SQLITE, OF_POSTGRES);
    let aside = fetch_all!(conn, (String, String), what)?;
    let mut makes = Vec::with_capacity(aside.len());
    for (drop, make) in aside {
        execute!(conn, sqlx::AssertSqlSafe(drop.clone()))?;
        makes.push(make);
    }
    Ok(Aside(makes))
}

/// Makes them anew over the rows that are there now. They are in the order in which they were, which decides between two
/// that serve a query as well.
///
/// Errors: `Taken` when two rows have what only one may have.
pub async fn put_back(conn: &mut Conn<'_>, aside: Aside) -> Result<()> {
    for sql in aside.0 {
        execute!(conn, sqlx::AssertSqlSafe(sql.clone()))?;
    }
    Ok(())
}
