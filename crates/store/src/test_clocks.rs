//! Clocks of test mode, and the customers who live on them.

use clientele_domain::id::{CustomerId, TestClockId};
use clientele_domain::scope::Scope;
use clientele_domain::subscription::TestClock;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct ClockRow {
    id: String,
    name: String,
    shows: i64,
    created_at: i64,
    version: i64,
}

impl TryFrom<ClockRow> for TestClock {
    type Error = crate::Error;
    fn try_from(row: ClockRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("test clock id", &row.id))?,
            name: row.name,
            now: Timestamp::from_micros(row.shows),
            created_at: Timestamp::from_micros(row.created_at),
            version: row.version,
        })
    }
}

const INSERT: &str = "
    INSERT INTO test_clocks (merchant_id, livemode, id, name, shows, created_at) VALUES ($1, $2, $3, $4, $5, $6)";

/// A new clock.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, clock: &TestClock) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), clock.id.to_string());
    let (shows, made) = (clock.now.micros(), clock.created_at.micros());
    execute!(conn, INSERT, merchant, scope.livemode(), id, &clock.name, shows, made)?;
    Ok(())
}

const BY_ID: &str = "
    SELECT id, name, shows, created_at, version FROM test_clocks WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// One clock.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: TestClockId) -> Result<Option<TestClock>> {
    fetch_optional!(conn, ClockRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const LOCK_POSTGRES: &str = "
    SELECT id, name, shows, created_at, version FROM test_clocks
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR UPDATE";

/// The same, and nobody turns it until this transaction has ended. Clocks are held before the customers on them.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: TestClockId) -> Result<Option<TestClock>> {
    // SQLite's writer is alone from the first statement on.
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, ClockRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Clocks, newest first, beginning after the one with the id `after`.
pub async fn page(conn: &mut Conn<'_>, scope: Scope, after: Option<TestClockId>, limit: i64) -> Result<Vec<TestClock>> {
    let mut statement = Statement::default();
    statement.push("SELECT id, name, shows, created_at, version FROM test_clocks");
    statement.scope(scope);
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, ClockRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const TURN: &str = "
    UPDATE test_clocks SET shows = $4, version = version + 1
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND shows < $4";
const TURN_CUSTOMERS: &str = "
    UPDATE customers SET clock_shows = $4
    WHERE merchant_id = $1 AND livemode = $2 AND test_clock_id = $3 AND test_clock_id <> '' AND clock_shows < $4";

/// Turns a clock to this moment, for all who live on it; never back.
pub async fn turn(conn: &mut Conn<'_>, scope: Scope, id: TestClockId, to: Timestamp) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    execute!(conn, TURN, &merchant, scope.livemode(), &id, to.micros())?;
    execute!(conn, TURN_CUSTOMERS, &merchant, scope.livemode(), &id, to.micros())?;
    Ok(())
}

const PUT_ON: &str = "
    UPDATE customers SET test_clock_id = $4, clock_shows = $5 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

const PUT_SUBSCRIPTIONS_ON: &str = "
    UPDATE subscriptions SET test_clock_id = $4 WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// Puts a customer on a clock with their subscriptions, or on none.
pub async fn put_on(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, clock: Option<&TestClock>) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), customer.to_string());
    let (clock, shows) = clock.map(|clock| (clock.id.to_string(), clock.now.micros())).unwrap_or_default();
    execute!(conn, PUT_ON, &merchant, scope.livemode(), &id, &clock, shows)?;
    execute!(conn, PUT_SUBSCRIPTIONS_ON, &merchant, scope.livemode(), &id, &clock)?;
    Ok(())
}

const CUSTOMERS: &str = "
    SELECT id FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND test_clock_id = $3 AND test_clock_id <> '' ORDER BY id";

/// Who lives on a clock.
pub async fn customers(conn: &mut Conn<'_>, scope: Scope, id: TestClockId) -> Result<Vec<CustomerId>> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    let found = fetch_all!(conn, (String,), CUSTOMERS, merchant, scope.livemode(), id)?;
    found.into_iter().map(|(id,)| id.parse().map_err(|_| unreadable("customer id", &id))).collect()
}
