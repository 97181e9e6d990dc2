//! The figures of all customers, added up.

use clientele_domain::scope::Scope;
use clientele_domain::standing::{Cells, Figure};

use crate::bulk::rows::{Value, insert_or, values};
use crate::conn::Conn;
use crate::counters;
use crate::error::Result;

const ADD: &str = "
    INSERT INTO customer_tallies (
        merchant_id, livemode, figure, currency, row_key, column_key, slot, customers, amount
    ) VALUES ";
const TO_WHAT_IS_THERE: &str = "
    ON CONFLICT (merchant_id, livemode, figure, currency, row_key, column_key, slot) DO UPDATE SET
        customers = customer_tallies.customers + excluded.customers,
        amount = customer_tallies.amount + excluded.amount";

/// Adds to counts. `spread` is any number; equal numbers meet in one row. The counts come in one order, so that two
/// who add to the same ones at once rarely stand in each other's way.
pub(crate) async fn add(conn: &mut Conn<'_>, scope: Scope, spread: i64, cells: &Cells) -> Result<()> {
    // Only one writes at a time to SQLite, and waits for nobody.
    let slot = conn.pick(0, counters::slot(spread));
    let merchant = scope.merchant.to_string();
    let rows = cells.iter().map(|(cell, tally)| {
        let currency = cell.currency.map(|currency| currency.code().to_owned()).unwrap_or_default();
        values! {
            merchant.as_str(), scope.livemode(), cell.figure, currency, cell.row, cell.column, slot, tally.customers,
            tally.amount,
        }
    });
    insert_or(conn, ADD, TO_WHAT_IS_THERE, rows.collect::<Vec<_>>()).await
}

const STEPS: &str = "
    SELECT row_key, CAST(SUM(customers) AS BIGINT), CAST(SUM(amount) AS BIGINT) FROM customer_tallies
    WHERE merchant_id = $1 AND livemode = $2 AND figure = $3 AND currency = $4
    GROUP BY row_key HAVING SUM(customers) > 0
    ORDER BY row_key";

const STEPS_WITHIN: &str = "
    SELECT row_key, CAST(SUM(customers) AS BIGINT), CAST(SUM(amount) AS BIGINT) FROM customer_tallies
    WHERE merchant_id = $1 AND livemode = $2 AND figure = $3 AND currency = $4 AND column_key >= $5 AND column_key <= $6
    GROUP BY row_key HAVING SUM(customers) > 0
    ORDER BY row_key";

/// The same of columns from the one to the other, both included.
pub(super) async fn steps_within(
    conn: &mut Conn<'_>,
    scope: Scope,
    figure: Figure,
    currency: &str,
    (from, to): (i64, i64),
) -> Result<Vec<(i64, i64, i64)>> {
    let (merchant, live, figure) = (scope.merchant.to_string(), scope.livemode(), figure.as_str());
    Ok(fetch_all!(conn, (i64, i64, i64), STEPS_WITHIN, merchant, live, figure, currency, from, to)?)
}

/// The steps of a figure, ascending: each with how many customers there are in it, and what they come to.
pub(super) async fn steps(
    conn: &mut Conn<'_>,
    scope: Scope,
    figure: Figure,
    currency: &str,
) -> Result<Vec<(i64, i64, i64)>> {
    let merchant = scope.merchant.to_string();
    Ok(fetch_all!(conn, (i64, i64, i64), STEPS, merchant, scope.livemode(), figure.as_str(), currency)?)
}
