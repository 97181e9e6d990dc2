//! What moments are compared with: days, months, years, exact moments, and how long ago.

use std::fmt;
use std::time::Duration;

use super::Compare;
use crate::import;
use crate::time::Timestamp;

/// A moment or a span of time. Days are the merchant's; for now these are days in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// `2026`
    Year(i64),
    /// `2026-01`
    Month(i64, u32),
    /// `2026-01-31`, by its midnight.
    Day(Timestamp),
    /// An exact moment.
    At(Timestamp),
    /// `30d`: so many of a unit ago, and which moment that was.
    Ago(i64, Unit, Timestamp),
}

/// What "ago" counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// 60 minutes.
    Hour,
    /// 24 hours.
    Day,
    /// 7 days.
    Week,
    /// 365 days.
    Year,
}

const DAY: i64 = 86_400_000_000;

impl Unit {
    const ALL: [Self; 4] = [Self::Hour, Self::Day, Self::Week, Self::Year];

    fn letter(self) -> char {
        match self {
            Self::Hour => 'h',
            Self::Day => 'd',
            Self::Week => 'w',
            Self::Year => 'y',
        }
    }

    fn micros(self) -> i64 {
        match self {
            Self::Hour => DAY / 24,
            Self::Day => DAY,
            Self::Week => 7 * DAY,
            Self::Year => 365 * DAY,
        }
    }
}

impl When {
    /// An exact moment; midnight is told as its day.
    pub fn at(moment: Timestamp) -> Self {
        if moment.micros().rem_euclid(DAY) == 0 && has_four_digits(moment) {
            Self::Day(moment)
        } else {
            Self::At(moment)
        }
    }

    /// Reads a moment or a span; nothing when it is neither.
    pub(super) fn read(text: &str, now: Timestamp) -> Option<Self> {
        if let Some(unit) = Unit::ALL.into_iter().find(|unit| text.ends_with(unit.letter())) {
            let count: u32 = digits(&text[..text.len() - 1])?;
            let count = i64::from(count);
            let before = Duration::from_micros(u64::try_from(count.checked_mul(unit.micros())?).ok()?);
            return Some(Self::Ago(count, unit, now.minus(before)));
        }
        match (text.len(), text.split_once('-')) {
            (4, None) => digits(text).map(i64::from).filter(|year| *year > 0).map(Self::Year),
            (7, Some((year, month))) => {
                let (year, month) = (i64::from(digits(year)?), digits(month)?);
                Timestamp::from_date(year, month, 1).map(|_| Self::Month(year, month))
            }
            (10, _) => digits(&text.replace('-', "")).and_then(|_| Timestamp::parse_date(text)).map(Self::Day),
            // A day by its eight digits would be a number to most.
            (8, _) => None,
            _ => import::moment(text).ok().map(Self::At),
        }
    }

    /// The first moment of it, and the first after it.
    fn span(self) -> (Timestamp, Timestamp) {
        let begin = |year, month| Timestamp::from_date(year, month, 1).unwrap_or(LAST);
        match self {
            Self::Year(year) => (begin(year, 1), begin(year + 1, 1)),
            Self::Month(year, 12) => (begin(year, 12), begin(year + 1, 1)),
            Self::Month(year, month) => (begin(year, month), begin(year, month + 1)),
            Self::Day(day) => (day, Timestamp::from_micros(day.micros().saturating_add(DAY))),
            Self::At(at) | Self::Ago(_, _, at) => (at, Timestamp::from_micros(at.micros().saturating_add(1))),
        }
    }

    /// Which moments fit: from the first on, and before the second. Longer ago is earlier.
    pub fn range(self, compare: Compare) -> (Option<Timestamp>, Option<Timestamp>) {
        let (begin, end) = self.span();
        let compare = match (self, compare) {
            (Self::Ago(..), Compare::Over) => Compare::Under,
            (Self::Ago(..), Compare::AtLeast) => Compare::AtMost,
            (Self::Ago(..), Compare::Under) => Compare::Over,
            (Self::Ago(..), Compare::AtMost) => Compare::AtLeast,
            (_, compare) => compare,
        };
        match compare {
            Compare::Is => (Some(begin), Some(end)),
            Compare::Over => (Some(end), None),
            Compare::AtLeast => (Some(begin), None),
            Compare::Under => (None, Some(begin)),
            Compare::AtMost => (None, Some(end)),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Self::Day(day) => f.write_str(&day.date()),
            Self::At(at) => write!(f, "{at}"),
            Self::Ago(count, unit, _) => write!(f, "{count}{}", unit.letter()),
        }
    }
}

/// What comes after the last day there is.
const LAST: Timestamp = Timestamp::from_micros(253_402_300_800_000_000);

fn has_four_digits(moment: Timestamp) -> bool {
    (1..=9999).contains(&moment.civil().year)
}

fn digits(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
}
