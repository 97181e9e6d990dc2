//! Figures of everybody: who came back, and what they are worth.

use clientele_domain::money::Currency;
use clientele_domain::scope::Scope;
use clientele_domain::standing::{Figure, Month, step_end};
use clientele_domain::time::Timestamp;

use super::tallies;
use crate::conn::Conn;
use crate::error::Result;

/// What became of those who paid first in one month, so many months later.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CohortCell {
    /// The month of the first payment.
    pub first: Month,
    /// Months since.
    pub since: i64,
    /// How many paid then.
    pub active: i64,
    /// What they paid, in minor units.
    pub gross: i64,
}

const COHORTS: &str = "
    SELECT row_key, column_key, CAST(SUM(customers) AS BIGINT), CAST(SUM(amount) AS BIGINT) FROM customer_tallies
    WHERE merchant_id = $1 AND livemode = $2 AND figure = 'cohort' AND currency = $3 AND row_key >= $4 AND row_key <= $5
    GROUP BY row_key, column_key HAVING SUM(customers) > 0
    ORDER BY row_key, column_key";

/// Those who paid first from the one month to the other, both included.
pub async fn cohorts(
    conn: &mut Conn<'_>,
    scope: Scope,
    currency: Currency,
    (from, to): (Month, Month),
) -> Result<Vec<CohortCell>> {
    let merchant = scope.merchant.to_string();
    let rows =
        fetch_all!(conn, (i64, i64, i64, i64), COHORTS, merchant, scope.livemode(), currency.code(), from.0, to.0)?;
    let cell = |(first, since, active, gross)| CohortCell { first: Month(first), since, active, gross };
    Ok(rows.into_iter().map(cell).collect())
}

/// Those who paid first in some months, and when these begin and are over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Since {
    /// The first month and the last.
    pub months: (Month, Month),
    /// The first moment of these months, and the first after them.
    pub moments: (Timestamp, Timestamp),
}

/// What customers are worth in a currency, by narrow steps that ascend: each with how many there are, and their sum.
pub async fn steps_of_worth(
    conn: &mut Conn<'_>,
    scope: Scope,
    currency: Currency,
    since: Option<Since>,
) -> Result<Vec<(i64, i64, i64)>> {
    match since {
        None => tallies::steps(conn, scope, Figure::Worth, currency.code()).await,
        Some(Since { months: (from, to), .. }) => {
            tallies::steps_within(conn, scope, Figure::Value, currency.code(), (from.0, to.0)).await
        }
    }
}

/// What customers are worth whose figures fit these conditions, from a place on.
macro_rules! worth {
    ($($conditions:literal)?) => {
        concat!(
            "SELECT spent - refunded FROM customer_totals
            WHERE merchant_id = $1 AND livemode = $2 AND currency = $3 AND payment_count > 0
                AND spent - refunded >= $4 AND spent - refunded < $5",
            $($conditions,)?
            " ORDER BY spent - refunded LIMIT 1 OFFSET $6"
        )
    };
}

const WORTH: &str = worth!();
const WORTH_SINCE: &str = worth!(" AND first_payment_at >= $7 AND first_payment_at < $8");

/// What the customer number `offset` (from 0) of a step is worth.
pub async fn worth_at(
    conn: &mut Conn<'_>,
    scope: Scope,
    currency: Currency,
    since: Option<Since>,
    (step, offset): (i64, i64),
) -> Result<i64> {
    if step_end(step) == step + 1 {
        return Ok(step);
    }
    let (merchant, live, code, end) = (scope.merchant.to_string(), scope.livemode(), currency.code(), step_end(step));
    let found = match since.map(|since| since.moments) {
        None => fetch_optional!(conn, (i64,), WORTH, merchant, live, code, step, end, offset)?,
        Some((from, to)) => {
            let (from, to) = (from.micros(), to.micros());
            fetch_optional!(conn, (i64,), WORTH_SINCE, merchant, live, code, step, end, offset, from, to)?
        }
    };
    // Somebody changed it in between: the step is as near as can be.
    Ok(found.map_or(step, |(worth,)| worth))
}
