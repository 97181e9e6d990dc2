//! The terms of a sale, as people and programs enter them.

mod custom_fields;

use url::Url;

pub use custom_fields::{CustomFieldDraft, custom_fields};

use super::text::{line, quoted, trim};
use super::{currency, metadata};
use crate::checkout::{AfterCompletion, Collect, Field, LineItem, Sale, SubmitType, Terms};
use crate::matching::Creation;
use crate::money::Amount;
use crate::violation::Violation;

/// No price is larger, in minor units, so that sums of a hundred lines still add up.
const MOST: i64 = 1_000_000_000_000;
/// No address is longer.
const LONGEST_URL: usize = 2048;
/// No message is longer, in characters.
const LONGEST_MESSAGE: usize = 500;
/// So many fields can be required by name.
const MOST_REQUIRED: usize = 20;

/// A line as entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LineItemDraft {
    /// Id of the price.
    pub price: String,
    /// How many; one, when not told.
    pub quantity: Option<i64>,
}

/// What follows a completed session, as entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AfterDraft {
    /// Whether the buyer is sent to an address; follows from the others when not told.
    pub redirect: Option<bool>,
    /// Where to.
    pub url: String,
    /// What the buyer reads otherwise.
    pub message: String,
}

/// Terms as entered. Empty text means that nothing was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TermsDraft {
    /// In minor units, with a title; excludes line items.
    pub amount: Option<i64>,
    /// ISO 4217 in any case, or `btc`; with an amount.
    pub currency: String,
    /// What the amount is for.
    pub title: String,
    /// And what that is, in a few words.
    pub description: String,
    /// Prices of the catalogue; excludes an amount.
    pub line_items: Option<Vec<LineItemDraft>>,
    /// Names of fields that must be known.
    pub require_customer_data: Option<Vec<String>>,
    /// What the form asks for.
    pub collect: Collect,
    /// The merchant's own questions.
    pub custom_fields: Vec<CustomFieldDraft>,
    /// When a record of the buyer is made.
    pub customer_creation: Option<Creation>,
    /// What the button says.
    pub submit_type: Option<SubmitType>,
    /// What follows.
    pub after_completion: AfterDraft,
    /// The same, as an address that the buyer is sent to.
    pub success_url: String,
    /// Where the way back leads.
    pub cancel_url: String,
    /// Whether the card is kept.
    pub save_payment_method: bool,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
}

/// Checks terms. Whether the prices exist is for whoever can look.
///
/// Errors: every violation, each with the path of its field.
pub fn terms(draft: &TermsDraft) -> Result<Terms, Vec<Violation>> {
    let mut wrong = Vec::new();
    let sale = noted(&mut wrong, sale(draft));
    let required = noted(&mut wrong, required(draft.require_customer_data.as_deref()));
    let custom_fields = noted(&mut wrong, custom_fields(&draft.custom_fields));
    let after = noted(&mut wrong, after(draft));
    let cancel_url = noted(&mut wrong, address("cancel_url", &draft.cancel_url));
    let metadata = noted(&mut wrong, metadata(&draft.metadata));
    if draft.customer_creation == Some(Creation::Recorded) {
        wrong.push(Violation::new("customer_creation", "This is if_required or always."));
    }
    let all = (sale, required, custom_fields, after, cancel_url, metadata);
    let (Some(sale), Some(required), Some(custom_fields), Some(after), Some(cancel_url), Some(metadata)) = all else {
        return Err(wrong);
    };
    if !wrong.is_empty() {
        return Err(wrong);
    }
    Ok(Terms {
        sale,
        required,
        collect: draft.collect,
        custom_fields,
        customer_creation: draft.customer_creation.unwrap_or_default(),
        submit_type: draft.submit_type.unwrap_or(SubmitType::Pay),
        after,
        cancel_url,
        save_payment_method: draft.save_payment_method,
        metadata,
    })
}

fn noted<T>(wrong: &mut Vec<Violation>, checked: Result<T, Vec<Violation>>) -> Option<T> {
    checked.map_err(|violations| wrong.extend(violations)).ok()
}

fn one<T>(violation: Violation) -> Result<T, Vec<Violation>> {
    Err(vec![violation])
}

fn sale(draft: &TermsDraft) -> Result<Sale, Vec<Violation>> {
    match (&draft.line_items, draft.amount) {
        (Some(_), Some(_)) => one(Violation::new("amount", "Send either line_items or an amount with a title.")),
        (None, None) => {
            let told = "Say what is sold: line_items with prices, or an amount with a currency and a title.";
            one(Violation::missing("line_items", told))
        }
        (Some(items), None) => line_items(items).map(Sale::Items),
        (None, Some(minor)) => titled(draft, minor),
    }
}

fn line_items(items: &[LineItemDraft]) -> Result<Vec<LineItem>, Vec<Violation>> {
    let most = Terms::MOST_LINES;
    if items.is_empty() || items.len() > most {
        return one(Violation::new("line_items", format!("Send 1 to {most} lines.")));
    }
    let mut wrong = Vec::new();
    let mut checked = Vec::new();
    for (place, item) in items.iter().enumerate() {
        let quantity = item.quantity.unwrap_or(1);
        if !(1..=Terms::MOST_OF_ONE).contains(&quantity) {
            let told = format!("Sell at least 1 and at most {}.", Terms::MOST_OF_ONE);
            wrong.push(Violation::new(format!("line_items[{place}].quantity"), told));
        }
        match trim(&item.price).parse() {
            Ok(price) => checked.push(LineItem { price, quantity }),
            Err(_) => {
                let told = "Send the id of a price; it begins with price_.";
                wrong.push(Violation::new(format!("line_items[{place}].price"), told));
            }
        }
    }
    if wrong.is_empty() { Ok(checked) } else { Err(wrong) }
}

fn titled(draft: &TermsDraft, minor: i64) -> Result<Sale, Vec<Violation>> {
    let mut wrong = Vec::new();
    if !(0..=MOST).contains(&minor) {
        let told = format!("Send an amount in minor units, such as 2500 for 25.00: not negative, at most {MOST}.");
        wrong.push(Violation::new("amount", told));
    }
    let text = |field: &str, label: &str, text: &str, most| {
        line(label, text, most).map_err(|message| vec![Violation::new(field, message)])
    };
    let title = noted(&mut wrong, text("title", "The title", &draft.title, 200));
    if title.as_deref() == Some("") {
        wrong.push(Violation::missing("title", "Say what the amount is for, such as Commission, first half."));
    }
    let description = noted(&mut wrong, text("description", "The description", &draft.description, 500));
    let currency = match trim(&draft.currency) {
        "" => {
            wrong.push(Violation::missing("currency", "Send the currency, such as usd."));
            None
        }
        text => currency(text).map_err(|message| wrong.push(Violation::new("currency", message))).ok(),
    };
    match (title, description, currency) {
        (Some(title), Some(description), Some(currency)) if wrong.is_empty() => {
            Ok(Sale::Amount { title, description, amount: Amount { minor, currency } })
        }
        _ => Err(wrong),
    }
}

fn required(names: Option<&[String]>) -> Result<Option<Vec<String>>, Vec<Violation>> {
    let Some(names) = names else { return Ok(None) };
    if names.len() > MOST_REQUIRED {
        return one(Violation::new("require_customer_data", format!("Name at most {MOST_REQUIRED} fields.")));
    }
    let mut wrong = Vec::new();
    for (place, name) in names.iter().enumerate() {
        let field = format!("require_customer_data[{place}]");
        let plain = |c: char| c.is_ascii_alphanumeric() || "_-".contains(c);
        if matches!(Field::named(name), Field::Other(_)) && (name.is_empty() || name.len() > 100) {
            wrong.push(Violation::new(field, "A name has 1 to 100 characters."));
        } else if !name.chars().all(plain) {
            let told =
                format!("A name has only letters (a to z), digits, _ and -; {} has something else.", quoted(name));
            wrong.push(Violation::new(field, told));
        } else if matches!(name.as_str(), "external_id" | "did" | "metadata" | "tags") {
            wrong.push(Violation::new(field, "No buyer can be asked for this. Send it in customer."));
        } else if names[..place].contains(name) {
            wrong.push(Violation::new(field, format!("The name {} is there more than once.", quoted(name))));
        }
    }
    if wrong.is_empty() { Ok(Some(names.to_vec())) } else { Err(wrong) }
}

fn after(draft: &TermsDraft) -> Result<AfterCompletion, Vec<Violation>> {
    let AfterDraft { redirect, url, message } = &draft.after_completion;
    let message = trim(message);
    let field = if trim(url).is_empty() { "success_url" } else { "after_completion.url" };
    let url = address(field, if trim(url).is_empty() { &draft.success_url } else { url })?;
    let wrong = |field: &str, told: &str| one(Violation::new(field, told));
    match redirect {
        _ if !url.is_empty() && !message.is_empty() => {
            wrong("after_completion", "Send the buyer to an address or show a message, not both.")
        }
        Some(true) if url.is_empty() => {
            one(Violation::missing("after_completion.url", "Say where the buyer is sent, such as https://example.com."))
        }
        Some(false) if !url.is_empty() => wrong(field, "A message is shown where the buyer is; leave the address out."),
        _ if message.chars().count() > LONGEST_MESSAGE => {
            wrong("after_completion.message", &format!("Write at most {LONGEST_MESSAGE} characters."))
        }
        _ if message.chars().any(|c| c.is_control() && !"\n\r\t".contains(c)) => {
            wrong("after_completion.message", "There is an invisible control character in it.")
        }
        _ if url.is_empty() => Ok(AfterCompletion::Message(message.to_owned())),
        _ => Ok(AfterCompletion::Redirect(url)),
    }
}

/// An address that a buyer's browser is sent to, as it was written: a place for the session's id may be in it. Empty
/// when nothing was told.
fn address(field: &str, text: &str) -> Result<String, Vec<Violation>> {
    let text = trim(text);
    if text.is_empty() {
        return Ok(String::new());
    }
    let wrong = match Url::parse(text) {
        _ if text.len() > LONGEST_URL => format!("It is {} bytes long; {LONGEST_URL} is the most.", text.len()),
        _ if text.chars().any(|c| c.is_whitespace() || c.is_control()) => "There is a space in it. Take it out.".into(),
        Ok(url) if !matches!(url.scheme(), "https" | "http") => "Begin it with https://.".to_owned(),
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            "Leave name and password out of it: every buyer would see them.".to_owned()
        }
        Ok(_) => return Ok(text.to_owned()),
        Err(_) => "Write a whole address, such as https://example.com/thanks.".to_owned(),
    };
    one(Violation::new(field, wrong))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> TermsDraft {
        TermsDraft { amount: Some(2500), currency: "usd".into(), title: "A print".into(), ..TermsDraft::default() }
    }

    fn fields(draft: &TermsDraft) -> Vec<String> {
        terms(draft).expect_err("refused").into_iter().map(|violation| violation.field).collect()
    }

    #[test]
    fn an_amount_with_a_title_is_enough() {
        let checked = terms(&draft()).expect("terms");

        assert!(matches!(checked.sale, Sale::Amount { amount, .. } if amount.to_string() == "$25.00"));
        assert!(checked.collect.email);
        assert_eq!(checked.after, AfterCompletion::Message(String::new()));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let draft = TermsDraft {
            amount: Some(-1),
            currency: "dollars".into(),
            require_customer_data: Some(vec!["email".into(), "tax id".into(), "email".into(), "external_id".into()]),
            success_url: "javascript:alert(1)".into(),
            cancel_url: "https://eve:secret@example.com".into(),
            ..TermsDraft::default()
        };

        let expected = [
            "amount",
            "title",
            "currency",
            "require_customer_data[1]",
            "require_customer_data[2]",
            "require_customer_data[3]",
            "success_url",
            "cancel_url",
        ];
        assert_eq!(fields(&draft), expected);
    }

    #[test]
    fn items_and_amounts_exclude_each_other_and_one_must_be_there() {
        let items = vec![
            LineItemDraft { price: "price_00000000000000000000000000".into(), quantity: Some(0) },
            LineItemDraft { price: "A print".into(), quantity: None },
        ];
        let both = TermsDraft { line_items: Some(items.clone()), ..draft() };
        let wrong = TermsDraft { line_items: Some(items), ..TermsDraft::default() };

        assert_eq!(fields(&both), ["amount"]);
        assert_eq!(fields(&wrong), ["line_items[0].quantity", "line_items[1].price"]);
        assert_eq!(fields(&TermsDraft::default()), ["line_items"]);
    }

    #[test]
    fn a_place_for_the_id_stays_in_the_address() {
        let url = "https://example.com/order/{CHECKOUT_SESSION_ID}?a=1";
        let checked = terms(&TermsDraft { success_url: url.into(), ..draft() }).expect("terms");

        assert_eq!(checked.after, AfterCompletion::Redirect(url.into()));
    }
}
