//! What one has to exceed to be among the first tenth of the customers of a scope.

use clientele_domain::scope::Scope;
use clientele_domain::standing::{Bars, Figure, place, step_end};

use super::tallies;
use crate::conn::Conn;
use crate::counters;
use crate::error::Result;

const SPENT: &str = "
    SELECT spent FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND deleted_at IS NULL AND spent >= $3 AND spent < $4
    ORDER BY spent DESC LIMIT 1 OFFSET $5";
const PAYMENTS: &str = "
    SELECT payment_count FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND deleted_at IS NULL AND payment_count >= $3 AND payment_count < $4
    ORDER BY payment_count DESC LIMIT 1 OFFSET $5";

/// The bars of a scope as it is.
pub async fn bars(conn: &mut Conn<'_>, scope: Scope) -> Result<Bars> {
    let tenth = Bars::tenth(counters::get(conn, scope, counters::CUSTOMERS).await?);
    let spent = bar(conn, scope, Figure::Spent, SPENT, tenth).await?;
    Ok(Bars::new(spent, bar(conn, scope, Figure::Payments, PAYMENTS, tenth).await?))
}

/// The figure in the place after the first tenth: its step by what is counted, and in the step by an index.
async fn bar(conn: &mut Conn<'_>, scope: Scope, figure: Figure, within: &'static str, tenth: i64) -> Result<i64> {
    let steps = tallies::steps(conn, scope, figure, "").await?;
    let descending: Vec<(i64, i64)> = steps.into_iter().rev().map(|(step, count, _)| (step, count)).collect();
    // Who is in no step has nothing, and comes after all others.
    let Some((step, offset)) = place(&descending, tenth) else { return Ok(0) };
    if step_end(step) == step + 1 {
        return Ok(step);
    }
    let merchant = scope.merchant.to_string();
    let (livemode, end) = (scope.livemode(), step_end(step));
    let found = fetch_optional!(conn, (i64,), within, merchant, livemode, step, end, offset)?;
    // Somebody changed it in between: the step is as near as can be.
    Ok(found.map_or(step, |(value,)| value))
}
