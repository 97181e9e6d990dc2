//! Amounts as each language writes them, digit for digit: nothing is computed.

use clientele_domain::money::{Amount, Currency, MoneyParts};
use leptos::prelude::*;

use super::texts::Tongue;

/// An amount as the language writes it: `€1,234.50`, `1.234,50 €`.
pub fn amount(tongue: Tongue, amount: Amount) -> String {
    let (text, small, unit) = pieces(tongue, amount);
    whole(tongue, &format!("{text}{small}{unit}"))
}

/// A rate of the form `96000.5 EUR/BTC` as the language writes it: `1 BTC = €96,000.50`. What the currency has no place
/// for is left off. None when it is no rate.
pub fn rate(tongue: Tongue, rate: &str) -> Option<String> {
    let (figure, pair) = rate.split_once(' ')?;
    let currency: Currency = pair.strip_suffix("/BTC")?.parse().ok()?;
    let (whole, rest) = figure.split_once('.').unwrap_or((figure, ""));
    let places = currency.exponent() as usize;
    let rest: String = rest.chars().take(places).collect();
    let figure = if rest.is_empty() { whole.to_owned() } else { format!("{whole}.{rest}") };
    let price = Amount::parse_decimal(&figure, currency).ok()?;
    Some(format!("1 BTC = {}", amount(tongue, price)))
}

/// Before the minor units, the minor units, and what stands behind them.
fn pieces(tongue: Tongue, amount: Amount) -> (String, String, String) {
    let MoneyParts { sign, symbol, major, minor, unit } = amount.parts();
    match tongue {
        Tongue::English => (format!("{sign}{symbol}{major}"), minor, unit.to_owned()),
        Tongue::German => {
            let unit = if symbol.is_empty() { unit.trim() } else { symbol.trim() };
            (format!("{sign}{}", major.replace(',', ".")), minor.replace('.', ","), format!("\u{a0}{unit}"))
        }
        Tongue::Arabic => {
            let unit = if symbol.is_empty() { unit.trim() } else { symbol.trim() };
            (format!("{sign}{major}"), minor, format!("\u{a0}{unit}"))
        }
    }
}

/// Among letters that run from right to left, the pieces of an amount keep their order in an isolate.
fn whole(tongue: Tongue, text: &str) -> String {
    if tongue.direction() == "rtl" { format!("\u{2066}{text}\u{2069}") } else { text.to_owned() }
}

/// An amount with the same for machines. A `headline` sets the minor units smaller.
#[component]
pub fn Money(tongue: Tongue, amount: Amount, #[prop(optional)] headline: bool) -> impl IntoView {
    let (text, small, unit) = pieces(tongue, amount);
    let shown = match headline {
        true => {
            let small = format!("{small}{unit}");
            view! { {text} {(!small.is_empty()).then(|| view! { <small>{small}</small> })} }.into_any()
        }
        false => format!("{text}{small}{unit}").into_any(),
    };
    view! {
        <data class="money" dir="ltr" value=amount.machine()>
            {shown}
        </data>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(tongue: Tongue, minor: i64, code: &str) -> String {
        amount(tongue, Amount { minor, currency: code.parse().expect("a currency") })
    }

    #[test]
    fn each_language_has_its_own_form() {
        assert_eq!(written(Tongue::English, 123_450, "EUR"), "€1,234.50");
        assert_eq!(written(Tongue::German, 123_450, "EUR"), "1.234,50\u{a0}€");
        assert_eq!(written(Tongue::German, -5, "CHF"), "−0,05\u{a0}CHF");
        assert_eq!(written(Tongue::German, 1_234_567, "JPY"), "1.234.567\u{a0}¥");
        assert_eq!(written(Tongue::German, 184_000, "BTC"), "184.000\u{a0}sats");
        assert_eq!(written(Tongue::Arabic, 123_450, "EUR"), "\u{2066}1,234.50\u{a0}€\u{2069}");
        assert_eq!(written(Tongue::English, 1_234_567, "KWD"), "KWD 1,234.567");
    }

    #[test]
    fn a_rate_reads_like_other_money() {
        assert_eq!(rate(Tongue::English, "96000 EUR/BTC").as_deref(), Some("1 BTC = €96,000.00"));
        assert_eq!(rate(Tongue::German, "95123.4567 EUR/BTC").as_deref(), Some("1 BTC = 95.123,45\u{a0}€"));
        assert_eq!(rate(Tongue::English, "14000000.9 JPY/BTC").as_deref(), Some("1 BTC = ¥14,000,000"));
        for none in ["", "dear", "96000 EUR/USD", "x EUR/BTC"] {
            assert_eq!(rate(Tongue::English, none), None, "{none}");
        }
    }
}
