//! Subscriptions, and what follows from them for their customers.

pub mod due;
mod row;

use clientele_domain::id::{CustomerId, SubscriptionId, TestClockId};
use clientele_domain::scope::Scope;
use clientele_domain::subscription::{Subscription, SubscriptionStatus, total};
use clientele_domain::time::Timestamp;

pub(crate) use self::row::items_text;
use self::row::{SubscriptionRow, columns};
use crate::conn::{Arg, Conn, Statement};
use crate::customers::metadata_text;
use crate::error::{Error, Result};

const INSERT: &str = "
    INSERT INTO subscriptions (
        merchant_id, livemode, id, customer_id, recurs_every, recurs_count, anchor, trial_end, source, source_id, session_id,
        test_clock_id, created_at, status, items, currency, amount, periods, period_start, period_end, paid_until, grace_days,
        active_until, version
    )
    VALUES (
        $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '', '', '', 0, 0, 0, 0, 0, 0, 0, 1
    )";

/// A new subscription, of a customer who lives on this clock if on any.
///
/// Errors: `Taken` when its checkout has made one before.
pub async fn insert(
    conn: &mut Conn<'_>,
    scope: Scope,
    subscription: &Subscription,
    clock: Option<TestClockId>,
) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        subscription.id.to_string(),
        subscription.customer.to_string(),
        subscription.recurring.interval.as_str(),
        subscription.recurring.count,
        subscription.anchor.micros(),
        subscription.trial_end.map(Timestamp::micros),
        subscription.source.as_str(),
        &subscription.source_id,
        text(subscription.session),
        text(clock),
        subscription.created_at.micros(),
    )?;
    update(conn, scope, subscription).await
}

const UPDATE: &str = "
    UPDATE subscriptions SET
        status = $4, items = $5, currency = $6, amount = $7, next_items = $8, periods = $9, period_start = $10,
        period_end = $11, paid_until = $12, grace_days = $13, told = $14, charge_at = $15, cancel_at_period_end = $16,
        paused_at = $17, card_id = $18, latest_invoice_id = $19, metadata = $20, active_until = $21, due_at = $22,
        ended_at = $23, version = $24, passed_over_until = NULL
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Writes what can change of a subscription that the caller holds.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, subscription: &Subscription) -> Result<()> {
    let s = subscription;
    let amount = total(&s.items).ok_or_else(|| Error::Broken(format!("{} is for nothing", s.id)))?;
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        s.id.to_string(),
        s.status.as_str(),
        items_text(&s.items)?,
        amount.currency.code(),
        amount.minor,
        s.next_items.as_deref().map(items_text).transpose()?.unwrap_or_default(),
        s.periods,
        s.current.start.micros(),
        s.current.end.micros(),
        s.paid_until.micros(),
        s.grace_days,
        s.told,
        s.charge_at.map(Timestamp::micros),
        s.cancel_at_period_end,
        s.paused_at.map(Timestamp::micros),
        text(s.card),
        text(s.latest_invoice),
        metadata_text(&s.metadata)?,
        s.active_until.micros(),
        s.due_at.map(Timestamp::micros),
        s.ended_at.map(Timestamp::micros),
        s.version,
    )?;
    Ok(())
}

fn text(id: Option<impl ToString>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM subscriptions WHERE merchant_id = $1 AND livemode = $2 AND id = $3");
const LOCK_POSTGRES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM subscriptions WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR NO KEY UPDATE"
);

/// One subscription.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: SubscriptionId) -> Result<Option<Subscription>> {
    fetch_optional!(conn, SubscriptionRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, held until this transaction ends. Its customer is held before it.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: SubscriptionId) -> Result<Option<Subscription>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, SubscriptionRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Several of them, in no order.
pub async fn by_ids(conn: &mut Conn<'_>, scope: Scope, ids: &[SubscriptionId]) -> Result<Vec<Subscription>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM subscriptions"));
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(ids);
    statement.push(")");
    fetch_statement!(conn, SubscriptionRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

/// Which subscriptions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubscriptionFilter {
    /// Of this customer.
    pub customer: Option<CustomerId>,
    /// In this status.
    pub status: Option<SubscriptionStatus>,
}

/// Subscriptions, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &SubscriptionFilter,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<Vec<Subscription>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM subscriptions"));
    statement.scope(scope);
    if let Some(customer) = filter.customer {
        statement.push(" AND customer_id = ");
        statement.bind(Arg::Text(customer.to_string()));
    }
    if let Some(status) = filter.status {
        statement.push(" AND status = ");
        statement.bind(Arg::Text(status.as_str().to_owned()));
    }
    statement.after_id(after);
    statement.newest_first(conn, filter.customer.is_some());
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, SubscriptionRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

/// Puts right what follows for a customer: until when something is subscribed to, how much of it runs, and the gravest
/// status of all.
const REFRESH: &str = "
    UPDATE customers SET
        active_until = COALESCE((
            SELECT MAX(s.active_until) FROM subscriptions s
            WHERE s.merchant_id = $1 AND s.livemode = $2 AND s.customer_id = $3
        ), 0),
        active_subscriptions = (
            SELECT COUNT(*) FROM subscriptions s
            WHERE s.merchant_id = $1 AND s.livemode = $2 AND s.customer_id = $3
                AND s.status IN ('trialing', 'active', 'past_due')
        ),
        subscription_status = COALESCE((
            SELECT s.status FROM subscriptions s
            WHERE s.merchant_id = $1 AND s.livemode = $2 AND s.customer_id = $3
            ORDER BY CASE s.status WHEN 'past_due' THEN 0 WHEN 'active' THEN 1 WHEN 'trialing' THEN 2
                WHEN 'canceled' THEN 3 ELSE 4 END
            LIMIT 1
        ), '')
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Puts right what the customer's record says of the subscriptions, after one of them has changed.
pub async fn refresh(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    execute!(conn, REFRESH, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    Ok(())
}
