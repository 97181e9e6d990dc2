//! How many there are of a thing in a scope, maintained so that nobody has to count.

use clientele_domain::money::{Amount, Currency};
use clientele_domain::refund::Task;
use clientele_domain::scope::Scope;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

/// Writers spread over this many rows; readers add them up.
const SLOTS: i64 = 8;

const ADD: &str = "
    INSERT INTO counters (merchant_id, livemode, name, slot, count) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (merchant_id, livemode, name, slot) DO UPDATE SET count = counters.count + $5";

/// Adds to a counter. `spread` is any number; equal numbers meet in one row.
pub async fn add(conn: &mut Conn<'_>, scope: Scope, name: &str, spread: i64, by: i64) -> Result<()> {
    execute!(conn, ADD, scope.merchant.to_string(), scope.livemode(), name, slot(spread), by)?;
    Ok(())
}

/// The row in which a number counts.
pub(crate) fn slot(spread: i64) -> i64 {
    spread.rem_euclid(SLOTS)
}

const GET: &str = "
    SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM counters WHERE merchant_id = $1 AND livemode = $2 AND name = $3";

/// The value of a counter.
pub async fn get(conn: &mut Conn<'_>, scope: Scope, name: &str) -> Result<i64> {
    Ok(fetch_one!(conn, (i64,), GET, scope.merchant.to_string(), scope.livemode(), name)?.0)
}

/// Customers that are not deleted.
pub const CUSTOMERS: &str = "customers";

/// The counter of a tag: customers that carry it.
pub fn of_tag(tag: &str) -> String {
    format!("tag:{tag}")
}

/// The counter of what waits for a person to do this.
pub fn of_task(task: Task) -> String {
    format!("refunds:{}", task.as_str())
}

/// The counter of money of this currency, in minor units, that waits for a person to do this.
pub(crate) fn of_money(task: Task, currency: Currency) -> String {
    format!("refund_money:{}:{}", task.as_str(), currency.code())
}

const MONEY: &str = "
    SELECT SUBSTR(name, 14), CAST(SUM(count) AS BIGINT) FROM counters
    WHERE merchant_id = $1 AND livemode = $2 AND name >= 'refund_money:' AND name < 'refund_money;'
    GROUP BY name HAVING SUM(count) > 0
    ORDER BY 1";

/// How much money waits for a person to do what, by currency.
pub async fn money(conn: &mut Conn<'_>, scope: Scope) -> Result<Vec<(Task, Amount)>> {
    let rows = fetch_all!(conn, (String, i64), MONEY, scope.merchant.to_string(), scope.livemode())?;
    let read = |(name, minor): (String, i64)| {
        let (task, code) = name.split_once(':')?;
        Some((Task::parse(task)?, Amount { minor, currency: code.parse().ok()? }))
    };
    rows.into_iter().map(|row| read(row.clone()).ok_or_else(|| unreadable("counter", &row.0))).collect()
}

const TAGS: &str = "
    SELECT SUBSTR(name, 5), CAST(SUM(count) AS BIGINT) FROM counters
    WHERE merchant_id = $1 AND livemode = $2 AND name >= 'tag:' AND name < 'tag;'
    GROUP BY name HAVING SUM(count) > 0
    ORDER BY 2 DESC, 1 LIMIT $3";

/// The tags in use, the most used first, each with how many customers carry it.
pub async fn tags(conn: &mut Conn<'_>, scope: Scope, limit: i64) -> Result<Vec<(String, i64)>> {
    Ok(fetch_all!(conn, (String, i64), TAGS, scope.merchant.to_string(), scope.livemode(), limit)?)
}
