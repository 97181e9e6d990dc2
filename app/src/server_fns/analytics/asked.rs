//! What the address of the figures asks for, and which days that is.

use clientele_domain::analytics::{Day, Exchange, Grain};
use clientele_domain::standing::{Metric, Period};
use serde::{Deserialize, Serialize};

use crate::list_query::{escape, param};

/// Ranges that have a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Preset {
    /// Thirty days up to today.
    Month,
    /// Ninety days up to today.
    Quarter,
    /// Twelve months, this one included.
    Year,
    /// Since the first payment.
    All,
}

impl Preset {
    /// All of them, the shortest first.
    pub const ALL: [Self; 4] = [Self::Month, Self::Quarter, Self::Year, Self::All];

    /// As it stands in the address, `range=`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Month => "30d",
            Self::Quarter => "90d",
            Self::Year => "12m",
            Self::All => "all",
        }
    }

    /// As people read it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Month => "30 days",
            Self::Quarter => "90 days",
            Self::Year => "12 months",
            Self::All => "All",
        }
    }
}

/// What the address asks for. What it doesn't say is chosen here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// A range by its name; none when days are named.
    pub preset: Option<Preset>,
    /// The first day, as it was written.
    pub from: String,
    /// The last day, as it was written.
    pub to: String,
    /// How long intervals are.
    pub interval: Option<Grain>,
    /// The currency, as it was written.
    pub currency: String,
    /// The time zone, as it was written.
    pub time_zone: String,
    /// What other currencies are worth in it, as it was written; empty where they are left out.
    pub rates: String,
    /// How far back the top customers are looked for.
    pub period: Option<Period>,
    /// What they are ranked by.
    pub by: Option<Metric>,
}

impl Asked {
    /// From the query of an address.
    pub fn read(search: &str) -> Self {
        let text = |name: &str| param(search, name).map(|value| value.trim().to_owned()).unwrap_or_default();
        let (from, to) = (text("from"), text("to"));
        let named = from.is_empty() && to.is_empty();
        let preset = Preset::ALL.into_iter().find(|preset| preset.word() == text("range"));
        Self {
            preset: named.then(|| preset.unwrap_or(Preset::Year)),
            from,
            to,
            interval: Grain::parse(&text("interval")),
            currency: text("currency").to_uppercase(),
            time_zone: text("time_zone"),
            rates: text("rates"),
            period: Period::parse(&text("period")),
            by: Metric::parse(&text("by")),
        }
    }

    /// The query of an address that asks for this: `?…`, or nothing where all is as at first.
    pub fn search(&self) -> String {
        let range = self.preset.filter(|preset| *preset != Preset::Year).map(Preset::word).unwrap_or_default();
        let pairs = [
            ("range", range),
            ("from", &self.from),
            ("to", &self.to),
            ("interval", self.interval.map(Grain::as_str).unwrap_or_default()),
            ("currency", &self.currency),
            ("time_zone", &self.time_zone),
            ("rates", &self.rates),
            ("period", self.period.map(Period::as_str).unwrap_or_default()),
            ("by", self.by.map(Metric::as_str).unwrap_or_default()),
        ];
        let said: Vec<String> = pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={}", escape(value)))
            .collect();
        if said.is_empty() { String::new() } else { format!("?{}", said.join("&")) }
    }

    /// The rates that are stated.
    ///
    /// Errors: a sentence that says what would be right.
    pub fn exchanges(&self) -> Result<Vec<Exchange>, String> {
        let stated = self.rates.split(',').filter(|rate| !rate.trim().is_empty());
        let read = |rate: &str| rate.parse().map_err(|_| format!("“{rate}” states no rate. Write it as usd:0.92."));
        stated.map(read).collect()
    }

    /// The same without what only the top customers are asked by.
    #[must_use]
    pub fn of_range(&self) -> Self {
        Self { period: None, by: None, ..self.clone() }
    }
}

/// Days, how they are cut, and the days before them that they are compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// How long the intervals are.
    pub grain: Grain,
    /// The days that they are compared with, the last one included; none before everything.
    pub before: Option<(Day, Day)>,
    /// Whether the last interval is not over, or is cut.
    pub unfinished: bool,
}

/// A chart has no more columns than people can tell apart on a wide screen.
const MOST_COLUMNS: i64 = 400;

/// The days that are asked for, when today is that day and the first payment was on that one.
///
/// Errors: a sentence that says what would be right.
pub fn range(asked: &Asked, today: Day, first: Option<Day>) -> Result<Range, String> {
    let read = |text: &str, otherwise: Day| match text {
        "" => Ok(otherwise),
        text => text.parse().map_err(|_| format!("“{text}” is no day. Write it as 2026-01-31.")),
    };
    let since = first.unwrap_or(today.plus(-29)).min(today);
    let (from, to) = match asked.preset {
        Some(Preset::Month) => (today.plus(-29), today),
        Some(Preset::Quarter) => (today.plus(-89), today),
        Some(Preset::Year) => (months_later(today.first_of(Grain::Month), -11), today),
        Some(Preset::All) => (since, today),
        None => (read(&asked.from, since)?, read(&asked.to, today)?),
    };
    if from > to {
        return Err(format!("The range ends on {to}, before it begins on {from}. Turn the two round."));
    }
    let days = to.0 - from.0 + 1;
    let grain = asked.interval.unwrap_or_else(|| usual(days));
    let columns = columns(days, grain);
    if columns > MOST_COLUMNS {
        let longer = usual(days).label().to_lowercase();
        let short = grain.label().to_lowercase();
        return Err(format!(
            "By the {short} this range has about {columns} points, and a chart shows up to {MOST_COLUMNS}. Ask for it by the \
             {longer}, or for fewer days."
        ));
    }
    let unfinished = to >= today || (grain != Grain::Hour && to.first_of_next(grain) != to.plus(1));
    let before = (asked.preset != Some(Preset::All)).then(|| before(from, to, grain));
    Ok(Range { from, to, grain, before, unfinished })
}

/// About how many intervals so many days have.
fn columns(days: i64, grain: Grain) -> i64 {
    match grain {
        Grain::Hour => days * 24,
        Grain::Day => days,
        Grain::Week => days / 7,
        Grain::Month => days / 30,
        Grain::Quarter => days / 91,
        Grain::Year => days / 365,
    }
}

/// The interval that suits a range: between a few points and some dozens.
fn usual(days: i64) -> Grain {
    match days {
        ..=2 => Grain::Hour,
        3..=45 => Grain::Day,
        46..=200 => Grain::Week,
        201..=1_500 => Grain::Month,
        1_501..=5_000 => Grain::Quarter,
        _ => Grain::Year,
    }
}

/// The days before a range that it is compared with: as many whole weeks or months earlier, so that intervals match.
fn before(from: Day, to: Day, grain: Grain) -> (Day, Day) {
    let days = to.0 - from.0 + 1;
    match grain {
        Grain::Hour | Grain::Day => (from.plus(-days), to.plus(-days)),
        Grain::Week => {
            let whole = (days + 6) / 7 * 7;
            (from.plus(-whole), to.plus(-whole))
        }
        Grain::Month | Grain::Quarter | Grain::Year => {
            let months = months_between(from.first_of(grain), to.first_of_next(grain));
            (months_later(from, -months), months_later(to, -months))
        }
    }
}

fn months_between(first: Day, last: Day) -> i64 {
    let (first, last) = (first.civil(), last.civil());
    (last.year - first.year) * 12 + i64::from(last.month) - i64::from(first.month)
}

/// The same day of the month so many months later. The last of a month stays the last.
fn months_later(day: Day, months: i64) -> Day {
    let civil = day.civil();
    let month = civil.year * 12 + i64::from(civil.month) - 1 + months;
    let first = Day::of_date(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1).unwrap_or(day);
    let last = first.first_of_next(Grain::Month).plus(-1);
    let was_last = day.first_of_next(Grain::Month) == day.plus(1);
    if was_last { last } else { first.plus(i64::from(civil.day) - 1).min(last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn asked_for(search: &str) -> Result<Range, String> {
        range(&Asked::read(search), day("2026-11-17"), Some(day("2024-03-05")))
    }

    fn shown(search: &str) -> String {
        let Range { from, to, grain, before, unfinished } = asked_for(search).expect("a range");
        let before = before.map(|(from, to)| format!("{from} {to}")).unwrap_or_default();
        format!("{from} {to} {} | {before}{}", grain.as_str(), if unfinished { " *" } else { "" })
    }

    #[test]
    fn what_is_written_is_read_back() {
        for search in [
            "",
            "?range=30d",
            "?from=2026-01-01&to=2026-01-31&interval=day&currency=EUR&time_zone=Europe%2FBerlin",
            "?range=all&period=90d&by=payment_count",
            "?currency=EUR&rates=usd:0.92%2Cgbp:1.17",
        ] {
            assert_eq!(Asked::read(search).search(), search);
        }
        assert_eq!(Asked::read("?range=12m&interval=minute&period=never").search(), "");
    }

    #[test]
    fn ranges_are_compared_with_those_before_whose_intervals_match() {
        assert_eq!(shown(""), "2025-12-01 2026-11-17 month | 2024-12-01 2025-11-17 *");
        assert_eq!(shown("?range=30d"), "2026-10-19 2026-11-17 day | 2026-09-19 2026-10-18 *");
        assert_eq!(shown("?range=90d"), "2026-08-20 2026-11-17 week | 2026-05-21 2026-08-18 *");
        assert_eq!(shown("?range=all"), "2024-03-05 2026-11-17 month |  *");
        assert_eq!(
            shown("?from=2026-01-31&to=2026-02-28&interval=month"),
            "2026-01-31 2026-02-28 month | 2025-11-30 2025-12-31"
        );
        assert_eq!(shown("?from=2026-02-01&to=2026-02-02"), "2026-02-01 2026-02-02 hour | 2026-01-30 2026-01-31");
        assert_eq!(
            shown("?from=2026-02-01&to=2026-02-10&interval=month"),
            "2026-02-01 2026-02-10 month | 2026-01-01 2026-01-10 *"
        );
    }

    #[test]
    fn what_makes_no_sense_is_told() {
        assert!(asked_for("?from=2026-02-01&to=2026-01-01").expect_err("turned round").contains("before it begins"));
        assert!(asked_for("?from=yesterday").expect_err("no day").contains("2026-01-31"));
        assert!(asked_for("?range=12m&interval=hour").expect_err("too many").contains("by the month"));
    }
}
