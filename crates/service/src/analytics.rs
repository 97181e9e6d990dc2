//! Figures over time, and of everybody together, told from rows that are kept: no answer looks at payments one by one.

mod by_source;
mod calendar;
mod conversion;
mod customers;
pub mod file;
mod people;
mod products;
mod recurring;
mod revenue;
mod sources;

use clientele_domain::analytics::{Day, Exchange, Grain};
use clientele_domain::money::Currency;
use clientele_domain::role::Permission;
use clientele_domain::rules::{Days, Interval, Pieces, Zone, intervals, pieces};
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, figures};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{billing, merchants};

pub use by_source::{BySource, by_source};
pub use calendar::today_in;
pub use conversion::wrong_rates;
pub use customers::customers;
pub use people::{Best, Retention, cohorts, distribution, top};
pub use products::products;
pub use recurring::recurring;
pub use revenue::revenue;
pub use sources::sources;

/// What these use cases answer, for whoever shows it.
pub mod told {
    pub use clientele_wire::{
        Cohort, CustomerSums, ProductFigures, RecurringPoint, RevenuePoint, RevenueSums, SourceFigures, TopCustomer,
        TopCustomers, ValueBucket,
    };
}

/// What somebody wants to know of a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The first day; left out, 29 days before the last.
    pub from: Option<Day>,
    /// The last day; left out, today.
    pub to: Option<Day>,
    /// How long a point lasts.
    pub interval: Grain,
    /// Left out, the merchant's own.
    pub currency: Option<Currency>,
    /// The name of a time zone; left out, the merchant's.
    pub time_zone: Option<String>,
    /// At these rates what came in other currencies is converted and added; without any, nothing is.
    pub rates: Vec<Exchange>,
}

impl Default for Asked {
    fn default() -> Self {
        Self { from: None, to: None, interval: Grain::Day, currency: None, time_zone: None, rates: Vec::new() }
    }
}

/// So many days are told when nobody says how many, and the last one beside them.
const DAYS: i64 = 29;

/// What is told: which intervals, on which calendar, in which currency.
struct Frame {
    /// The calendar that was asked for.
    zone: Zone,
    /// The merchant's own, on which days are kept.
    kept: Zone,
    days: Days,
    grain: Grain,
    currency: Currency,
    rates: Vec<Exchange>,
    intervals: Vec<Interval>,
}

impl Frame {
    /// Reads what was asked for. `widen` makes the first and the last interval whole.
    ///
    /// Errors: `Forbidden`, `Invalid` with everything that is wrong.
    async fn of(ctx: &Ctx, conn: &mut Conn<'_>, asked: &Asked, widen: bool) -> Result<Self> {
        ctx.require(Permission::AnalyticsRead)?;
        let kept = billing::zone(ctx, conn).await?;
        let own = merchants::currency(ctx, conn).await?;
        let (zone, mut wrong) = match asked.time_zone.as_deref().map(Zone::named) {
            Some(Err(message)) => (kept.clone(), vec![Violation::new("time_zone", message)]),
            Some(Ok(zone)) => (zone, Vec::new()),
            None => (kept.clone(), Vec::new()),
        };
        let to = asked.to.unwrap_or_else(|| zone.day_of(ctx.now));
        let days = Days { from: asked.from.unwrap_or_else(|| to.plus(-DAYS)), to };
        if days.from > days.to {
            wrong.push(Violation::new("from", format!("{} is after {}. Send a day up to then.", days.from, days.to)));
        }
        let currency = asked.currency.unwrap_or(own);
        wrong.extend(conversion::check(currency, &asked.rates));
        let days = if widen { days.widened(asked.interval) } else { days };
        let found = intervals(&zone, days, asked.interval).map_err(|message| {
            wrong.push(Violation::new("interval", message));
        });
        match found {
            Ok(intervals) if wrong.is_empty() => {
                let (grain, rates) = (asked.interval, asked.rates.clone());
                Ok(Self { zone, kept, days, grain, currency, rates, intervals })
            }
            _ => Err(Error::Invalid(wrong)),
        }
    }

    /// What the intervals are added up from.
    fn pieces(&self) -> Pieces {
        pieces(&self.intervals, &self.kept)
    }

    /// What the whole range is added up from, as one interval.
    fn whole(&self) -> Pieces {
        let range = self.intervals.first().zip(self.intervals.last());
        let range = range.map(|(first, last)| Interval { end: last.end, ..*first });
        pieces(range.as_slice(), &self.kept)
    }

    /// As the API writes currencies.
    fn currency_code(&self) -> String {
        self.currency.code().to_ascii_lowercase()
    }

    /// The day on which an interval begins, on the calendar that was asked for; with the time, if intervals are hours.
    fn date(&self, interval: &Interval) -> String {
        match self.grain {
            Grain::Hour => {
                let there = self.zone.civil(interval.start);
                format!("{}T{:02}:{:02}", interval.day, there.hour, there.minute)
            }
            _ => interval.day.to_string(),
        }
    }
}

/// What there are figures of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The merchant's own currency, and all others in which anything was paid.
    pub currencies: Vec<Currency>,
    /// The merchant's calendar.
    pub time_zone: String,
    /// Today, there.
    pub today: Day,
    /// The first day on which anything was paid in the currencies that were asked about; nothing without any.
    pub since: Option<Day>,
}

/// What there are figures of, for whoever chooses; `currency` is the one whose first day is wanted, or an earlier one of a
/// currency that is converted into it.
///
/// Errors: `Forbidden`.
pub async fn known(ctx: &Ctx, currency: Option<Currency>, rates: &[Exchange]) -> Result<Known> {
    ctx.require(Permission::AnalyticsRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let (zone, own) = (billing::zone(ctx, conn).await?, merchants::currency(ctx, conn).await?);
    let others = figures::currencies(conn, ctx.scope).await?.into_iter().filter(|currency| *currency != own);
    let mut since = figures::first_day(conn, ctx.scope, currency.unwrap_or(own)).await?;
    for rate in rates {
        let first = figures::first_day(conn, ctx.scope, rate.from).await?;
        since = since.into_iter().chain(first).min();
    }
    Ok(Known {
        currencies: std::iter::once(own).chain(others).collect(),
        time_zone: zone.name().to_owned(),
        today: zone.day_of(ctx.now),
        since,
    })
}

/// Long before anything happened.
const BEFORE_ALL: Timestamp = Timestamp::from_micros(0);
