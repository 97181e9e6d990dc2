//! Money: an integer number of minor units and a currency. Never a float, and never a sum over currencies.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

mod decimal;
mod display;
mod rate;

pub use display::{MoneyParts, grouped};
pub use rate::Rate;

/// A currency by its ISO 4217 code in upper case, or `BTC`, which is counted in satoshi.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

/// The text is no currency code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a currency is three letters, such as EUR")]
pub struct InvalidCurrency;

impl Currency {
    /// Bitcoin, counted in satoshi.
    pub const BTC: Self = Self(*b"BTC");

    /// The code in upper case.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// Whether amounts are satoshi.
    pub fn is_bitcoin(self) -> bool {
        self == Self::BTC
    }

    /// How many decimals an amount has: the minor unit is the major unit divided by this power of ten (ISO 4217).
    ///
    /// Bitcoin has none, because an amount of bitcoin is a number of satoshi.
    pub fn exponent(self) -> u32 {
        match &self.0 {
            b"BIF" | b"CLP" | b"DJF" | b"GNF" | b"ISK" | b"JPY" | b"KMF" | b"KRW" | b"PYG" | b"RWF" | b"UGX"
            | b"UYI" | b"VND" | b"VUV" | b"XAF" | b"XOF" | b"XPF" | b"BTC" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            b"CLF" | b"UYW" => 4,
            _ => 2,
        }
    }
}

impl FromStr for Currency {
    type Err = InvalidCurrency;
    fn from_str(text: &str) -> Result<Self, InvalidCurrency> {
        let bytes: [u8; 3] = text.as_bytes().try_into().map_err(|_| InvalidCurrency)?;
        if bytes.iter().all(u8::is_ascii_alphabetic) {
            Ok(Self(bytes.map(|b| b.to_ascii_uppercase())))
        } else {
            Err(InvalidCurrency)
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl Serialize for Currency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Currency {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// An amount of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Amount {
    /// Minor units: cents, yen, satoshi.
    pub minor: i64,
    /// Currency.
    pub currency: Currency,
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Amounts of every number of decimals.
    pub(crate) fn amount() -> impl Strategy<Value = Amount> {
        let currency = prop::sample::select(vec!["EUR", "JPY", "KWD", "CLF", "BTC", "CHF", "XYZ"]);
        (any::<i64>(), currency).prop_map(|(minor, code)| Amount { minor, currency: currency_of(code) })
    }

    pub(crate) fn currency_of(code: &str) -> Currency {
        code.parse().expect("a code of three letters")
    }

    #[test]
    fn the_yen_has_no_decimals_and_the_dinar_three() {
        assert_eq!(["JPY", "KWD", "EUR", "BTC", "CLF"].map(|code| currency_of(code).exponent()), [0, 3, 2, 0, 4]);
        assert!(currency_of("btc").is_bitcoin());
    }
}
