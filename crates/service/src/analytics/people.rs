//! Figures of people: who came back, what they are worth, and who paid most.

use std::collections::BTreeMap;

use clientele_domain::analytics::{Day, Grain};
use clientele_domain::money::Currency;
use clientele_domain::role::Permission;
use clientele_domain::rules::Zone;
use clientele_domain::standing::{Metric, Month, Period, middle, place, spans};
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use clientele_store::Conn;
use clientele_store::standing::{self as rows, CohortCell, Ranked, Since};
use clientele_wire as wire;

use crate::ctx::Ctx;
use crate::customers::views_of;
use crate::error::{Error, Result};
use crate::{billing, merchants};

/// Whose coming back or worth is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Retention {
    /// Those who paid first in the month of this day or later; left out, all of them.
    pub from: Option<Day>,
    /// What happened up to the end of the month of this day, or those who paid first up to then; left out, up to the present.
    pub to: Option<Day>,
    /// Left out, the merchant's own.
    pub currency: Option<Currency>,
    /// The name of a time zone; left out, the merchant's, which is the only one that months are kept on.
    pub time_zone: Option<String>,
}

/// So many rows has the table at most, the latest.
const MOST_COHORTS: usize = 120;

/// Customers by the month of their first payment, and how many of them paid again in each month since.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn cohorts(ctx: &Ctx, asked: &Retention) -> Result<wire::Cohorts> {
    ctx.require(Permission::AnalyticsRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let zone = billing::zone(ctx, conn).await?;
    let today = zone.day_of(ctx.now);
    let wrong = wrong(asked, &zone, today);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let month = |day: Day| Month::of(day.civil());
    let (from, to) = (asked.from.map_or(Month(0), month), month(asked.to.unwrap_or(today)));
    let currency = chosen(ctx, conn, asked.currency).await?;
    let cells = rows::cohorts(conn, ctx.scope, currency, (from, to)).await?;
    Ok(wire::Cohorts {
        object: "cohorts".to_owned(),
        currency: code(currency),
        time_zone: zone.name().to_owned(),
        data: table(&cells, to),
    })
}

fn wrong(asked: &Retention, zone: &Zone, today: Day) -> Vec<Violation> {
    let mut wrong = Vec::new();
    match asked.time_zone.as_deref().map(Zone::named) {
        Some(Err(message)) => wrong.push(Violation::new("time_zone", message)),
        Some(Ok(other)) if other != *zone => {
            let message = format!(
                "Months are counted on your own calendar, {}. Leave this out, or change the time zone in the settings.",
                zone.name()
            );
            wrong.push(Violation::new("time_zone", message));
        }
        _ => {}
    }
    let to = asked.to.unwrap_or(today);
    if let Some(from) = asked.from.filter(|from| *from > to) {
        wrong.push(Violation::new("from", format!("{from} is after {to}. Send a day up to then.")));
    }
    wrong
}

/// The rows of the table, each up to the last month in which anybody paid.
fn table(cells: &[CohortCell], to: Month) -> Vec<wire::Cohort> {
    let happened = || cells.iter().filter(|cell| cell.first.0 + cell.since <= to.0);
    let Some(last) = happened().map(|cell| cell.first.0 + cell.since).max() else { return Vec::new() };
    let mut rows: BTreeMap<Month, (Vec<i64>, Vec<i64>)> = BTreeMap::new();
    for cell in happened() {
        let length = usize::try_from(last - cell.first.0 + 1).unwrap_or_default();
        let (active, gross) = rows.entry(cell.first).or_insert_with(|| (vec![0; length], vec![0; length]));
        let since = usize::try_from(cell.since).unwrap_or_default();
        (active[since], gross[since]) = (cell.active, cell.gross);
    }
    let skipped = rows.len().saturating_sub(MOST_COHORTS);
    let told = rows.into_iter().skip(skipped).map(|(month, (active, gross))| wire::Cohort {
        cohort: month.to_string(),
        size: active.first().copied().unwrap_or_default(),
        active,
        gross,
    });
    told.collect()
}

/// What customers are worth in a currency: all of them, or those who paid first in some months.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn distribution(ctx: &Ctx, asked: &Retention) -> Result<wire::Distribution> {
    ctx.require(Permission::AnalyticsRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let zone = billing::zone(ctx, conn).await?;
    let wrong = wrong(asked, &zone, zone.day_of(ctx.now));
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let currency = chosen(ctx, conn, asked.currency).await?;
    let since = since(asked, &zone, ctx.now);
    let steps = rows::steps_of_worth(conn, ctx.scope, currency, since).await?;
    let buckets = spans(&steps).into_iter().map(|(span, count, sum)| {
        let (from, to) = (span.from, span.to);
        wire::ValueBucket { from, to, count, sum }
    });
    Ok(wire::Distribution {
        object: "distribution".to_owned(),
        currency: code(currency),
        count: steps.iter().map(|(_, count, _)| count).sum(),
        sum: steps.iter().map(|(.., sum)| sum).sum(),
        buckets: buckets.collect(),
        median: median(ctx, conn, currency, since, &steps).await?,
    })
}

/// The months in which those paid first who are asked for; nothing when everybody is.
fn since(asked: &Retention, zone: &Zone, now: Timestamp) -> Option<Since> {
    if asked.from.is_none() && asked.to.is_none() {
        return None;
    }
    let first = asked.from.unwrap_or(Day(0)).first_of(Grain::Month);
    let last = asked.to.unwrap_or_else(|| zone.day_of(now)).first_of(Grain::Month);
    let after = last.first_of_next(Grain::Month);
    let months = (Month::of(first.civil()), Month::of(last.civil()));
    Some(Since { months, moments: (zone.start_of(first), zone.start_of(after)) })
}

/// What the one in the middle is worth, or half of what the two there are worth together, rounded up.
async fn median(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    currency: Currency,
    since: Option<Since>,
    steps: &[(i64, i64, i64)],
) -> Result<Option<i64>> {
    let counts: Vec<(i64, i64)> = steps.iter().map(|(step, count, _)| (*step, *count)).collect();
    let Some((low, high)) = middle(counts.iter().map(|(_, count)| count).sum()) else { return Ok(None) };
    let mut both = Vec::with_capacity(2);
    for number in [low, high] {
        let Some(place) = place(&counts, number) else { return Ok(None) };
        both.push(rows::worth_at(conn, ctx.scope, currency, since, place).await?);
    }
    Ok(Some((both[0] + both[1] + 1).div_euclid(2)))
}

/// Which top customers are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Best {
    /// What they are ranked by.
    pub metric: Metric,
    /// What counts.
    pub period: Period,
    /// Left out, the merchant's own.
    pub currency: Option<Currency>,
    /// How many, 1 to 100.
    pub limit: i64,
}

/// The customers who paid most, or most often, the best first. Who was deleted is left out.
///
/// Errors: `Forbidden`.
pub async fn top(ctx: &Ctx, asked: Best) -> Result<wire::TopCustomers> {
    ctx.require(Permission::AnalyticsRead)?;
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let currency = chosen(ctx, conn, asked.currency).await?;
    let (metric, limit) = (asked.metric, asked.limit.clamp(1, 100));
    let wanted = (currency, metric, asked.period.window());
    let ranked = rows::best(conn, ctx.scope, wanted, ctx.now, limit).await?;
    let ids: Vec<_> = ranked.iter().map(|ranked| ranked.customer).collect();
    let views = views_of(ctx, conn, &ids).await?;
    let value = |ranked: &Ranked| if metric == Metric::TotalSpent { ranked.spent } else { ranked.payments };
    let mut data: Vec<wire::TopCustomer> = Vec::with_capacity(ranked.len());
    for (place, found) in (1..).zip(&ranked) {
        let Some(view) = views.iter().find(|view| view.customer.id == found.customer) else { continue };
        // Who has as much as somebody before shares the rank of the first of them.
        let better = ranked.iter().take_while(|other| value(other) > value(found)).count();
        let rank = i64::try_from(better).map_or(place, |better| better + 1);
        data.push(wire::TopCustomer {
            rank,
            customer: wire::Customer::new(ctx.scope.livemode(), ctx.now, &view.customer, &view.totals, &view.wallets),
            spent: found.spent,
            payment_count: found.payments,
        });
    }
    Ok(wire::TopCustomers {
        object: "list".to_owned(),
        metric: wire::TopMetric(metric),
        period: wire::TopPeriod(asked.period),
        currency: code(currency),
        data,
    })
}

async fn chosen(ctx: &Ctx, conn: &mut Conn<'_>, asked: Option<Currency>) -> Result<Currency> {
    match asked {
        Some(currency) => Ok(currency),
        None => merchants::currency(ctx, conn).await,
    }
}

fn code(currency: Currency) -> String {
    currency.code().to_ascii_lowercase()
}
