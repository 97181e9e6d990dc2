//! How an amount looks: symbol first, digits in groups of three, a real minus sign.

use std::fmt;

use super::{Amount, Currency};

/// An amount in the pieces that are shown, so that the minor units can be set smaller. Joined in order they are the
/// whole: sign, symbol, major, minor, unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoneyParts {
    /// `−` (U+2212) or nothing.
    pub sign: &'static str,
    /// What stands before the digits, such as `€`, or a code with its space, `CHF `; nothing for bitcoin.
    pub symbol: String,
    /// Whole units, grouped: `4,216`.
    pub major: String,
    /// The point and the decimals, `.80`; nothing for currencies without decimals.
    pub minor: String,
    /// What stands behind the digits: ` sats` for bitcoin, else nothing.
    pub unit: &'static str,
}

impl Currency {
    /// What stands before the digits. Where several currencies share a sign, the less common ones carry a country, so
    /// that two figures side by side are never mistaken for each other; without a sign it is the code and a space.
    pub fn symbol(self) -> String {
        let sign = match self.code() {
            "USD" => "$",
            "AUD" => "A$",
            "BRL" => "R$",
            "CAD" => "CA$",
            "HKD" => "HK$",
            "MXN" => "MX$",
            "NZD" => "NZ$",
            "SGD" => "S$",
            "TWD" => "NT$",
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "CNY" => "CN¥",
            "INR" => "₹",
            "KRW" => "₩",
            "NGN" => "₦",
            "VND" => "₫",
            "PHP" => "₱",
            "TRY" => "₺",
            "UAH" => "₴",
            "ILS" => "₪",
            "KZT" => "₸",
            "GEL" => "₾",
            "GHS" => "GH₵",
            "CRC" => "₡",
            "PYG" => "₲",
            "THB" => "฿",
            "BDT" => "৳",
            "RUB" => "₽",
            "AZN" => "₼",
            "AMD" => "֏",
            "LAK" => "₭",
            "MNT" => "₮",
            "PLN" => "zł ",
            "SEK" => "kr ",
            "BTC" => "",
            code => return format!("{code} "),
        };
        sign.to_owned()
    }
}

impl Amount {
    /// The pieces that are shown.
    pub fn parts(&self) -> MoneyParts {
        let (major, minor) = self.digits();
        MoneyParts {
            sign: if self.minor < 0 { "−" } else { "" },
            symbol: self.currency.symbol(),
            major: grouped(&major),
            minor: if minor.is_empty() { minor } else { format!(".{minor}") },
            unit: match (self.currency.is_bitcoin(), self.minor.unsigned_abs()) {
                (false, _) => "",
                (true, 1) => " sat",
                (true, _) => " sats",
            },
        }
    }
}

/// `€4,216.80`, `−€11.00`, `¥1,200`, `CHF 12.00`, `184,000 sats`.
impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let MoneyParts { sign, symbol, major, minor, unit } = self.parts();
        write!(f, "{sign}{symbol}{major}{minor}{unit}")
    }
}

/// Digits with a comma between groups of three.
pub fn grouped(digits: &str) -> String {
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::tests::{amount, currency_of};
    use proptest::prelude::*;

    fn shown(minor: i64, code: &str) -> String {
        Amount { minor, currency: currency_of(code) }.to_string()
    }

    #[test]
    fn amounts_as_people_read_them() {
        assert_eq!(shown(421_680, "EUR"), "€4,216.80");
        assert_eq!(shown(-1_100, "EUR"), "−€11.00");
        assert_eq!(shown(5, "USD"), "$0.05");
        assert_eq!(shown(1_200, "JPY"), "¥1,200");
        assert_eq!(shown(1_234_567, "KWD"), "KWD 1,234.567");
        assert_eq!(shown(1_200, "CHF"), "CHF 12.00");
        assert_eq!(shown(100_000, "SEK"), "kr 1,000.00");
        assert_eq!(shown(184_000, "BTC"), "184,000 sats");
        assert_eq!(shown(-1, "BTC"), "−1 sat");
        assert_eq!(shown(999, "JPY"), "¥999");
        assert_eq!(shown(i64::MIN, "EUR"), "−€92,233,720,368,547,758.08");
    }

    #[test]
    fn the_minor_units_stand_apart() {
        let parts = Amount { minor: -421_680, currency: currency_of("EUR") }.parts();

        assert_eq!(
            (parts.sign, &*parts.symbol, &*parts.major, &*parts.minor, parts.unit),
            ("−", "€", "4,216", ".80", "")
        );
    }

    proptest! {
        #[test]
        fn what_is_shown_holds_every_digit(amount in amount()) {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let parts = amount.parts();
            prop_assert_eq!(digits(&amount.to_string()), digits(&amount.decimal()));
            prop_assert_eq!(amount.to_string().starts_with('−'), amount.minor < 0);
            prop_assert!(parts.major.split(',').skip(1).all(|group| group.len() == 3));
        }
    }
}
