//! Amounts as decimal text for machines and as people type them, exact in both directions.

use super::{Amount, Currency};

impl Amount {
    /// Decimal text for machines: `4216.80`, `-11.00`, `1200` for yen, whole satoshi for bitcoin.
    pub fn decimal(&self) -> String {
        let (major, minor) = self.digits();
        let sign = if self.minor < 0 { "-" } else { "" };
        if minor.is_empty() { format!("{sign}{major}") } else { format!("{sign}{major}.{minor}") }
    }

    /// Unit and decimal text, for the `value` of a `data` element: `EUR 4216.80`, `SAT 184000`.
    pub fn machine(&self) -> String {
        let unit = if self.currency.is_bitcoin() { "SAT" } else { self.currency.code() };
        format!("{unit} {}", self.decimal())
    }

    /// Reads decimal text such as `29.33`, `29` or `-4.5`, exactly.
    ///
    /// Errors: a sentence that says what is wrong and what would be right. Commas are refused, because `1,234` is more
    /// than a thousand to some and little more than one to others.
    pub fn parse_decimal(text: &str, currency: Currency) -> Result<Self, String> {
        let text = text.trim();
        let (negative, digits) = unsigned(text);
        if digits.is_empty() {
            return Err("Enter an amount, such as 29.33.".to_owned());
        }
        if digits.contains(',') {
            return Err(comma(digits));
        }
        let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
        if !(whole.to_owned() + fraction.unwrap_or_default()).bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(not_a_number(text));
        }
        if fraction == Some("") {
            return Err(match whole {
                "" => not_a_number(text),
                _ => format!("There is nothing after the point. Write {whole}."),
            });
        }
        let fraction = fraction.unwrap_or_default();
        let decimals = currency.exponent() as usize;
        if fraction.len() > decimals {
            return Err(too_precise(digits, fraction.len(), currency));
        }
        let sign = if negative { "-" } else { "" };
        format!("{sign}{whole}{fraction:0<decimals$}")
            .parse()
            .map(|minor| Self { minor, currency })
            .map_err(|_| too_large(negative, currency))
    }

    /// The digits before and after the point, without a sign.
    pub(super) fn digits(&self) -> (String, String) {
        let decimals = self.currency.exponent() as usize;
        let digits = format!("{:0>width$}", self.minor.unsigned_abs(), width = decimals + 1);
        let (major, minor) = digits.split_at(digits.len() - decimals);
        (major.to_owned(), minor.to_owned())
    }
}

/// Whether the text is negative, and what follows the sign. The sign that is shown (U+2212) is read as well.
fn unsigned(text: &str) -> (bool, &str) {
    match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    }
}

/// What was meant by an amount with commas: the last separator is the decimal point, unless it only parts thousands.
pub(super) fn comma(digits: &str) -> String {
    let plain = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let last = digits.rfind([',', '.']).unwrap_or_default();
    let (whole, rest) = (plain(&digits[..last]), plain(&digits[last..]));
    let single = digits.matches([',', '.']).count() == 1;
    let point = digits[last..].starts_with('.') || digits.contains('.');
    if digits.chars().any(|c| !c.is_ascii_digit() && c != ',' && c != '.') || whole.is_empty() || rest.is_empty() {
        not_a_number(digits)
    } else if point || (single && rest.len() != 3) {
        format!("Write {whole}.{rest}: a point before the decimals, and no commas.")
    } else if single {
        format!("Write {whole}{rest} without the comma, or {whole}.{rest} if the comma stands for the decimal point.")
    } else {
        format!("Write {whole}{rest}, without commas.")
    }
}

fn not_a_number(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).take(40).collect();
    format!("\"{text}\" is not an amount. Write digits, with a point before the decimals, such as 29.33.")
}

fn too_precise(digits: &str, given: usize, currency: Currency) -> String {
    let shown: String = digits.chars().take(40).collect();
    match currency.exponent() {
        0 if currency.is_bitcoin() => format!("Bitcoin is counted in whole satoshi; {shown} has {given} decimals."),
        0 => format!("{currency} has no decimals; {shown} has {given}."),
        allowed => format!("{currency} has {allowed} decimals; {shown} has {given}."),
    }
}

fn too_large(negative: bool, currency: Currency) -> String {
    let minor = if negative { i64::MIN } else { i64::MAX };
    let limit = Amount { minor, currency }.decimal();
    format!(
        "That is more than can be recorded. The {} amount is {limit}.",
        if negative { "smallest" } else { "largest" }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::tests::{amount, currency_of};
    use proptest::prelude::*;

    fn minor(text: &str, code: &str) -> Result<i64, String> {
        Amount::parse_decimal(text, currency_of(code)).map(|amount| amount.minor)
    }

    fn refusal(text: &str, code: &str) -> String {
        minor(text, code).expect_err("should be refused")
    }

    #[test]
    fn decimals_are_read_exactly() {
        assert_eq!(minor("29.33", "EUR"), Ok(2_933));
        assert_eq!(minor(" 29 ", "EUR"), Ok(2_900));
        assert_eq!(minor("-4.5", "EUR"), Ok(-450));
        assert_eq!(minor("−4.50", "EUR"), Ok(-450));
        assert_eq!(minor(".5", "EUR"), Ok(50));
        assert_eq!(minor("0.001", "KWD"), Ok(1));
        assert_eq!(minor("1200", "JPY"), Ok(1_200));
        assert_eq!(minor("184000", "BTC"), Ok(184_000));
        assert_eq!(minor("000000000000000000000000000000029.33", "EUR"), Ok(2_933));
    }

    #[test]
    fn a_refusal_says_what_would_be_right() {
        assert_eq!(refusal("29.333", "EUR"), "EUR has 2 decimals; 29.333 has 3.");
        assert_eq!(refusal("29.5", "JPY"), "JPY has no decimals; 29.5 has 1.");
        assert!(refusal("0.00184", "BTC").contains("whole satoshi"));
        assert_eq!(refusal("29.", "EUR"), "There is nothing after the point. Write 29.");
        assert_eq!(refusal("", "EUR"), "Enter an amount, such as 29.33.");
        assert!(refusal("€29.33", "EUR").starts_with("\"€29.33\" is not an amount."));
        assert!(refusal("1e5", "EUR").contains("is not an amount"));
        assert!(refusal("--5", "EUR").contains("is not an amount"));
        assert!(refusal("1.2.3", "EUR").contains("is not an amount"));
        assert!(refusal("99999999999999999999", "EUR").contains("92233720368547758.07"));
        assert_eq!(minor("-92233720368547758.08", "EUR"), Ok(i64::MIN));
    }

    #[test]
    fn commas_are_refused_with_what_was_meant() {
        assert!(refusal("1,234.50", "EUR").starts_with("Write 1234.50:"));
        assert!(refusal("1.234,50", "EUR").starts_with("Write 1234.50:"));
        assert!(refusal("29,33", "EUR").starts_with("Write 29.33:"));
        assert!(refusal("1,234,567", "EUR").starts_with("Write 1234567,"));
        assert!(refusal("1,234", "EUR").starts_with("Write 1234 without the comma, or 1.234"));
        assert!(refusal(",", "EUR").contains("is not an amount"));
    }

    #[test]
    fn machines_read_unit_and_decimals() {
        assert_eq!(Amount { minor: 421_680, currency: currency_of("EUR") }.machine(), "EUR 4216.80");
        assert_eq!(Amount { minor: -5, currency: currency_of("EUR") }.machine(), "EUR -0.05");
        assert_eq!(Amount { minor: 184_000, currency: Currency::BTC }.machine(), "SAT 184000");
    }

    proptest! {
        #[test]
        fn decimal_text_reads_back(amount in amount()) {
            prop_assert_eq!(Amount::parse_decimal(&amount.decimal(), amount.currency), Ok(amount));
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9.,+−e -]{0,30}", other in any::<String>()) {
            for text in [text, other] {
                for code in ["EUR", "JPY", "KWD", "BTC"] {
                    if let Err(message) = Amount::parse_decimal(&text, currency_of(code)) {
                        prop_assert!(message.ends_with('.'));
                    }
                }
            }
        }
    }
}
