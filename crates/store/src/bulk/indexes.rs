//! Indexes that are built once over many rows instead of being kept row by row.

use crate::conn::Conn;
use crate::error::Result;

/// Indexes that stand aside, as the statements that make them, in the order of their making.
#[must_use]
pub struct Aside(Vec<String>);

const ANYBODY: &str = "SELECT 1 FROM customers LIMIT 1";

/// Of the tables that are filled by the row and looked at by nobody meanwhile; identities are looked at.
const INDEXES: &str = "
    SELECT name, sql FROM sqlite_schema
    WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN (
        'customers', 'customer_tags', 'customer_totals', 'events', 'invoices', 'notes', 'orders', 'payments',
        'recent_spending', 'refunds', 'subscriptions', 'wallets'
    )
    ORDER BY rowid";

/// Sets the indexes aside in a house without customers, until [`put_back`] in the same transaction. Elsewhere they stay:
/// building them anew would take the longer, the more rows there are. They stay on PostgreSQL, too, where nobody could
/// read the tables meanwhile.
pub async fn set_aside(conn: &mut Conn<'_>) -> Result<Aside> {
    let Conn::Sqlite(c) = conn else { return Ok(Aside(Vec::new())) };
    if sqlx::query(ANYBODY).fetch_optional(&mut **c).await?.is_some() {
        return Ok(Aside(Vec::new()));
    }
    let indexes: Vec<(String, String)> = sqlx::query_as(INDEXES).fetch_all(&mut **c).await?;
    for (name, _) in &indexes {
        sqlx::query(sqlx::AssertSqlSafe(format!("DROP INDEX {name}"))).execute(&mut **c).await?;
    }
    Ok(Aside(indexes.into_iter().map(|(_, sql)| sql).collect()))
}

/// Builds them over the rows that are there now. They are in the order in which they were, which decides between two
/// that serve a query as well.
///
/// Errors: `Taken` when two rows have what only one may have.
pub async fn put_back(conn: &mut Conn<'_>, aside: Aside) -> Result<()> {
    for sql in aside.0 {
        execute!(conn, sqlx::AssertSqlSafe(sql.clone()))?;
    }
    Ok(())
}
