//! A row of a file of payments.

use super::Layout;
use super::row::Values;
use crate::customer::CustomerFields;
use crate::id::CustomerId;
use crate::money::Amount;
use crate::payment::{Method, MethodKind, PaymentStatus, Source};
use crate::rules;
use crate::time::Timestamp;
use crate::violation::Violation;

/// A payment as a row tells it, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    /// Who paid, by Clientele's own id.
    pub customer: Option<CustomerId>,
    /// Who paid, by what else the row tells: external id, email, name, phone.
    pub payer: CustomerFields,
    /// How much.
    pub amount: Amount,
    /// How much of it was given back, in minor units.
    pub refunded: i64,
    /// Where it stands; whether it was refunded follows from `refunded`.
    pub status: PaymentStatus,
    /// What with.
    pub method: Method,
    /// Where it came from.
    pub source: Source,
    /// The link's, product's or shop's name.
    pub source_description: String,
    /// The order's number.
    pub order_number: String,
    /// What was bought.
    pub description: String,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
    /// When it happened, if the row tells.
    pub occurred_at: Option<Timestamp>,
}

/// More than anybody ever paid, and little enough that the sum of a customer's payments can be counted.
const LARGEST: i64 = 1_000_000_000_000_000;

/// The longest text of a field that is shown in one line.
const LONGEST: usize = 200;

/// Whether it takes other fields to judge this one.
pub(super) fn depends(field: &str) -> bool {
    matches!(field, "amount" | "amount_decimal" | "refunded" | "status" | "brand" | "last4" | "external_id")
}

impl Layout {
    /// What a row says of a payment. Moments after `latest` are refused.
    ///
    /// Errors: everything that is wrong with the row, each with its field.
    pub fn payment(&self, cells: &[String], latest: Timestamp) -> Result<PaymentRow, Vec<Violation>> {
        let values = self.values(cells).map_err(|violation| vec![violation])?;
        let mut found = Vec::new();
        let (customer, payer) = payer(&values, &mut found);
        let amount = amount(&values, &mut found);
        let (status, refunded) = outcome(&values, amount, &mut found);
        let method = method(&values, &mut found);
        let source = word(&values, "source", Source::ALL, Source::as_str, Source::Api, &mut found);
        let mut line = |field: &str| line(&values, field, &mut found);
        let (source_description, order_number) = (line("source_description"), line("order_number"));
        let description = line("description");
        let metadata = rules::metadata(&values.metadata()).unwrap_or_else(|violations| {
            found.extend(violations);
            Vec::new()
        });
        let occurred_at = values.moment("occurred_at", latest).unwrap_or_else(|violation| {
            found.push(violation);
            None
        });
        if occurred_at.is_none() && self.gives("occurred_at") && values.get("occurred_at").is_none() {
            found.push(Violation::new("occurred_at", "Say when it was paid, such as 2026-01-31."));
        }
        match amount {
            Some(amount) if found.is_empty() => Ok(PaymentRow {
                customer,
                payer,
                amount,
                refunded,
                status,
                method,
                source,
                source_description,
                order_number,
                description,
                metadata,
                occurred_at,
            }),
            _ => Err(found),
        }
    }
}

/// Who paid, by id or by what else is told.
fn payer(values: &Values<'_>, found: &mut Vec<Violation>) -> (Option<CustomerId>, CustomerFields) {
    let customer = values.get("customer_id").and_then(|text| {
        let id = text.parse().ok();
        if id.is_none() {
            let message = "This is no id of a customer. One begins with cus_ and 26 letters and digits follow.";
            found.push(Violation::new("customer_id", message));
        }
        id
    });
    let draft = values.customer();
    let payer = rules::check(&draft).unwrap_or_else(|violations| {
        found.extend(violations);
        CustomerFields::default()
    });
    if values.get("customer_id").is_none() && rules::required_identity(&draft).is_err() {
        let message = "Say who paid, by external_id, email, customer_id, name or phone.";
        found.push(Violation::new("external_id", message));
    }
    (customer, payer)
}

/// How much was paid; when that can't be told, `found` says why.
fn amount(values: &Values<'_>, found: &mut Vec<Violation>) -> Option<Amount> {
    let currency = match values.get("currency").map(rules::currency) {
        Some(Ok(currency)) => Some(currency),
        Some(Err(message)) => {
            found.push(Violation::new("currency", message));
            None
        }
        None => {
            found.push(Violation::new("currency", "Say in which currency, such as EUR."));
            None
        }
    };
    let (field, read) = match (values.get("amount"), values.get("amount_decimal")) {
        (Some(text), _) => ("amount", minor(text).map(|minor| currency.map(|currency| Amount { minor, currency }))),
        (None, Some(text)) => {
            ("amount_decimal", currency.map(|currency| Amount::parse_decimal(text, currency)).transpose())
        }
        (None, None) => ("amount", Err("Say how much was paid.".to_owned())),
    };
    let judged = read.and_then(|amount| match amount.map_or(0, |amount| amount.minor) {
        i64::MIN..0 => Err("A payment can't be negative. Give money that went back as refunded.".to_owned()),
        0..=LARGEST => Ok(amount),
        _ => Err("That is more than can be recorded.".to_owned()),
    });
    judged.unwrap_or_else(|message| {
        found.push(Violation::new(field, message));
        None
    })
}

fn minor(text: &str) -> Result<i64, String> {
    text.parse().map_err(|_| match text.contains(['.', ',']) {
        true => "This is in minor units, such as 2933 for 29.33. Call the column amount_decimal if it has decimals."
            .to_owned(),
        false => "Write a whole number of minor units, such as 2933 for 29.33.".to_owned(),
    })
}

/// Where the payment stands and how much was given back; the two must agree, and fit the amount if that can be told.
fn outcome(values: &Values<'_>, amount: Option<Amount>, found: &mut Vec<Violation>) -> (PaymentStatus, i64) {
    use PaymentStatus::{Failed, PartiallyRefunded, Pending, Refunded, Succeeded};
    let status = word(values, "status", PaymentStatus::ALL, PaymentStatus::as_str, Succeeded, found);
    let told = values.get("refunded").map(minor).transpose();
    let whole = amount.map_or(0, |amount| amount.minor);
    let (refunded, wrong) = match (told, amount) {
        (Err(message), _) => (0, Some(message)),
        (Ok(_), None) => (0, None),
        (Ok(told), Some(_)) => match (status, told.unwrap_or(if status == Refunded { whole } else { 0 })) {
            (_, refunded) if !(0..=whole).contains(&refunded) => {
                (refunded, Some(format!("Between 0 and {whole} can have been given back.")))
            }
            (Pending | Failed, refunded) if refunded > 0 => {
                (refunded, Some(format!("A payment that is {} can't have been given back.", status.as_str())))
            }
            (Refunded, refunded) if refunded < whole => {
                (refunded, Some(format!("The status is refunded, but {refunded} of {whole} was given back.")))
            }
            (PartiallyRefunded, 0) => (0, Some("Say how much was given back, in minor units.".to_owned())),
            (_, refunded) => (refunded, None),
        },
    };
    found.extend(wrong.map(|message| Violation::new("refunded", message)));
    (status, refunded)
}

/// What was paid with. Card numbers are never kept, so a whole one is refused.
fn method(values: &Values<'_>, found: &mut Vec<Violation>) -> Method {
    let (brand, last4) = (values.text("brand").to_lowercase(), values.text("last4"));
    let usual = if brand.is_empty() && last4.is_empty() { MethodKind::Other } else { MethodKind::Card };
    let kind = word(values, "method", MethodKind::ALL, MethodKind::as_str, usual, found);
    let four_digits = last4.len() == 4 && last4.bytes().all(|byte| byte.is_ascii_digit());
    if !last4.is_empty() && !four_digits {
        let message = "Give the last four digits of the card and nothing else; whole card numbers are never kept.";
        found.push(Violation::new("last4", message));
    }
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-');
    if brand.chars().count() > 40 || !brand.chars().all(plain) {
        found.push(Violation::new("brand", "Give the brand of the card in a word, such as visa."));
    }
    if kind != MethodKind::Card {
        for (field, text) in [("brand", &brand), ("last4", &last4)] {
            if !text.is_empty() {
                found.push(Violation::new(field, "Only a card has this. Leave it empty, or give card as the method."));
            }
        }
    }
    Method { brand, last4, ..Method::of(kind) }
}

/// One of a few words, in any case; `usual` when none is given.
fn word<T: Copy>(
    values: &Values<'_>,
    field: &str,
    all: &[T],
    name: fn(T) -> &'static str,
    usual: T,
    found: &mut Vec<Violation>,
) -> T {
    let Some(text) = values.get(field) else { return usual };
    let meant = text.to_lowercase().replace([' ', '-'], "_");
    all.iter().copied().find(|value| name(*value) == meant).unwrap_or_else(|| {
        let names: Vec<&str> = all.iter().map(|value| name(*value)).collect();
        found.push(Violation::new(field, format!("Write one of {}.", names.join(", "))));
        usual
    })
}

/// A text that is shown in one line.
fn line(values: &Values<'_>, field: &str, found: &mut Vec<Violation>) -> String {
    let text = values.text(field);
    if text.chars().any(char::is_control) {
        found.push(Violation::new(
            field,
            "There is a line break or another control character in it. Write it in one line.",
        ));
    } else if text.chars().count() > LONGEST {
        found.push(Violation::new(field, format!("Write at most {LONGEST} characters.")));
    }
    text
}
