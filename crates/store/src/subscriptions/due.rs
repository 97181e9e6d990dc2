//! Subscriptions about which something is to be done, whoever they belong to.

use clientele_domain::id::{SubscriptionId, TestClockId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

const DUE: &str = "
    SELECT merchant_id, livemode, id FROM subscriptions
    WHERE COALESCE(passed_over_until, due_at) <= $1 AND due_at IS NOT NULL AND test_clock_id = ''
    ORDER BY COALESCE(passed_over_until, due_at) LIMIT $2";

/// Those that are due at this moment, the longest due first, and what was passed over behind what waited meanwhile. Who lives
/// on a test clock is left alone.
pub async fn due(conn: &mut Conn<'_>, now: Timestamp, limit: i64) -> Result<Vec<(Scope, SubscriptionId)>> {
    let found = fetch_all!(conn, (String, bool, String), DUE, now.micros(), limit)?;
    let read = |(merchant, livemode, id): (String, bool, String)| {
        let merchant = merchant.parse().map_err(|_| unreadable("merchant id", &merchant))?;
        Ok((Scope { merchant, mode: Mode::from_livemode(livemode) }, subscription_id(&id)?))
    };
    found.into_iter().map(read).collect()
}

const PASS_OVER: &str = "
    UPDATE subscriptions SET passed_over_until = $4
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND due_at <= $4";

/// Passes over one that can't be gone on with, until then: others have their turn first.
pub async fn pass_over(conn: &mut Conn<'_>, scope: Scope, id: SubscriptionId, until: Timestamp) -> Result<()> {
    execute!(conn, PASS_OVER, scope.merchant.to_string(), scope.livemode(), id.to_string(), until.micros())?;
    Ok(())
}

const DUE_ON_CLOCK: &str = "
    SELECT id, due_at FROM subscriptions
    WHERE merchant_id = $1 AND livemode = $2 AND test_clock_id = $3 AND test_clock_id <> '' AND due_at <= $4
    ORDER BY due_at, id LIMIT 1";

/// The one on a test clock that is due first, no later than this moment, and when.
pub async fn first_on_clock(
    conn: &mut Conn<'_>,
    scope: Scope,
    clock: TestClockId,
    until: Timestamp,
) -> Result<Option<(SubscriptionId, Timestamp)>> {
    let (merchant, clock) = (scope.merchant.to_string(), clock.to_string());
    let found = fetch_optional!(conn, (String, i64), DUE_ON_CLOCK, merchant, scope.livemode(), clock, until.micros())?;
    found.map(|(id, at)| Ok((subscription_id(&id)?, Timestamp::from_micros(at)))).transpose()
}

fn subscription_id(text: &str) -> Result<SubscriptionId> {
    text.parse().map_err(|_| unreadable("subscription id", text))
}
