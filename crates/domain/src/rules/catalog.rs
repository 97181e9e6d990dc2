//! Products, prices and names of links, as people and programs enter them.

use unicode_normalization::UnicodeNormalization;

use super::text::{grouped, line, trim};
use super::{currency, metadata};
use crate::catalog::{Interval, Recurring, repeats};
use crate::money::Amount;
use crate::violation::Violation;

/// A name has at most this many characters: payments carry it, too.
const NAME: usize = 200;
/// A description has at most this many characters.
const DESCRIPTION: usize = 2000;
/// No price is larger, in minor units.
const MOST: i64 = 1_000_000_000_000;
/// A price is charged at least once in so many months.
const LONGEST: i64 = 36;

/// A product as it was entered, or as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductDraft {
    /// As buyers read it.
    pub name: String,
    /// What it is; may be empty.
    pub description: String,
    /// Whether it is sold.
    pub active: bool,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
}

impl Default for ProductDraft {
    fn default() -> Self {
        Self { name: String::new(), description: String::new(), active: true, metadata: Vec::new() }
    }
}

/// A price as it was entered. What is missing is nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PriceDraft {
    /// In minor units.
    pub amount: Option<i64>,
    /// ISO 4217 in any case, or `btc`.
    pub currency: String,
    /// How often, when more than once.
    pub recurring: Option<RecurringDraft>,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
}

/// A price that the rules have passed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedPrice {
    /// How much.
    pub amount: Amount,
    /// How often, when more than once.
    pub recurring: Option<Recurring>,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
}

/// How often, as it was entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecurringDraft {
    /// The interval.
    pub interval: Option<Interval>,
    /// How many of them; one when not told.
    pub count: Option<i64>,
}

/// Checks a product: what comes back is what is stored.
///
/// Errors: everything that is wrong.
pub fn product(draft: &ProductDraft) -> Result<ProductDraft, Vec<Violation>> {
    let mut found = Vec::new();
    let name = named(&mut found, &draft.name);
    let description = paragraphs("The description", &draft.description, DESCRIPTION).unwrap_or_else(|message| {
        found.push(Violation::new("description", message));
        String::new()
    });
    let metadata = kept(&mut found, &draft.metadata);
    if found.is_empty() { Ok(ProductDraft { name, description, active: draft.active, metadata }) } else { Err(found) }
}

/// Checks a price.
///
/// Errors: everything that is wrong.
pub fn price(draft: &PriceDraft) -> Result<CheckedPrice, Vec<Violation>> {
    let mut found = Vec::new();
    let amount = amount_in(draft.amount, &draft.currency, &mut found);
    let recurring = draft.recurring.as_ref().and_then(|draft| recurring(draft, &mut found));
    let metadata = kept(&mut found, &draft.metadata);
    match amount {
        Some(amount) if found.is_empty() => Ok(CheckedPrice { amount, recurring, metadata }),
        _ => Err(found),
    }
}

/// Checks the name of a payment link.
///
/// Errors: a sentence.
pub fn link_name(text: &str) -> Result<String, String> {
    line("The name", text, NAME)
}

fn named(found: &mut Vec<Violation>, text: &str) -> String {
    match line("The name", text, NAME) {
        Ok(name) if name.is_empty() => {
            found.push(Violation::missing("name", "Say what the product is called, such as Gift card."));
        }
        Ok(name) => return name,
        Err(message) => found.push(Violation::new("name", message)),
    }
    String::new()
}

/// Text of several lines, trimmed.
fn paragraphs(label: &str, text: &str, most: usize) -> Result<String, String> {
    let text: String = trim(&text.replace("\r\n", "\n")).nfc().collect();
    if let Some(c) = text.chars().find(|c| c.is_control() && !matches!(c, '\n' | '\t')) {
        return Err(format!("{label} has an invisible control character in it (U+{:04X}).", c as u32));
    }
    match text.chars().count() {
        count if count > most => {
            Err(format!("{label} has {} characters; {} is the most.", grouped(count), grouped(most)))
        }
        _ => Ok(text),
    }
}

fn kept(found: &mut Vec<Violation>, draft: &[(String, String)]) -> Vec<(String, String)> {
    metadata(draft).unwrap_or_else(|violations| {
        found.extend(violations);
        Vec::new()
    })
}

fn amount_in(minor: Option<i64>, code: &str, found: &mut Vec<Violation>) -> Option<Amount> {
    let before = found.len();
    match minor {
        None => found.push(Violation::missing("amount", "Send the amount in minor units, such as 2500 for 25.00.")),
        Some(minor) if minor < 0 => found.push(Violation::new("amount", "An amount can't be negative.")),
        Some(minor) if minor > MOST => {
            found.push(Violation::new("amount", format!("{MOST} is the most, in minor units.")));
        }
        Some(_) => {}
    }
    let currency = match trim(code) {
        "" => Err(Violation::missing("currency", "Send the currency, such as usd.")),
        text => currency(text).map_err(|message| Violation::new("currency", message)),
    };
    let currency = currency.map_err(|violation| found.push(violation)).ok()?;
    if found.len() > before { None } else { Some(Amount { minor: minor?, currency }) }
}

fn recurring(draft: &RecurringDraft, found: &mut Vec<Violation>) -> Option<Recurring> {
    let Some(interval) = draft.interval else {
        let message = "Say how often: month, quarter or year.";
        found.push(Violation::missing("recurring.interval", message));
        return None;
    };
    let recurring = Recurring { interval, count: draft.count.unwrap_or(1) };
    if recurring.count >= 1 && repeats(recurring).is_some_and(|months| months <= LONGEST) {
        return Some(recurring);
    }
    let one = repeats(Recurring { interval, count: 1 }).unwrap_or(1);
    let message = format!("Send 1 to {}: a price is charged at least once in three years.", LONGEST / one);
    found.push(Violation::new("recurring.count", message));
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fields(violations: Vec<Violation>) -> Vec<String> {
        violations.into_iter().map(|violation| violation.field).collect()
    }

    #[test]
    fn everything_wrong_with_a_price_is_told_at_once() {
        let draft = PriceDraft {
            amount: Some(-1),
            currency: "EURO".to_owned(),
            recurring: Some(RecurringDraft { interval: Some(Interval::Year), count: Some(4) }),
            metadata: vec![("a key".to_owned(), "1".to_owned())],
        };
        let found = price(&draft).expect_err("wrong");

        assert!(found.iter().any(|violation| violation.message.contains("Did you mean EUR (Euro)?")), "{found:?}");
        assert!(found.iter().any(|violation| violation.message.starts_with("Send 1 to 3:")), "{found:?}");
        assert_eq!(fields(found), ["amount", "currency", "recurring.count", "metadata.a key"]);
        assert_eq!(fields(price(&PriceDraft::default()).expect_err("nothing")), ["amount", "currency"]);
    }

    #[test]
    fn a_product_has_a_name_of_one_line_and_a_description_of_several() {
        let draft = |name: &str, description: &str| ProductDraft {
            name: name.to_owned(),
            description: description.to_owned(),
            ..ProductDraft::default()
        };
        let checked = product(&draft(" Gift card ", " One line\r\nand another ")).expect("a product");

        assert_eq!((checked.name.as_str(), checked.description.as_str()), ("Gift card", "One line\nand another"));
        assert_eq!(fields(product(&draft("  ", "a\u{0}")).expect_err("wrong")), ["name", "description"]);
        assert!(product(&draft("two\nlines", "")).is_err());
    }

    proptest! {
        #[test]
        fn what_passes_is_charged_at_least_once_in_three_years(place in 0usize..3, count: i64) {
            let interval = Interval::ALL[place];
            let draft = PriceDraft {
                amount: Some(1),
                currency: "eur".to_owned(),
                recurring: Some(RecurringDraft { interval: Some(interval), count: Some(count) }),
                metadata: Vec::new(),
            };
            let fits = count >= 1 && repeats(Recurring { interval, count }).is_some_and(|months| months <= 36);
            prop_assert_eq!(price(&draft).is_ok(), fits);
        }
    }
}
