//! Figures of several currencies as one, at rates that somebody states.

use std::fmt;
use std::str::FromStr;

use crate::money::Currency;

/// What one unit of a currency is worth in another, as a decimal number: `usd:0.92`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchange {
    /// The currency that is converted.
    pub from: Currency,
    /// The number without its point.
    digits: i128,
    /// How many of the digits stand after the point.
    decimals: u32,
}

/// No rate has more digits before or after its point.
const DIGITS: usize = 12;

impl Exchange {
    /// An amount in minor units of its currency, in minor units of another; rounded half away from zero. Nothing when it
    /// is more than there can be.
    pub fn convert(&self, minor: i64, to: Currency) -> Option<i64> {
        let worth = i128::from(minor).checked_mul(self.digits)?.checked_mul(10_i128.pow(decimals_of(to)))?;
        let by = 10_i128.pow(self.decimals + decimals_of(self.from));
        let half = if worth < 0 { -(by / 2) } else { by / 2 };
        i64::try_from((worth + half) / by).ok()
    }

    /// The number, such as `0.92`.
    pub fn rate(&self) -> String {
        let power = 10_i128.pow(self.decimals);
        let fraction = format!("{:0>width$}", self.digits % power, width = self.decimals as usize);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        format!("{}{point}{fraction}", self.digits / power)
    }
}

/// Rates are of whole units. Bitcoin is counted in satoshi, and nobody states what one of these is worth.
fn decimals_of(currency: Currency) -> u32 {
    if currency.code() == "BTC" { 8 } else { currency.exponent() }
}

/// `usd:0.92`
impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.from.code().to_ascii_lowercase(), self.rate())
    }
}

/// The text states no rate.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Send what one unit of each other currency is worth, such as usd:0.92,gbp:1.17.")]
pub struct NoRate;

impl FromStr for Exchange {
    type Err = NoRate;
    fn from_str(text: &str) -> Result<Self, NoRate> {
        let (code, number) = text.trim().split_once(':').ok_or(NoRate)?;
        let from = code.trim().to_ascii_uppercase().parse().map_err(|_| NoRate)?;
        let (whole, fraction) = number.trim().split_once('.').unwrap_or((number.trim(), "0"));
        let sound = |part: &str| (1..=DIGITS).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if !sound(whole) || !sound(fraction) {
            return Err(NoRate);
        }
        let digits = format!("{whole}{fraction}").parse().map_err(|_| NoRate)?;
        if digits == 0 { Err(NoRate) } else { Ok(Self { from, digits, decimals: fraction.len() as u32 }) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn currency(code: &str) -> Currency {
        code.parse().expect("a currency")
    }

    fn converted(rate: &str, minor: i64, to: &str) -> Option<i64> {
        rate.parse::<Exchange>().expect("a rate").convert(minor, currency(to))
    }

    #[test]
    fn amounts_are_converted_between_currencies_of_any_number_of_decimals() {
        assert_eq!(converted("usd:0.92", 1050, "EUR"), Some(966));
        assert_eq!(converted("jpy:0.0061", 1000, "EUR"), Some(610));
        assert_eq!(converted("kwd:3", 1000, "EUR"), Some(300));
        assert_eq!(converted("btc:60000", 100_000, "EUR"), Some(6000));
        assert_eq!(converted("eur:0.00002", 5_000, "BTC"), Some(100_000));
        assert_eq!([1, -1].map(|minor| converted("usd:0.5", minor, "EUR")), [Some(1), Some(-1)]);
        assert_eq!(converted("usd:999999999999", i64::MAX, "EUR"), None);
    }

    #[test]
    fn what_is_no_rate_is_refused() {
        for wrong in [
            "",
            "usd",
            "usd:",
            "usd:0",
            "usd:0.0",
            "usd:-1",
            "usd:1,2",
            "usd:1.",
            "us:1",
            "usd:1e3",
            "usd:1234567890123",
        ] {
            assert_eq!(wrong.parse::<Exchange>(), Err(NoRate), "{wrong}");
        }
        assert_eq!(" USD : 01.50 ".parse::<Exchange>().map(|rate| rate.to_string()), Ok("usd:1.5".to_owned()));
    }

    proptest! {
        #[test]
        fn a_rate_read_back_is_the_same(whole in 0i64..1000, fraction in 1u32..1_000_000, minor in -1_000_000i64..1_000_000) {
            let rate: Exchange = format!("usd:{whole}.{fraction:06}").parse().expect("a rate");
            let again: Exchange = rate.to_string().parse().expect("a rate");
            prop_assert_eq!(again.rate(), rate.rate());
            prop_assert_eq!(again.convert(minor, currency("EUR")), rate.convert(minor, currency("EUR")));
        }
    }
}
