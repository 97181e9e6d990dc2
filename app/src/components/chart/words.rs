//! The words of a chart: figures as axes and tables have them, and the names of intervals.

use clientele_domain::analytics::{Day, Grain};
use clientele_domain::money::{Amount, Currency, grouped};
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::geometry::Scale;
use crate::components::time::{MONTHS, calendar};

/// What figures are figures of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Measure {
    /// Minor units.
    Money(Currency),
    /// A number of things.
    Count,
    /// Thousandths of a whole.
    Share,
}

impl Measure {
    /// What people count in.
    pub fn unit(self) -> i64 {
        match self {
            Self::Money(currency) => 10_i64.pow(currency.exponent()),
            Self::Count => 1,
            Self::Share => 10,
        }
    }

    /// To the last digit.
    pub fn exact(self, value: i64) -> String {
        match self {
            Self::Money(currency) => Amount { minor: value, currency }.to_string(),
            Self::Count => format!("{}{}", minus(value), grouped(&value.unsigned_abs().to_string())),
            Self::Share => format!("{}{}%", minus(value), decimals(value.unsigned_abs().into(), 10)),
        }
    }

    /// As briefly as an axis has it: `€45k`, `2.5M`, `15k sats`. Every mark of an axis counts in the same thousands.
    pub fn brief(self, value: i64, scale: Scale) -> String {
        let unit = u128::from(self.unit().unsigned_abs());
        let most = u128::from(scale.high.unsigned_abs().max(scale.low.unsigned_abs())) / unit;
        let (thousands, suffix) = match most {
            0..10_000 => (1, ""),
            10_000..10_000_000 => (1_000, "k"),
            10_000_000..10_000_000_000 => (1_000_000, "M"),
            _ => (1_000_000_000, "bn"),
        };
        let digits = decimals(value.unsigned_abs().into(), unit * thousands);
        let (whole, part) = digits.split_once('.').unwrap_or((&digits, ""));
        let point = if part.is_empty() { "" } else { "." };
        let suffix = if value == 0 { "" } else { suffix };
        let number = format!("{}{point}{part}{suffix}", grouped(whole));
        match self {
            Self::Money(currency) if currency.is_bitcoin() => format!("{}{number} sats", minus(value)),
            Self::Money(currency) => format!("{}{}{number}", minus(value), currency.symbol()),
            Self::Count => format!("{}{number}", minus(value)),
            Self::Share => format!("{}{number}%", minus(value)),
        }
    }

    /// To whole units, for words in a sentence: `€86`. What is less than one keeps its decimals.
    pub fn rounded(self, value: i64) -> String {
        match self {
            Self::Money(currency) if value.abs() >= self.unit() => {
                let exact = Amount { minor: value, currency }.parts();
                format!("{}{}{}{}", exact.sign, exact.symbol, exact.major, exact.unit)
            }
            _ => self.exact(value),
        }
    }
}

fn minus(value: i64) -> &'static str {
    if value < 0 { "−" } else { "" }
}

/// A quotient by a power of ten as decimal digits, without zeros at its end.
fn decimals(value: u128, by: u128) -> String {
    let (whole, rest) = (value / by, value % by);
    if rest == 0 {
        return whole.to_string();
    }
    let places = by.ilog10() as usize;
    let part = format!("{rest:0places$}");
    format!("{whole}.{}", part.trim_end_matches('0'))
}

/// An interval of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// Its first day.
    pub day: Day,
    /// The hour it begins at.
    pub hour: u8,
    /// How long it is.
    pub grain: Grain,
}

impl Span {
    /// From `2026-01-31`, or `2026-01-31T13:00`.
    pub fn read(text: &str, grain: Grain) -> Option<Self> {
        let (day, hour) = match text.split_once('T') {
            Some((day, time)) => (day, time.get(..2)?.parse().ok()?),
            None => (text, 0),
        };
        Some(Self { day: day.parse().ok()?, hour, grain })
    }

    /// As briefly as an axis has it. `brief` where the year is known from its neighbours.
    pub fn brief(self, brief: bool, local: bool) -> String {
        match self.grain {
            Grain::Hour => format!("{:02}:00", self.hour),
            Grain::Day | Grain::Week => self.written("day month", local),
            Grain::Month if brief => self.written("month", local),
            Grain::Month => self.written("month year", local),
            Grain::Quarter => format!("Q{} {}", (self.day.civil().month - 1) / 3 + 1, self.day.civil().year),
            Grain::Year => self.day.civil().year.to_string(),
        }
    }

    /// As a table has it: nobody needs to look at another row to know when it was.
    pub fn full(self, local: bool) -> String {
        match self.grain {
            Grain::Hour => format!("{}, {:02}:00", self.written("day month year", local), self.hour),
            Grain::Day => self.written("day month year", local),
            Grain::Week => format!("Week of {}", self.written("day month year", local)),
            _ => self.brief(false, local),
        }
    }

    /// Its first day, from those parts of a date.
    fn written(self, parts: &str, local: bool) -> String {
        written(self.day, parts, local)
    }
}

/// A day of a calendar, from those parts of a date: in the words of the page, or as the reader's region has it.
pub fn written(day: Day, parts: &str, local: bool) -> String {
    let civil = day.civil();
    if local {
        let midnight = Timestamp::from_date(civil.year, civil.month, civil.day).unwrap_or_default();
        let numeric = |part: &'static str| parts.contains(part).then_some((part, "numeric"));
        let month = parts.contains("month").then_some(("month", "short"));
        let options: Vec<_> = [numeric("day"), month, numeric("year")].into_iter().flatten().collect();
        return calendar(midnight, &options);
    }
    let words = parts.split(' ').map(|part| match part {
        "day" => civil.day.to_string(),
        "month" => MONTHS[civil.month as usize - 1].to_owned(),
        _ => civil.year.to_string(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether dates may be written as the reader's region has them: once the page is awake.
#[derive(Debug, Clone, Copy)]
pub struct Local(RwSignal<bool>);

/// Lets the charts below write dates as the reader's region has them, once the page is awake.
pub fn provide_local_dates() {
    let local = RwSignal::new(false);
    Effect::new(move || local.set(true));
    provide_context(Local(local));
}

/// Whether dates are written as the reader's region has them. To be asked where what is shown may change.
pub fn use_local() -> impl Fn() -> bool + Copy + Send + Sync + 'static {
    let local = use_context::<Local>();
    move || local.is_some_and(|Local(local)| local.try_get().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(code: &str) -> Measure {
        Measure::Money(code.parse().expect("a code"))
    }

    fn marks(measure: Measure, most: i64) -> Vec<String> {
        let scale = Scale::around([most], measure.unit());
        scale.ticks().into_iter().rev().map(|tick| measure.brief(tick, scale)).collect()
    }

    #[test]
    fn an_axis_speaks_the_words_of_its_currency() {
        assert_eq!(marks(money("EUR"), 1_894_000), ["€0", "€5k", "€10k", "€15k", "€20k"]);
        assert_eq!(marks(money("EUR"), 800_000), ["€0", "€2,000", "€4,000", "€6,000", "€8,000"]);
        assert_eq!(marks(money("EUR"), 180), ["€0", "€0.5", "€1", "€1.5", "€2"]);
        assert_eq!(marks(money("JPY"), 9_000_000), ["¥0", "¥2.5M", "¥5M", "¥7.5M", "¥10M"]);
        assert_eq!(marks(money("BTC"), 55_000), ["0 sats", "20k sats", "40k sats", "60k sats"]);
        assert_eq!(marks(money("KWD"), 3_900), ["KWD 0", "KWD 1", "KWD 2", "KWD 3", "KWD 4"]);
        assert_eq!(marks(Measure::Count, 2_610), ["0", "1,000", "2,000", "3,000"]);
        assert_eq!(marks(Measure::Share, 1_000), ["0%", "25%", "50%", "75%", "100%"]);
        assert_eq!(marks(money("EUR"), -90_000), ["−€1,000", "−€750", "−€500", "−€250", "€0"]);
    }

    #[test]
    fn a_table_has_every_digit_and_a_sentence_whole_units() {
        assert_eq!(money("EUR").exact(47_160_050), "€471,600.50");
        assert_eq!(money("EUR").rounded(47_160_050), "€471,600");
        assert_eq!(money("EUR").rounded(86), "€0.86");
        assert_eq!((Measure::Count.exact(-1_234), Measure::Share.exact(441)), ("−1,234".into(), "44.1%".into()));
        assert_eq!(Measure::Share.exact(-20), "−2%");
    }

    #[test]
    fn intervals_have_names() {
        let read = |text, grain| Span::read(text, grain).expect("an interval");
        let day = read("2026-11-03", Grain::Day);
        assert_eq!((day.brief(true, false), day.full(false)), ("3 Nov".into(), "3 Nov 2026".into()));
        assert_eq!(read("2026-11-03T13:00", Grain::Hour).full(false), "3 Nov 2026, 13:00");
        assert_eq!(read("2026-11-02", Grain::Week).full(false), "Week of 2 Nov 2026");
        let month = read("2025-12-01", Grain::Month);
        assert_eq!((month.brief(true, false), month.full(false)), ("Dec".into(), "Dec 2025".into()));
        assert_eq!(read("2026-10-01", Grain::Quarter).brief(true, false), "Q4 2026");
        assert_eq!(Span::read("yesterday", Grain::Day), None);
    }
}
