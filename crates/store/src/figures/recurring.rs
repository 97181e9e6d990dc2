//! What subscriptions come to in a month: each change of it, and what these moved by day and by quarter of an hour.

use std::collections::HashMap;

use clientele_domain::analytics::{Counting, Moves};
use clientele_domain::id::SubscriptionId;
use clientele_domain::money::{Amount, Currency};
use clientele_domain::rules::{Zone, quarter_of};
use clientele_domain::scope::Scope;
use clientele_domain::subscription::Subscription;
use clientele_domain::time::Timestamp;

use super::calendar;
use super::table::Kept;
use crate::bulk::rows::{Value, insert, insert_or, values};
use crate::conn::Conn;
use crate::counters;
use crate::error::{Result, unreadable};

const LAST: &str = "
    SELECT number, currency, amount FROM recurring_steps
    WHERE merchant_id = $1 AND livemode = $2 AND subscription_id = $3 ORDER BY number DESC LIMIT 1";

const STEP: &str = "
    INSERT INTO recurring_steps (merchant_id, livemode, subscription_id, number, at, currency, amount)
    VALUES ($1, $2, $3, $4, $5, $6, $7)";

/// Counts a subscription by what it comes to now; the caller holds it. Nothing changes where it comes to what it did.
pub async fn kept(conn: &mut Conn<'_>, scope: Scope, subscription: &Subscription, now: Timestamp) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), subscription.id.to_string());
    type Last = (i64, String, Option<i64>);
    let last = fetch_optional!(conn, Last, LAST, &merchant, scope.livemode(), &id)?;
    let (number, before) = match last {
        None => (0, None),
        Some((number, currency, minor)) => (number, amount(&currency, minor)?),
    };
    let after = subscription.monthly();
    if before == after {
        return Ok(());
    }
    let (code, minor) = stored(after);
    execute!(conn, STEP, merchant, scope.livemode(), id, number + 1, now.micros(), code, minor)?;
    let calendar = calendar(conn, scope.merchant).await?;
    let mut moved = Moved::new(&calendar);
    moved.add(&Counting { at: now, before, after });
    moved.write(conn, scope, spread(subscription.id)).await
}

fn spread(id: SubscriptionId) -> i64 {
    i64::from(id.uuid().into_bytes()[15])
}

/// The currency, empty where there is no amount, and the minor units.
fn stored(amount: Option<Amount>) -> (String, Option<i64>) {
    (amount.map(|amount| amount.currency.code().to_owned()).unwrap_or_default(), amount.map(|amount| amount.minor))
}

fn amount(currency: &str, minor: Option<i64>) -> Result<Option<Amount>> {
    let Some(minor) = minor else { return Ok(None) };
    let currency = currency.parse().map_err(|_| unreadable("currency", currency))?;
    Ok(Some(Amount { minor, currency }))
}

const STEPS: &str = "
    INSERT INTO recurring_steps (merchant_id, livemode, subscription_id, number, at, currency, amount) VALUES ";

/// Counts subscriptions of which nobody noted the steps, as they stand.
pub(super) async fn presumed(
    conn: &mut Conn<'_>,
    scope: Scope,
    calendar: &Zone,
    subscriptions: impl Iterator<Item = &Subscription>,
) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let mut moved = Moved::new(calendar);
    let mut rows = Vec::new();
    for subscription in subscriptions {
        for (number, counting) in (1_i64..).zip(subscription.presumed()) {
            moved.add(&counting);
            let (code, minor) = stored(counting.after);
            rows.push(values! {
                merchant.as_str(), scope.livemode(), subscription.id.to_string(), number, counting.at, code,
                Value::Moment(minor),
            });
        }
    }
    insert(conn, STEPS, rows).await?;
    moved.write(conn, scope, 0).await
}

/// Movements by day and by quarter of an hour.
pub(super) struct Moved<'z> {
    calendar: &'z Zone,
    pub(super) rows: HashMap<(Kept, i64, Currency), Moves>,
}

const START: &str = "
    INSERT INTO recurring_figures (
        merchant_id, livemode, currency, grain, at, slot, gained, expansion, contraction, churned, started, ended
    ) VALUES ";

const END: &str = "
    ON CONFLICT (merchant_id, livemode, currency, grain, at, slot) DO UPDATE SET
        gained = recurring_figures.gained + excluded.gained,
        expansion = recurring_figures.expansion + excluded.expansion,
        contraction = recurring_figures.contraction + excluded.contraction,
        churned = recurring_figures.churned + excluded.churned,
        started = recurring_figures.started + excluded.started,
        ended = recurring_figures.ended + excluded.ended";

impl<'z> Moved<'z> {
    pub(super) fn new(calendar: &'z Zone) -> Self {
        Self { calendar, rows: HashMap::new() }
    }

    /// Adds what a change moves.
    pub(super) fn add(&mut self, counting: &Counting) {
        let places = [(Kept::Day, self.calendar.day_of(counting.at).0), (Kept::Quarter, quarter_of(counting.at))];
        for (of, moves) in counting.moves() {
            for (kept, at) in places {
                *self.rows.entry((kept, at, of.currency)).or_default() += moves;
            }
        }
    }

    /// Adds the rows to those that are stored, in an order that everybody keeps to.
    pub(super) async fn write(&self, conn: &mut Conn<'_>, scope: Scope, spread: i64) -> Result<()> {
        let merchant = scope.merchant.to_string();
        let slot = conn.pick(0, counters::slot(spread));
        let mut rows: Vec<_> = self.rows.iter().filter(|(_, moves)| !moves.is_nothing()).collect();
        rows.sort_by_key(|((kept, at, currency), _)| (*currency, *kept, *at));
        let rows: Vec<_> = rows
            .into_iter()
            .map(|((kept, at, currency), m)| {
                values! {
                    merchant.as_str(), scope.livemode(), currency.code().to_owned(), kept.as_str(), *at, slot, m.new,
                    m.expansion, m.contraction, m.churned, m.started, m.ended,
                }
            })
            .collect();
        insert_or(conn, START, END, rows).await
    }
}

#[derive(sqlx::FromRow)]
struct StepRow {
    subscription_id: String,
    number: i64,
    at: i64,
    currency: String,
    amount: Option<i64>,
}

const PAGE: &str = "
    SELECT subscription_id, number, at, currency, amount FROM recurring_steps
    WHERE merchant_id = $1 AND livemode = $2 AND (subscription_id, number) > ($3, $4)
    ORDER BY subscription_id, number LIMIT $5";

/// All changes of a scope added up, and what each subscription comes to by the last of them, by id.
pub(super) async fn of_steps<'z>(
    conn: &mut Conn<'_>,
    scope: Scope,
    calendar: &'z Zone,
) -> Result<(Moved<'z>, HashMap<String, Option<Amount>>)> {
    const AT_ONCE: i64 = 10_000;
    let merchant = scope.merchant.to_string();
    let mut moved = Moved::new(calendar);
    let mut stands: HashMap<String, Option<Amount>> = HashMap::new();
    let mut after = (String::new(), 0);
    loop {
        let (id, number) = &after;
        let page = fetch_all!(conn, StepRow, PAGE, &merchant, scope.livemode(), id, *number, AT_ONCE)?;
        let Some(last) = page.last() else { return Ok((moved, stands)) };
        after = (last.subscription_id.clone(), last.number);
        for row in page {
            let is = amount(&row.currency, row.amount)?;
            let before = stands.insert(row.subscription_id, is).flatten();
            moved.add(&Counting { at: Timestamp::from_micros(row.at), before, after: is });
        }
    }
}
