//! Currencies that money can be in: those of ISO 4217, also former ones that old payments were made in, and bitcoin.

use std::str::FromStr;
use std::sync::LazyLock;

use iso_currency::Currency as Iso;

use super::fold::fold;
use super::nearest::nearest;
use super::text::{quoted, trim};
use crate::money::Currency;

/// Where the table's name is not the one people know.
const NAMES: &[(&str, &str)] = &[
    ("BTC", "Bitcoin"),
    ("BOB", "Bolivian boliviano"),
    ("CLF", "Chilean unit of account (UF)"),
    ("CNY", "Chinese yuan"),
    ("COU", "Colombian unit of real value"),
    ("MXV", "Mexican investment unit (UDI)"),
    ("SEK", "Swedish krona"),
    ("USD", "US dollar"),
    ("USN", "US dollar (next day)"),
    ("UYI", "Uruguayan peso in indexed units"),
    ("UYW", "Uruguayan unit of account (UP)"),
    ("VED", "Venezuelan digital bolívar"),
    ("VES", "Venezuelan bolívar"),
    ("XAF", "Central African CFA franc"),
    ("XCG", "Caribbean guilder"),
    ("XOF", "West African CFA franc"),
    ("XPF", "CFP franc"),
    ("ZWG", "Zimbabwe gold"),
];

/// What people write instead of a code.
const ALSO: &[(&str, &str)] = &[
    ("EUR", "€"),
    ("EUR", "euros"),
    ("USD", "$"),
    ("USD", "dollar"),
    ("USD", "dollars"),
    ("USD", "us$"),
    ("GBP", "£"),
    ("GBP", "pound"),
    ("GBP", "pounds"),
    ("GBP", "sterling"),
    ("JPY", "¥"),
    ("JPY", "yen"),
    ("CNY", "rmb"),
    ("CNY", "yuan"),
    ("INR", "₹"),
    ("INR", "rupee"),
    ("GHS", "cedi"),
    ("NGN", "naira"),
    ("CHF", "franc"),
    ("BTC", "₿"),
    ("BTC", "xbt"),
    ("BTC", "sat"),
    ("BTC", "sats"),
    ("BTC", "satoshi"),
];

/// Codes that many people mean, tried first when one is mistyped.
const FREQUENT: &[&str] =
    &["EUR", "USD", "GBP", "JPY", "CHF", "CAD", "AUD", "INR", "CNY", "BRL", "NGN", "KES", "GHS", "ZAR"];

struct Known {
    currency: Currency,
    name: String,
    /// In use today, and not only between banks.
    current: bool,
}

/// Every currency, sorted by code.
static KNOWN: LazyLock<Vec<Known>> = LazyLock::new(|| {
    let codes =
        ('A'..='Z').flat_map(|a| ('A'..='Z').flat_map(move |b| ('A'..='Z').map(move |c| [a, b, c].iter().collect())));
    codes.filter_map(|code: String| known(&code)).collect()
});

fn known(code: &str) -> Option<Known> {
    let currency = Currency::from_str(code).ok()?;
    let iso = Iso::from_code(code);
    // Metals, test codes and the like have no minor unit, so no amount can be in them.
    if !currency.is_bitcoin() && iso.and_then(Iso::exponent).is_none() {
        return None;
    }
    let named = NAMES.iter().find(|(known, _)| *known == code).map(|(_, name)| (*name).to_owned());
    let name = named.or_else(|| iso.map(|iso| iso.name().to_owned()))?;
    // The table lists the everyday bolívar as followed by its digital name, which it exists beside.
    let current = code == "VES" || iso.is_none_or(|iso| iso.flags().is_empty());
    Some(Known { currency, name, current })
}

/// The currencies in use today as code and name, sorted by code, for selects.
pub fn currencies() -> impl Iterator<Item = (&'static str, &'static str)> {
    KNOWN.iter().filter(|known| known.current).map(|known| (known.currency.code(), known.name.as_str()))
}

/// The English name of a currency: `Euro`, `US dollar`, `Bitcoin`. One that is not known is called by its code.
pub fn currency_name(currency: Currency) -> String {
    let known = KNOWN.iter().find(|known| known.currency == currency);
    known.map_or_else(|| currency.code().to_owned(), |known| known.name.clone())
}

/// A currency by its code, in any case.
pub fn currency(text: &str) -> Result<Currency, String> {
    let text = trim(text);
    if let Some(known) =
        Currency::from_str(text).ok().and_then(|code| KNOWN.iter().find(|known| known.currency == code))
    {
        return Ok(known.currency);
    }
    Err(match meant(text) {
        Some(known) => {
            format!("{} is no currency code. Did you mean {} ({})?", quoted(text), known.currency, known.name)
        }
        None => format!("{} is no currency code. Write one of three letters, such as EUR, or BTC.", quoted(text)),
    })
}

/// The currency that is meant, by a word or a name, or by a code with one slip.
fn meant(text: &str) -> Option<&'static Known> {
    let word = fold(text);
    if let Some((code, _)) = ALSO.iter().find(|(_, also)| fold(also) == word) {
        return by_code(code);
    }
    if text.chars().count() <= 4 {
        let codes = FREQUENT.iter().copied().chain(currencies().map(|(code, _)| code));
        return nearest(text, codes).and_then(by_code);
    }
    let names: Vec<String> = KNOWN.iter().map(|known| fold(&known.name)).collect();
    let name = nearest(&word, names.iter().map(String::as_str))?;
    KNOWN.iter().find(|known| fold(&known.name) == name)
}

fn by_code(code: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.currency.code() == code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn codes_in_any_case() {
        for (text, code) in [("eur", "EUR"), (" USD ", "USD"), ("btc", "BTC"), ("HRK", "HRK"), ("VES", "VES")] {
            assert_eq!(currency(text).map(|currency| currency.to_string()), Ok(code.to_owned()));
        }
    }

    #[test]
    fn a_refusal_names_what_was_meant() {
        let cases = [
            ("EURO", "Did you mean EUR (Euro)?"),
            ("€", "Did you mean EUR (Euro)?"),
            ("sats", "Did you mean BTC (Bitcoin)?"),
            ("dollars", "Did you mean USD (US dollar)?"),
            ("Swiss frank", "Did you mean CHF (Swiss franc)?"),
            ("UDS", "Did you mean USD (US dollar)?"),
            ("blue whales", "Write one of three letters, such as EUR, or BTC."),
        ];
        for (text, expected) in cases {
            let message = currency(text).expect_err(text);
            assert!(message.ends_with(expected), "{text}: {message}");
        }
        assert!(["XAU", "XTS", "XXX"].into_iter().all(|code| currency(code).is_err()));
    }

    #[test]
    fn names_are_those_people_know() {
        let name = |code: &str| currency(code).map(currency_name);

        assert_eq!(name("EUR"), Ok("Euro".to_owned()));
        assert_eq!(name("USD"), Ok("US dollar".to_owned()));
        assert_eq!(name("BTC"), Ok("Bitcoin".to_owned()));
        assert!(currencies().any(|(code, name)| (code, name) == ("BTC", "Bitcoin")));
        assert!(!currencies().any(|(code, _)| code == "HRK"));
        assert!(currencies().is_sorted());
        assert!(FREQUENT.iter().chain(NAMES.iter().map(|(code, _)| code)).all(|code| by_code(code).is_some()));
    }

    #[test]
    fn the_small_table_of_decimals_agrees_with_the_standard() {
        for known in KNOWN.iter().filter(|known| !known.currency.is_bitcoin()) {
            let standard = Iso::from_code(known.currency.code()).and_then(Iso::exponent).map(u32::from);
            assert_eq!(Some(known.currency.exponent()), standard, "{}", known.currency);
        }
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer(text: String, code in "[A-Z]{3}") {
            for text in [text, code] {
                if let Ok(known) = currency(&text) {
                    prop_assert_eq!(currency(known.code()), Ok(known));
                }
            }
        }
    }
}
