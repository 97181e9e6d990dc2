//! Months of a calendar.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::time::Civil;

/// A month, counted from January of the year 0. Where it begins depends on the time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Month(pub i64);

impl Month {
    /// The month of a day.
    pub fn of(day: Civil) -> Self {
        Self(day.year * 12 + i64::from(day.month) - 1)
    }
}

/// `1997-01`
impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }
}

/// The text is no month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Send a month, such as 2026-01.")]
pub struct NoMonth;

impl FromStr for Month {
    type Err = NoMonth;
    fn from_str(text: &str) -> Result<Self, NoMonth> {
        let (year, month) = text.split_once('-').ok_or(NoMonth)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !digits(year) || !digits(month) {
            return Err(NoMonth);
        }
        let (year, month): (i64, i64) = (year.parse().map_err(|_| NoMonth)?, month.parse().map_err(|_| NoMonth)?);
        if (1..=12).contains(&month) { Ok(Self(year * 12 + month - 1)) } else { Err(NoMonth) }
    }
}
