//! Figures as the pages want them. What was asked in the words of an address becomes days, and figures become columns.

use clientele_domain::analytics::{Day, Grain};
use clientele_domain::money::Currency;
use clientele_domain::standing::{Metric, Month, Period};
use clientele_domain::violation::Violation;
use clientele_service::analytics::{self as figures, told};
use clientele_service::{Ctx, Error};

use super::asked::range;
use super::{
    Asked, CohortRow, CustomerSums, CustomersView, FrameView, ProductRow, Range, RecurringView, RevenueSums,
    RevenueView, SourceRow, SourcesView, TopRow, TopView, WorthView,
};
use crate::components::chart::{Span, ValueRange};

/// So many top customers are shown.
const SHOWN: i64 = 10;

fn currency(text: &str) -> Result<Option<Currency>, Error> {
    let wrong = |_| {
        let sentence = "A currency is three letters, such as EUR. Choose one of the list.";
        Error::Invalid(vec![Violation::new("currency", sentence)])
    };
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(wrong) }
}

/// What the page shows.
pub(super) async fn frame(ctx: &Ctx, asked: &Asked) -> Result<FrameView, Error> {
    let (wanted, wrong) = match currency(&asked.currency) {
        Ok(wanted) => (wanted, None),
        Err(error) => (None, Some(sentence(&error))),
    };
    let (rates, wrong) = match asked.exchanges() {
        Ok(rates) => (rates, wrong),
        Err(sentence) => (Vec::new(), Some(wrong.unwrap_or(sentence))),
    };
    let known = figures::known(ctx, wanted, &rates).await?;
    let mut currencies = known.currencies;
    let shown = wanted.or_else(|| currencies.first().copied()).unwrap_or(Currency::BTC);
    if !currencies.contains(&shown) {
        currencies.push(shown);
    }
    let wrong = wrong.or_else(|| figures::wrong_rates(shown, &rates));
    let zone = figures::today_in(ctx, &known.time_zone, &asked.time_zone);
    let range = match (wrong, zone) {
        (Some(wrong), _) | (None, Err(wrong)) => Err(wrong),
        (None, Ok(today)) => range(asked, today, known.since),
    };
    let time_zone = if asked.time_zone.is_empty() { known.time_zone } else { asked.time_zone.clone() };
    Ok(FrameView { currencies, currency: shown, time_zone, today: known.today, any: known.since.is_some(), range })
}

/// What is wrong, in a sentence.
fn sentence(error: &Error) -> String {
    match error {
        Error::Invalid(wrong) => wrong.iter().map(|violation| violation.message.as_str()).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

/// The days that are asked for, and what a use case is asked about them and about those before.
pub(super) struct Wanted {
    pub range: Range,
    pub now: figures::Asked,
    pub before: Option<figures::Asked>,
}

/// Reads what was asked for.
pub(super) async fn wanted(ctx: &Ctx, asked: &Asked) -> Result<Wanted, Error> {
    let currency = currency(&asked.currency)?;
    let wrong = |sentence: String| Error::Invalid(vec![Violation::new("range", sentence)]);
    let rates = asked.exchanges().map_err(wrong)?;
    let known = figures::known(ctx, currency, &rates).await?;
    let today = figures::today_in(ctx, &known.time_zone, &asked.time_zone).map_err(wrong)?;
    let range = range(asked, today, known.since).map_err(wrong)?;
    let of = |from: Day, to: Day| figures::Asked {
        from: Some(from),
        to: Some(to),
        interval: range.grain,
        currency,
        time_zone: Some(asked.time_zone.clone()).filter(|zone| !zone.is_empty()),
        rates: rates.clone(),
    };
    Ok(Wanted { range, now: of(range.from, range.to), before: range.before.map(|(from, to)| of(from, to)) })
}

fn spans<'d>(dates: impl IntoIterator<Item = &'d str>, grain: Grain) -> Vec<Span> {
    dates
        .into_iter()
        .zip(0..)
        .map(|(date, number)| {
            // What the service told is a day; were it none, the order would still be right.
            Span::read(date, grain).unwrap_or(Span { day: Day(number), hour: 0, grain })
        })
        .collect()
}

/// The figures of the period before, one for each interval of this one.
fn matched(mut before: Vec<i64>, intervals: usize) -> Vec<i64> {
    before.resize(intervals, 0);
    before
}

fn revenue_sums(sums: &told::RevenueSums) -> RevenueSums {
    RevenueSums { gross: sums.gross, refunded: sums.refunded, net: sums.net, payments: sums.payments }
}

pub(super) async fn revenue(ctx: &Ctx, asked: &Asked) -> Result<RevenueView, Error> {
    let wanted = wanted(ctx, asked).await?;
    let now = figures::revenue(ctx, &wanted.now).await?;
    let before = match &wanted.before {
        Some(before) => Some(figures::revenue(ctx, before).await?),
        None => None,
    };
    let of = |figure: fn(&told::RevenuePoint) -> i64| now.points.iter().map(figure).collect();
    Ok(RevenueView {
        spans: spans(now.points.iter().map(|point| &*point.date), wanted.range.grain),
        gross: of(|point| point.gross),
        refunded: of(|point| point.refunded),
        net: of(|point| point.net),
        payments: of(|point| point.payments),
        net_before: before
            .as_ref()
            .map(|before| matched(before.points.iter().map(|point| point.net).collect(), now.points.len())),
        sums: revenue_sums(&now.totals),
        before: before.as_ref().map(|before| revenue_sums(&before.totals)),
    })
}

pub(super) async fn sources(ctx: &Ctx, asked: &Asked) -> Result<SourcesView, Error> {
    let wanted = wanted(ctx, asked).await?;
    let (dates, mut by_source) = figures::by_source(ctx, &wanted.now).await?;
    // From the source that people meet most to the one that they meet least.
    by_source.reverse();
    let list = figures::sources(ctx, &wanted.now).await?;
    let row = |row: told::SourceFigures| SourceRow {
        source: row.source.0,
        link: row.source_id.unwrap_or_default(),
        name: row.source_description.unwrap_or_default(),
        gross: row.gross,
        refunded: row.refunded,
        net: row.net,
        payments: row.payments,
        customers: row.customers,
        firsts: row.first_conversions,
    };
    Ok(SourcesView {
        spans: spans(dates.iter().map(String::as_str), wanted.range.grain),
        by_source,
        rows: list.data.into_iter().map(row).collect(),
    })
}

pub(super) async fn products(ctx: &Ctx, asked: &Asked) -> Result<Vec<ProductRow>, Error> {
    let list = figures::products(ctx, &wanted(ctx, asked).await?.now).await?;
    let row = |row: told::ProductFigures| {
        Some(ProductRow {
            product: row.product_id.parse().ok()?,
            name: row.name,
            gross: row.gross,
            refunded: row.refunded,
            net: row.net,
            payments: row.payments,
            quantity: row.quantity,
        })
    };
    Ok(list.data.into_iter().filter_map(row).collect())
}

pub(super) async fn recurring(ctx: &Ctx, asked: &Asked) -> Result<RecurringView, Error> {
    let wanted = wanted(ctx, asked).await?;
    let now = figures::recurring(ctx, &wanted.now).await?;
    let before = match &wanted.before {
        Some(before) => Some(figures::recurring(ctx, before).await?),
        None => None,
    };
    let of = |figure: fn(&told::RecurringPoint) -> i64| now.points.iter().map(figure).collect();
    Ok(RecurringView {
        spans: spans(now.points.iter().map(|point| &*point.date), wanted.range.grain),
        recurring: of(|point| point.recurring),
        before: before
            .map(|before| matched(before.points.iter().map(|point| point.recurring).collect(), now.points.len())),
        new: of(|point| point.new),
        expansion: of(|point| point.expansion),
        contraction: of(|point| point.contraction),
        churned: of(|point| point.churned),
        active: of(|point| point.active),
        at_first: now.totals.before,
        active_at_first: now.totals.active_before,
        ended: now.totals.ended,
    })
}

fn customer_sums(sums: &told::CustomerSums) -> CustomerSums {
    CustomerSums { new: sums.new, new_gross: sums.new_gross, returning_gross: sums.returning_gross }
}

/// Customers are counted by days and longer intervals.
pub(super) fn by_days(asked: &figures::Asked) -> figures::Asked {
    let interval = if asked.interval == Grain::Hour { Grain::Day } else { asked.interval };
    figures::Asked { interval, ..asked.clone() }
}

pub(super) async fn customers(ctx: &Ctx, asked: &Asked) -> Result<CustomersView, Error> {
    let wanted = wanted(ctx, asked).await?;
    let now = figures::customers(ctx, &by_days(&wanted.now)).await?;
    let before = match &wanted.before {
        Some(before) => Some(figures::customers(ctx, &by_days(before)).await?),
        None => None,
    };
    Ok(CustomersView {
        spans: spans(now.points.iter().map(|point| &*point.date), now.interval.0),
        new: now.points.iter().map(|point| point.new).collect(),
        returning: now.points.iter().map(|point| point.returning).collect(),
        sums: customer_sums(&now.totals),
        before: before.as_ref().map(|before| customer_sums(&before.totals)),
    })
}

/// Everybody's coming back and worth, in a currency.
pub(super) fn retention(wanted: &str) -> Result<figures::Retention, Error> {
    Ok(figures::Retention { currency: currency(wanted)?, ..figures::Retention::default() })
}

pub(super) async fn cohorts(ctx: &Ctx, wanted: &str) -> Result<Vec<CohortRow>, Error> {
    let answer = figures::cohorts(ctx, &retention(wanted)?).await?;
    let row = |cohort: told::Cohort| {
        let Month(month) = cohort.cohort.parse().ok()?;
        let first = Day::of_date(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1)?;
        Some(CohortRow { month: first, size: cohort.size, active: cohort.active })
    };
    Ok(answer.data.into_iter().filter_map(row).collect())
}

pub(super) async fn worth(ctx: &Ctx, wanted: &str) -> Result<WorthView, Error> {
    let answer = figures::distribution(ctx, &retention(wanted)?).await?;
    let range = |bucket: told::ValueBucket| ValueRange {
        from: bucket.from,
        to: bucket.to,
        count: bucket.count,
        sum: bucket.sum,
    };
    Ok(WorthView {
        currency: currency(&answer.currency)?.unwrap_or(Currency::BTC),
        median: answer.median,
        ranges: answer.buckets.into_iter().map(range).collect(),
    })
}

/// The top customers that are asked for.
pub(super) async fn top_of(ctx: &Ctx, asked: &Asked, limit: i64) -> Result<told::TopCustomers, Error> {
    let best = figures::Best {
        metric: asked.by.unwrap_or(Metric::TotalSpent),
        period: asked.period.unwrap_or(Period::All),
        currency: currency(&asked.currency)?,
        limit,
    };
    figures::top(ctx, best).await
}

pub(super) async fn top(ctx: &Ctx, asked: &Asked) -> Result<TopView, Error> {
    let answer = top_of(ctx, asked, SHOWN).await?;
    let row = |row: told::TopCustomer| {
        let name = [row.customer.name, row.customer.email, row.customer.phone].into_iter().flatten().next();
        let (id, name) = (row.customer.id.parse().ok()?, name.unwrap_or_default());
        Some(TopRow { id, name, spent: row.spent, payments: row.payment_count })
    };
    Ok(TopView {
        currency: currency(&answer.currency)?.unwrap_or(Currency::BTC),
        period: answer.period.0,
        by: answer.metric.0,
        rows: answer.data.into_iter().filter_map(row).collect(),
    })
}
