//! Pairs of customers who are not the same person. What was said of a record that was merged since counts for the one it
//! was merged into.

use clientele_domain::id::CustomerId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use super::pairs;
use crate::conn::{Conn, Statement};
use crate::error::{Result, unreadable};

const INSERT: &str = "
    INSERT INTO distinct_customers (merchant_id, livemode, low_id, high_id, actor, created_at)
    VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT (merchant_id, livemode, low_id, high_id) DO NOTHING";

/// Remembers that these two are not the same person, and suggests them no longer.
pub async fn insert(
    conn: &mut Conn<'_>,
    scope: Scope,
    (a, b): (CustomerId, CustomerId),
    actor: &str,
    now: Timestamp,
) -> Result<()> {
    let (low, high) = (a.min(b).to_string(), a.max(b).to_string());
    execute!(conn, INSERT, scope.merchant.to_string(), scope.livemode(), &low, &high, actor, now.micros())?;
    pairs::forget_one(conn, scope, &low, &high).await
}

/// Those pairs of the given customers, who are all there, that are not the same person.
pub async fn among(conn: &mut Conn<'_>, scope: Scope, ids: &[CustomerId]) -> Result<Vec<(CustomerId, CustomerId)>> {
    if ids.len() < 2 {
        return Ok(Vec::new());
    }
    let mut pairs = said(conn, scope, ids, "low_id").await?;
    pairs.extend(said(conn, scope, ids, "high_id").await?);
    pairs.retain(|(a, b)| ids.contains(a) && ids.contains(b));
    pairs.sort();
    pairs.dedup();
    Ok(pairs)
}

/// Everybody who is not the same person as this customer.
pub async fn from(conn: &mut Conn<'_>, scope: Scope, id: CustomerId) -> Result<Vec<CustomerId>> {
    let mut pairs = said(conn, scope, &[id], "low_id").await?;
    pairs.extend(said(conn, scope, &[id], "high_id").await?);
    let mut others: Vec<CustomerId> = pairs.into_iter().map(|(a, b)| if a == id { b } else { a }).collect();
    others.sort();
    others.dedup();
    Ok(others)
}

/// The pairs in which one of these customers, or somebody merged into them, stands in this column; both as they are called
/// now.
async fn said(
    conn: &mut Conn<'_>,
    scope: Scope,
    ids: &[CustomerId],
    column: &str,
) -> Result<Vec<(CustomerId, CustomerId)>> {
    let mut statement = Statement::default();
    statement.push("WITH known AS (SELECT id FROM customers");
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(ids);
    statement.push(") UNION ALL SELECT id FROM customers");
    statement.scope(scope);
    statement.push(" AND merged_into <> '' AND merged_into IN (");
    statement.list(ids);
    statement.push(
        ")) SELECT CASE WHEN low.merged_into = '' THEN low.id ELSE low.merged_into END,
            CASE WHEN high.merged_into = '' THEN high.id ELSE high.merged_into END
        FROM known
        JOIN distinct_customers d ON d.merchant_id = ",
    );
    statement.bind(crate::conn::Arg::Text(scope.merchant.to_string()));
    statement.push(" AND d.livemode = ");
    statement.bind(crate::conn::Arg::Bool(scope.livemode()));
    statement.push(&format!(
        " AND d.{column} = known.id
        JOIN customers low ON low.merchant_id = d.merchant_id AND low.livemode = d.livemode AND low.id = d.low_id
        JOIN customers high ON high.merchant_id = d.merchant_id AND high.livemode = d.livemode AND high.id = d.high_id"
    ));
    let rows = fetch_statement!(conn, (String, String), statement)?;
    let read = |id: String| id.parse().map_err(|_| unreadable("customer id", &id));
    rows.into_iter().map(|(low, high)| Ok((read(low)?, read(high)?))).collect()
}

/// Forgets what was said of any of these and any of those: of two customers and of who was merged into them. Says whether
/// anything was.
pub async fn delete(conn: &mut Conn<'_>, scope: Scope, these: &[CustomerId], those: &[CustomerId]) -> Result<bool> {
    let mut statement = Statement::default();
    statement.push("DELETE FROM distinct_customers");
    statement.scope(scope);
    for (place, (low, high)) in [(these, those), (those, these)].into_iter().enumerate() {
        statement.push(if place == 0 { " AND ((low_id IN (" } else { " OR (low_id IN (" });
        statement.list(low);
        statement.push(") AND high_id IN (");
        statement.list(high);
        statement.push("))");
    }
    statement.push(") RETURNING low_id");
    Ok(!fetch_statement!(conn, (String,), statement)?.is_empty())
}
