//! The first customers: of all time, and of the last days.

use std::collections::HashSet;

use clientele_domain::id::CustomerId;
use clientele_domain::money::Currency;
use clientele_domain::scope::Scope;
use clientele_domain::standing::{Metric, Window};
use clientele_domain::time::Timestamp;

use super::calendar;
use super::recent::lately;
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

/// A customer with what was paid, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// Who.
    pub customer: CustomerId,
    /// How much, in minor units.
    pub spent: i64,
    /// How many payments.
    pub payments: i64,
}

/// Which are looked for: in which currency, by what, and of how many days, or of all time.
pub type Wanted = (Currency, Metric, Option<Window>);

/// The first customers, the best first; among equals those who were recorded first. Who was deleted is left out.
///
/// The rows are met in the order of what they say, which is the most that it can be. When as many are found as are
/// wanted, and the last of them comes before everybody who was not looked at, nobody else can be among them.
pub async fn best(
    conn: &mut Conn<'_>,
    scope: Scope,
    wanted: Wanted,
    now: Timestamp,
    limit: i64,
) -> Result<Vec<Ranked>> {
    let (currency, metric, window) = wanted;
    let (_, zone) = calendar(conn, scope).await?;
    let many = usize::try_from(limit).unwrap_or_default();
    let value = |of: &Ranked| if metric == Metric::TotalSpent { of.spent } else { of.payments };
    let place = |of: &Ranked| (std::cmp::Reverse(value(of)), of.customer.to_string());
    let mut best: Vec<Ranked> = Vec::new();
    let mut after: Option<(i64, CustomerId)> = None;
    loop {
        let rows = next(conn, scope, wanted, after, limit).await?;
        let Some(seen) = rows.last().map(|(row, _)| row.clone()) else { return Ok(best) };
        let is_last = rows.len() < many;
        let there = present(conn, scope, &rows).await?;
        for (row, leaves_at) in rows.into_iter().filter(|(row, _)| there.contains(&row.customer.to_string())) {
            let Some(window) = window.filter(|_| leaves_at <= now.micros()) else {
                best.push(row);
                continue;
            };
            let lately = lately(conn, scope, row.customer, &zone, now).await?;
            let found = lately.into_iter().find(|(code, _)| code == currency.code());
            let (spent, payments) = found.map_or((0, 0), |(_, lately)| lately.windows[window as usize]);
            if payments > 0 {
                best.push(Ranked { spent, payments, ..row });
            }
        }
        best.sort_by_key(place);
        best.truncate(many);
        let is_sure = best.len() == many && best.last().is_some_and(|worst| place(worst) <= place(&seen));
        if is_last || is_sure {
            return Ok(best);
        }
        after = Some((value(&seen), seen.customer));
    }
}

/// The next rows in the order of what they say, each with when that stops being right.
async fn next(
    conn: &mut Conn<'_>,
    scope: Scope,
    (currency, metric, window): Wanted,
    after: Option<(i64, CustomerId)>,
    limit: i64,
) -> Result<Vec<(Ranked, i64)>> {
    let by_amount = metric == Metric::TotalSpent;
    let (table, spent, payments, leaves_at, index) = match window {
        Some(window) => {
            let days = window.days();
            let index = format!("recent_{}_{days}", if by_amount { "spent" } else { "payments" });
            ("recent_spending", format!("spent_{days}"), format!("payments_{days}"), "leaves_at", index)
        }
        None => {
            let index = if by_amount { "customer_totals_spent" } else { "customer_totals_payments" };
            let (spent, payments) = ("spent".to_owned(), "payment_count".to_owned());
            ("customer_totals", spent, payments, "CAST(9223372036854775807 AS BIGINT)", index.to_owned())
        }
    };
    let by = if by_amount { &spent } else { &payments };
    // Without figures about its rows SQLite would take any index that knows the currency, and sort.
    let index = conn.pick(format!(" INDEXED BY {index}"), String::new());
    let mut statement = Statement::default();
    statement.push(&format!("SELECT customer_id, {spent}, {payments}, {leaves_at} FROM {table}{index}"));
    statement.scope(scope);
    statement.push(" AND currency = ");
    statement.bind(Arg::Text(currency.code().to_owned()));
    statement.push(&format!(" AND {payments} > 0"));
    if let Some((value, last)) = after {
        statement.push(&format!(" AND {by} <= "));
        statement.bind(Arg::Int(value));
        statement.push(&format!(" AND ({by} < "));
        statement.bind(Arg::Int(value));
        statement.push(" OR customer_id > ");
        statement.bind(Arg::Text(last.to_string()));
        statement.push(")");
    }
    statement.push(&format!(" ORDER BY {by} DESC, customer_id LIMIT "));
    statement.bind(Arg::Int(limit));
    let rows = fetch_statement!(conn, (String, i64, i64, i64), statement)?;
    let read = |(id, spent, payments, leaves_at): (String, i64, i64, i64)| {
        let customer = id.parse().map_err(|_| unreadable("customer id", &id))?;
        Ok((Ranked { customer, spent, payments }, leaves_at))
    };
    rows.into_iter().map(read).collect()
}

/// Those of them who were not deleted.
async fn present(conn: &mut Conn<'_>, scope: Scope, rows: &[(Ranked, i64)]) -> Result<HashSet<String>> {
    let ids: Vec<CustomerId> = rows.iter().map(|(row, _)| row.customer).collect();
    let mut statement = Statement::default();
    statement.push("SELECT id FROM customers");
    statement.scope(scope);
    statement.push(" AND deleted_at IS NULL AND id IN (");
    statement.list(&ids);
    statement.push(")");
    Ok(fetch_statement!(conn, (String,), statement)?.into_iter().map(|(id,)| id).collect())
}
