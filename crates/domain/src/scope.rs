//! Whose data, and is it real: the merchant and the mode. Nothing is read or written without one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::id::MerchantId;

/// Test data is samples and no money moves; live data is real.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Samples; no money moves.
    Test,
    /// Real people and real money.
    Live,
}

impl Mode {
    /// As stored and as the API says it.
    pub fn is_live(self) -> bool {
        self == Self::Live
    }

    /// From the stored form.
    pub fn from_livemode(livemode: bool) -> Self {
        if livemode { Self::Live } else { Self::Test }
    }

    /// The other one, for the switch.
    #[must_use]
    pub fn other(self) -> Self {
        Self::from_livemode(!self.is_live())
    }

    /// `test` or `live`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Test => "test",
            Self::Live => "live",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no scope.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a merchant and a mode, such as acct_…/test")]
pub struct InvalidScope;

impl FromStr for Mode {
    type Err = InvalidScope;
    fn from_str(text: &str) -> Result<Self, InvalidScope> {
        match text {
            "test" => Ok(Self::Test),
            "live" => Ok(Self::Live),
            _ => Err(InvalidScope),
        }
    }
}

/// A merchant in one mode. Written `acct_…/test`, which is also how dashboard addresses begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Whose data.
    pub merchant: MerchantId,
    /// Samples or real.
    pub mode: Mode,
}

impl Scope {
    /// The stored form of the mode.
    pub fn livemode(self) -> bool {
        self.mode.is_live()
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.merchant, self.mode)
    }
}

impl FromStr for Scope {
    type Err = InvalidScope;
    fn from_str(text: &str) -> Result<Self, InvalidScope> {
        let (merchant, mode) = text.split_once('/').ok_or(InvalidScope)?;
        Ok(Self { merchant: merchant.parse().map_err(|_| InvalidScope)?, mode: mode.parse()? })
    }
}

impl Serialize for Scope {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Scope {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}
