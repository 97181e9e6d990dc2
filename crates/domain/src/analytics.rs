//! Figures over time: days of a calendar, how long the intervals of a figure are, and what is added up in them.

mod exchange;
mod products;
mod recurring;
mod standing;
mod sums;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::time::{Civil, Timestamp};
use crate::words::words;

pub use exchange::{Exchange, NoRate};
pub use products::ProductSums;
pub use recurring::{Counting, Moves};
pub use standing::{Around, joining, of_customer};
pub use sums::{Counted, PERIODS, Sums, Way};

words! {
    /// How long an interval is.
    Grain {
        /// An hour.
        Hour = "hour", "Hour";
        /// A day.
        Day = "day", "Day";
        /// A week, which begins on a Monday.
        Week = "week", "Week";
        /// A month.
        Month = "month", "Month";
        /// Three months, the first of which begins in January.
        Quarter = "quarter", "Quarter";
        /// A year.
        Year = "year", "Year";
    }
}

/// A day of a calendar, counted from the first of January 1970. Where it begins depends on the time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub i64);

const MICROS: i64 = 86_400_000_000;

impl Day {
    /// The day with this date, if there is one.
    pub fn of_date(year: i64, month: u32, day: u32) -> Option<Self> {
        Timestamp::from_date(year, month, day).map(|midnight| Self(midnight.micros() / MICROS))
    }

    /// The day of a moment in UTC.
    pub fn at_utc(at: Timestamp) -> Self {
        Self(at.micros().div_euclid(MICROS))
    }

    /// Year, month and day.
    pub fn civil(self) -> Civil {
        Timestamp::from_micros(self.0.saturating_mul(MICROS)).civil()
    }

    /// The first day of the week, month, quarter or year that it lies in; itself, where nothing longer is asked for.
    #[must_use]
    pub fn first_of(self, grain: Grain) -> Self {
        let Civil { year, month, .. } = self.civil();
        let first = |month| Self::of_date(year, month, 1).unwrap_or(self);
        match grain {
            Grain::Hour | Grain::Day => self,
            // The first of January 1970 was a Thursday.
            Grain::Week => Self(self.0 - (self.0 + 3).rem_euclid(7)),
            Grain::Month => first(month),
            Grain::Quarter => first((month - 1) / 3 * 3 + 1),
            Grain::Year => first(1),
        }
    }

    /// The first day of the next week, month, quarter or year; the next day, where nothing longer is asked for.
    #[must_use]
    pub fn first_of_next(self, grain: Grain) -> Self {
        // So many days always lead into the next one from the first day of this one, and never beyond it.
        let days = match grain {
            Grain::Hour | Grain::Day => 1,
            Grain::Week => 7,
            Grain::Month => 31,
            Grain::Quarter => 92,
            Grain::Year => 366,
        };
        Self(self.first_of(grain).0 + days).first_of(grain)
    }

    /// The day so many later.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self(self.0.saturating_add(days))
    }
}

/// `2026-01-31`
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let civil = self.civil();
        write!(f, "{:04}-{:02}-{:02}", civil.year, civil.month, civil.day)
    }
}

/// The text is no day.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Send a day, such as 2026-01-31.")]
pub struct NoDay;

impl FromStr for Day {
    type Err = NoDay;
    fn from_str(text: &str) -> Result<Self, NoDay> {
        Timestamp::parse_date(text).map(|midnight| Self(midnight.micros().div_euclid(MICROS))).ok_or(NoDay)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn known_beginnings() {
        let first = |text: &str, grain| text.parse::<Day>().expect("a day").first_of(grain).to_string();
        assert_eq!(first("2026-11-22", Grain::Week), "2026-11-16");
        assert_eq!(first("2026-11-16", Grain::Week), "2026-11-16");
        assert_eq!(first("2026-11-22", Grain::Month), "2026-11-01");
        assert_eq!(first("2026-11-22", Grain::Quarter), "2026-10-01");
        assert_eq!(first("2024-02-29", Grain::Year), "2024-01-01");
        assert_eq!("31.1.2026".parse::<Day>(), Err(NoDay));
    }

    proptest! {
        #[test]
        fn each_day_lies_in_one_of_each_that_goes_on_where_the_one_before_ends(
            day in -100_000i64..200_000, grain in prop::sample::select(&Grain::ALL[1..]),
        ) {
            let day = Day(day);
            let (first, next) = (day.first_of(grain), day.first_of_next(grain));
            prop_assert!(first <= day && day < next);
            prop_assert_eq!(first.first_of(grain), first);
            prop_assert_eq!(next.first_of(grain), next);
            prop_assert_eq!(next.plus(-1).first_of(grain), first);
        }
    }
}
