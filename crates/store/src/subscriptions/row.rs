//! The row of a subscription, and how it becomes one.

use clientele_domain::catalog::{Interval, Recurring};
use clientele_domain::invoice::Period;
use clientele_domain::payment::Source;
use clientele_domain::subscription::{Subscription, SubscriptionItem, SubscriptionStatus};
use clientele_domain::time::Timestamp;

use crate::customers::metadata;
use crate::error::{Error, Result, unreadable};

/// The columns of [`SubscriptionRow`].
macro_rules! columns {
    () => {
        "id, customer_id, status, items, recurs_every, recurs_count, next_items, anchor, periods, period_start, period_end,
        paid_until, grace_days, told, charge_at, trial_end, cancel_at_period_end, paused_at, card_id, latest_invoice_id,
        source, source_id, session_id, metadata, active_until, due_at, ended_at, created_at, version"
    };
}
pub(super) use columns;

#[derive(sqlx::FromRow)]
pub(super) struct SubscriptionRow {
    id: String,
    customer_id: String,
    status: String,
    items: String,
    recurs_every: String,
    recurs_count: i64,
    next_items: String,
    anchor: i64,
    periods: i64,
    period_start: i64,
    period_end: i64,
    paid_until: i64,
    grace_days: i64,
    told: i64,
    charge_at: Option<i64>,
    trial_end: Option<i64>,
    cancel_at_period_end: bool,
    paused_at: Option<i64>,
    card_id: String,
    latest_invoice_id: String,
    source: String,
    source_id: String,
    session_id: String,
    metadata: String,
    active_until: i64,
    due_at: Option<i64>,
    ended_at: Option<i64>,
    created_at: i64,
    version: i64,
}

impl TryFrom<SubscriptionRow> for Subscription {
    type Error = Error;
    fn try_from(row: SubscriptionRow) -> Result<Self> {
        let (moment, some) = (Timestamp::from_micros, |moment: Option<i64>| moment.map(Timestamp::from_micros));
        let interval = Interval::parse(&row.recurs_every).ok_or_else(|| unreadable("rhythm", &row.recurs_every))?;
        let next_items = if row.next_items.is_empty() { None } else { Some(items(&row.next_items)?) };
        Ok(Self {
            id: known("subscription id", &row.id)?,
            customer: known("customer id", &row.customer_id)?,
            status: SubscriptionStatus::parse(&row.status)
                .ok_or_else(|| unreadable("subscription status", &row.status))?,
            items: items(&row.items)?,
            recurring: Recurring { interval, count: row.recurs_count },
            next_items,
            anchor: moment(row.anchor),
            periods: row.periods,
            current: Period { start: moment(row.period_start), end: moment(row.period_end) },
            paid_until: moment(row.paid_until),
            grace_days: row.grace_days,
            told: row.told,
            charge_at: some(row.charge_at),
            trial_end: some(row.trial_end),
            cancel_at_period_end: row.cancel_at_period_end,
            paused_at: some(row.paused_at),
            card: maybe("card id", &row.card_id)?,
            latest_invoice: maybe("invoice id", &row.latest_invoice_id)?,
            source: Source::parse(&row.source).ok_or_else(|| unreadable("source", &row.source))?,
            source_id: row.source_id,
            session: maybe("checkout session id", &row.session_id)?,
            metadata: metadata(&row.metadata)?,
            active_until: moment(row.active_until),
            due_at: some(row.due_at),
            ended_at: some(row.ended_at),
            created_at: moment(row.created_at),
            version: row.version,
        })
    }
}

fn known<T: std::str::FromStr>(what: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| unreadable(what, text))
}

fn maybe<T: std::str::FromStr>(what: &str, text: &str) -> Result<Option<T>> {
    if text.is_empty() { Ok(None) } else { known(what, text).map(Some) }
}

fn items(text: &str) -> Result<Vec<SubscriptionItem>> {
    serde_json::from_str(text).map_err(|_| unreadable("list of what is subscribed to", text))
}

/// The stored form of what is subscribed to.
pub(crate) fn items_text(items: &[SubscriptionItem]) -> Result<String> {
    serde_json::to_string(items).map_err(|error| Error::Broken(error.to_string()))
}
