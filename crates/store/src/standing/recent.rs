//! What customers paid in the last days. A row is right until the first of its payments leaves a window; whoever looks
//! later takes what it says as the most that it can be and looks the payments up, so that an answer is right at every
//! moment. The rows themselves are put right in turn.

use clientele_domain::analytics::Day;
use clientele_domain::id::CustomerId;
use clientele_domain::payment::Payment;
use clientele_domain::rules::Zone;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::standing::{WINDOWS, Window};
use clientele_domain::time::Timestamp;

use super::months;
use crate::bulk::rows::{Value, insert, values};
use crate::conn::Conn;
use crate::error::{Result, unreadable};

/// What was paid in each window, shortest first: amount and number; and until when that is right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Lately {
    pub windows: [(i64, i64); 3],
    pub leaves_at: i64,
}

impl Lately {
    /// Of payments, each with its moment and amount; nothing when none of them is of the last days.
    pub fn of(payments: impl Iterator<Item = (Timestamp, i64)>, zone: &Zone, now: Timestamp) -> Option<Self> {
        let today = zone.day_of(now);
        let mut lately = Self { leaves_at: i64::MAX, ..Self::default() };
        for (at, amount) in payments {
            let day = zone.day_of(at);
            for (window, (spent, count)) in WINDOWS.iter().zip(&mut lately.windows) {
                if day > today.plus(-window.days()) {
                    *spent += amount;
                    *count += 1;
                    lately.leaves_at = lately.leaves_at.min(leaves(zone, day, *window));
                }
            }
        }
        (lately.leaves_at < i64::MAX).then_some(lately)
    }
}

/// When a payment of this day leaves a window.
fn leaves(zone: &Zone, day: Day, window: Window) -> i64 {
    zone.start_of(day.plus(window.days())).micros()
}

/// Where the windows begin, shortest first.
fn beginnings(zone: &Zone, now: Timestamp) -> [i64; 3] {
    let today = zone.day_of(now);
    WINDOWS.map(|window| zone.start_of(today.plus(1 - window.days())).micros())
}

/// A row that somebody should have put right by now is worked out anew instead.
const PAID: &str = "
    INSERT INTO recent_spending (
        merchant_id, livemode, customer_id, currency, spent_7, payments_7, spent_30, payments_30, spent_90, payments_90,
        leaves_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    ON CONFLICT (merchant_id, livemode, customer_id, currency) DO UPDATE SET
        spent_7 = recent_spending.spent_7 + excluded.spent_7,
        payments_7 = recent_spending.payments_7 + excluded.payments_7,
        spent_30 = recent_spending.spent_30 + excluded.spent_30,
        payments_30 = recent_spending.payments_30 + excluded.payments_30,
        spent_90 = recent_spending.spent_90 + excluded.spent_90,
        payments_90 = recent_spending.payments_90 + excluded.payments_90,
        leaves_at = CASE WHEN excluded.leaves_at < recent_spending.leaves_at
            THEN excluded.leaves_at ELSE recent_spending.leaves_at END
        WHERE recent_spending.leaves_at > $12";

const LATE: &str = "
    SELECT leaves_at FROM recent_spending
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND currency = $4 AND leaves_at <= $5";

/// Counts a payment, if it is of the last days.
pub(super) async fn paid(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    payment: &Payment,
    zone: &Zone,
    now: Timestamp,
) -> Result<()> {
    let one = std::iter::once((payment.occurred_at, payment.amount.minor));
    let Some(Lately { windows: [week, month, quarter], leaves_at }) = Lately::of(one, zone, now) else {
        // It may be of the days for which a row that nobody put right yet still speaks.
        let (merchant, payer) = (scope.merchant.to_string(), customer.to_string());
        let code = payment.amount.currency.code();
        let late = fetch_optional!(conn, (i64,), LATE, merchant, scope.livemode(), payer, code, now.micros())?;
        return if late.is_some() { recompute(conn, scope, customer, zone, now).await } else { Ok(()) };
    };
    let counted = execute!(
        conn,
        PAID,
        scope.merchant.to_string(),
        scope.livemode(),
        customer.to_string(),
        payment.amount.currency.code(),
        week.0,
        week.1,
        month.0,
        month.1,
        quarter.0,
        quarter.1,
        leaves_at,
        now.micros(),
    )?;
    if counted == 0 { recompute(conn, scope, customer, zone, now).await } else { Ok(()) }
}

const CLEAR: &str = "DELETE FROM recent_spending WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// Forgets what a customer paid lately.
pub(super) async fn clear(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    execute!(conn, CLEAR, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    Ok(())
}

type Sums = (String, i64, i64, Option<i64>, i64, i64, Option<i64>, i64, i64, Option<i64>);

const LATELY: &str = "
    SELECT currency,
        CAST(SUM(CASE WHEN occurred_at >= $4 THEN amount ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE WHEN occurred_at >= $4 THEN 1 ELSE 0 END) AS BIGINT),
        MIN(CASE WHEN occurred_at >= $4 THEN occurred_at END),
        CAST(SUM(CASE WHEN occurred_at >= $5 THEN amount ELSE 0 END) AS BIGINT),
        CAST(SUM(CASE WHEN occurred_at >= $5 THEN 1 ELSE 0 END) AS BIGINT),
        MIN(CASE WHEN occurred_at >= $5 THEN occurred_at END),
        CAST(SUM(amount) AS BIGINT), COUNT(*), MIN(occurred_at)
    FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND occurred_at >= $6
        AND status IN ('succeeded', 'partially_refunded', 'refunded')
    GROUP BY currency";

/// What the payments of a customer come to in the windows, by currency.
pub(super) async fn lately(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    zone: &Zone,
    now: Timestamp,
) -> Result<Vec<(String, Lately)>> {
    let [week, month, quarter] = beginnings(zone, now);
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let rows = fetch_all!(conn, Sums, LATELY, merchant, scope.livemode(), customer, week, month, quarter)?;
    let lately = rows.into_iter().map(|(currency, s7, p7, first7, s30, p30, first30, s90, p90, first90)| {
        let first = WINDOWS.iter().zip([first7, first30, first90]);
        let leave = first.filter_map(|(window, at)| {
            let day = zone.day_of(Timestamp::from_micros(at?));
            Some(leaves(zone, day, *window))
        });
        (currency, Lately { windows: [(s7, p7), (s30, p30), (s90, p90)], leaves_at: leave.min().unwrap_or(0) })
    });
    Ok(lately.collect())
}

const INSERT: &str = "
    INSERT INTO recent_spending (
        merchant_id, livemode, customer_id, currency, spent_7, payments_7, spent_30, payments_30, spent_90, payments_90,
        leaves_at
    ) VALUES ";

/// Notes what customers, of whom nothing is noted, paid lately.
pub(crate) async fn insert_all(
    conn: &mut Conn<'_>,
    scope: Scope,
    lately: &[(CustomerId, String, Lately)],
) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let rows = lately.iter().map(|(customer, currency, Lately { windows: [week, month, quarter], leaves_at })| {
        values! {
            merchant.as_str(), scope.livemode(), customer.to_string(), currency, week.0, week.1, month.0, month.1, quarter.0,
            quarter.1, *leaves_at,
        }
    });
    insert(conn, INSERT, rows.collect::<Vec<_>>()).await
}

/// Works out anew what a customer, who is held, paid lately.
pub(super) async fn recompute(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    zone: &Zone,
    now: Timestamp,
) -> Result<()> {
    let lately = lately(conn, scope, customer, zone, now).await?;
    clear(conn, scope, customer).await?;
    let rows: Vec<_> = lately.into_iter().map(|(currency, lately)| (customer, currency, lately)).collect();
    insert_all(conn, scope, &rows).await
}

/// What is held while it is put right: nobody adds to it meanwhile, and other servers take others.
const DUE: [&str; 2] = [
    "SELECT r.merchant_id, r.livemode, r.customer_id, r.currency, m.currency, m.time_zone
    FROM recent_spending r JOIN merchants m ON m.id = r.merchant_id
    WHERE r.leaves_at <= $1 ORDER BY r.leaves_at LIMIT $2",
    "SELECT r.merchant_id, r.livemode, r.customer_id, r.currency, m.currency, m.time_zone
    FROM recent_spending r JOIN merchants m ON m.id = r.merchant_id
    WHERE r.leaves_at <= $1 ORDER BY r.leaves_at LIMIT $2 FOR UPDATE OF r SKIP LOCKED",
];
const PUT_RIGHT: &str = "
    UPDATE recent_spending SET
        spent_7 = $5, payments_7 = $6, spent_30 = $7, payments_30 = $8, spent_90 = $9, payments_90 = $10, leaves_at = $11
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND currency = $4";
const TAKE_OUT: &str = "
    DELETE FROM recent_spending WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND currency = $4";

/// Puts some of the rows right that payments have left since, of whomever they are; gives how many.
pub async fn refresh_due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<usize> {
    type Due = (String, bool, String, String, String, String);
    let sql = conn.pick(DUE[0], DUE[1]);
    let due = fetch_all!(conn, Due, sql, now.micros(), limit)?;
    for (merchant, livemode, customer, currency, own, zone) in &due {
        let (_, zone) = months::place(own, zone)?;
        let scope = Scope {
            merchant: merchant.parse().map_err(|_| unreadable("merchant id", merchant))?,
            mode: Mode::from_livemode(*livemode),
        };
        let id: CustomerId = customer.parse().map_err(|_| unreadable("customer id", customer))?;
        let lately = lately(conn, scope, id, &zone, now).await?;
        match lately.into_iter().find(|(known, _)| known == currency) {
            Some((_, Lately { windows: [w, m, q], leaves_at })) => execute!(
                conn, PUT_RIGHT, merchant, livemode, customer, currency, w.0, w.1, m.0, m.1, q.0, q.1, leaves_at
            )?,
            None => execute!(conn, TAKE_OUT, merchant, livemode, customer, currency)?,
        };
    }
    Ok(due.len())
}
