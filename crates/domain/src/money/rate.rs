//! What one bitcoin costs: read exactly, and applied without floats.

use std::fmt;

use super::{Amount, Currency};

/// The price of one bitcoin in major units of a currency, as a decimal number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The number without its point.
    digits: u128,
    /// How many of the digits stand after the point.
    decimals: u32,
    currency: Currency,
}

/// One bitcoin is a hundred million satoshi.
const SATOSHI: u128 = 100_000_000;

/// More decimals than this say nothing about a price.
const DECIMALS: usize = 10;

/// No price has more digits before the point, in any currency.
const WHOLE: usize = 15;

impl Rate {
    /// Reads a decimal number such as `65012.34`.
    ///
    /// Errors: a sentence. A price of one bitcoin that is less than 1 is refused too: such a figure is the price of
    /// something else, or the other way round.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, String> {
        let shown: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
        let no_price = || format!("\"{shown}\" is no price of one bitcoin in {currency}; 65012.34 would be one.");
        let (whole, fraction) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
        let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) {
            return Err(no_price());
        }
        let whole = whole.trim_start_matches('0');
        if whole.is_empty() || whole.len() > WHOLE {
            return Err(no_price());
        }
        let fraction = &fraction[..fraction.len().min(DECIMALS)];
        let digits = format!("{whole}{fraction}").parse().map_err(|_| no_price())?;
        Ok(Self { digits, decimals: fraction.len() as u32, currency })
    }

    /// Reads what a person typed, and is more particular about what is wrong with it than [`Rate::parse`].
    ///
    /// Errors: a sentence.
    pub fn typed(text: &str, currency: Currency) -> Result<Self, String> {
        let text = text.trim();
        if text.is_empty() {
            return Err(format!("Enter what one bitcoin costs in {currency}, such as 65012.34."));
        }
        if text.contains(',') {
            return Err(super::decimal::comma(text));
        }
        Self::parse(text, currency).map_err(|message| match text.parse::<f64>() {
            Ok(figure) if figure > 0.0 && figure < 1.0 => {
                format!("That is less than 1 {currency} for a whole bitcoin. Enter what one bitcoin costs, such as 65012.34.")
            }
            _ => message,
        })
    }

    /// How many satoshi are at least worth this amount: rounded up, so that who receives them never gets less. Nothing
    /// when the amount is of another currency, is negative, or is more than there can be.
    pub fn satoshi(&self, amount: Amount) -> Option<i64> {
        if amount.currency != self.currency {
            return None;
        }
        let minor = u128::try_from(amount.minor).ok()?;
        let wanted = minor.checked_mul(SATOSHI)?.checked_mul(10_u128.pow(self.decimals))?;
        let one = self.digits.checked_mul(10_u128.pow(self.currency.exponent()))?;
        i64::try_from(wanted.div_ceil(one)).ok()
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let power = 10_u128.pow(self.decimals);
        let fraction = format!("{:0>width$}", self.digits % power, width = self.decimals as usize);
        let fraction = fraction.trim_end_matches('0');
        let point = if fraction.is_empty() { "" } else { "." };
        write!(f, "{}{point}{fraction} {}/BTC", self.digits / power, self.currency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::tests::currency_of;
    use proptest::prelude::*;

    fn rate(text: &str, code: &str) -> Rate {
        Rate::parse(text, currency_of(code)).expect("a rate")
    }

    fn amount(minor: i64, code: &str) -> Amount {
        Amount { minor, currency: currency_of(code) }
    }

    #[test]
    fn satoshi_are_rounded_up() {
        assert_eq!(rate("100000", "EUR").satoshi(amount(100, "EUR")), Some(1000));
        assert_eq!(rate("65012.34", "USD").satoshi(amount(2500, "USD")), Some(38_455));
        assert_eq!(rate("3.0", "EUR").satoshi(amount(1, "EUR")), Some(333_334));
        assert_eq!(rate("10000000", "JPY").satoshi(amount(1, "JPY")), Some(10));
        assert_eq!(rate("20000.5", "KWD").satoshi(amount(1000, "KWD")), Some(5000));
        assert_eq!(rate("999999999999999", "EUR").satoshi(amount(1, "EUR")), Some(1));
        assert_eq!(rate("65012.34", "USD").satoshi(amount(0, "USD")), Some(0));
    }

    #[test]
    fn what_fits_nothing_gives_nothing() {
        let dollars = rate("65012.34", "USD");
        assert_eq!(dollars.satoshi(amount(2500, "EUR")), None);
        assert_eq!(dollars.satoshi(amount(-1, "USD")), None);
        assert_eq!(rate("1", "USD").satoshi(amount(i64::MAX, "USD")), None);
    }

    #[test]
    fn only_a_plain_positive_number_is_a_price() {
        for text in
            ["", "0", "0.00001538", "-65000", "65,012.34", "6.5e4", "NaN", "65012.", ".5", "٦٥", "1000000000000000"]
        {
            assert!(Rate::parse(text, currency_of("EUR")).is_err_and(|message| message.ends_with('.')), "{text}");
        }
        assert_eq!(rate(" 065012.3400 ", "EUR").to_string(), "65012.34 EUR/BTC");
        assert_eq!(rate("65012", "EUR").to_string(), "65012 EUR/BTC");
    }

    #[test]
    fn what_a_person_types_is_refused_with_what_would_be_right() {
        let typed = |text: &str| Rate::typed(text, currency_of("EUR")).map(|rate| rate.to_string());

        assert_eq!(typed(" 96000 "), Ok("96000 EUR/BTC".to_owned()));
        assert_eq!(typed("65012.340"), Ok("65012.34 EUR/BTC".to_owned()));
        for (text, words) in [
            ("", "Enter what one bitcoin costs in EUR"),
            ("65,012.34", "Write 65012.34"),
            ("65.012,34", "Write 65012.34"),
            ("65,012", "Write 65012"),
            ("0.00001538", "for a whole bitcoin"),
            ("0", "is no price of one bitcoin in EUR"),
            ("-5", "is no price of one bitcoin in EUR"),
            ("€96000", "is no price of one bitcoin in EUR"),
        ] {
            assert!(typed(text).is_err_and(|message| message.contains(words)), "{text}: {:?}", typed(text));
        }
    }

    proptest! {
        /// What is asked for is worth the amount, and a satoshi less would not be.
        #[test]
        fn never_less_than_the_amount_and_never_a_satoshi_too_many(
            minor in 0i64..1_000_000_000_000, whole in 1u64..1_000_000_000, fraction in 0u64..10_000_000_000,
            code in prop::sample::select(vec!["EUR", "JPY", "KWD", "CLF"]),
        ) {
            let text = format!("{whole}.{fraction:010}");
            let satoshi = rate(&text, code).satoshi(amount(minor, code)).expect("a number");
            // In units of 10^-10 of a minor unit times a satoshi.
            let price = (u128::from(whole) * 10_000_000_000 + u128::from(fraction)) * 10_u128.pow(currency_of(code).exponent());
            let wanted = minor as u128 * SATOSHI * 10_000_000_000;
            prop_assert!(satoshi as u128 * price >= wanted);
            prop_assert!(satoshi == 0 || (satoshi as u128 - 1) * price < wanted);
        }

        #[test]
        fn any_text_gets_an_answer(text in "[ -~é]{0,40}") {
            let _ = Rate::parse(&text, currency_of("EUR"));
            if let Err(message) = Rate::typed(&text, currency_of("EUR")) {
                prop_assert!(message.ends_with('.'));
            }
        }
    }
}
