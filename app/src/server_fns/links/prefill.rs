//! A link as its form shows it: by the names of the fields, as if it had been typed.

use clientele_domain::catalog::{PaymentLink, Price};
use clientele_domain::checkout::{AfterCompletion, CustomField, Sale, Terms};

use crate::posted::Posted;

/// A price in words, for a choice.
pub(super) fn words(price: &Price) -> String {
    format!("{}, {}", price.product_name, price.label())
}

/// The fields of the form that this link fills in.
pub(super) fn form_of(link: &PaymentLink) -> Posted {
    let terms = &link.terms;
    let mut values = vec![("name".to_owned(), link.name.clone())];
    values.extend(sale(&terms.sale));
    values.extend(required(terms));
    for (place, question) in terms.custom_fields.iter().enumerate() {
        values.extend(asked(place, question));
    }
    values.push(("submit_type".to_owned(), terms.submit_type.as_str().to_owned()));
    let (after, field, text) = match &terms.after {
        AfterCompletion::Redirect(url) => ("redirect", "after_completion.url", url),
        AfterCompletion::Message(text) => ("message", "after_completion.message", text),
    };
    values.push(("after".to_owned(), after.to_owned()));
    values.push((field.to_owned(), text.clone()));
    Posted { values, ..Posted::default() }
}

fn sale(sale: &Sale) -> Vec<(String, String)> {
    let pairs = match sale {
        Sale::Amount { title, description, amount } => vec![
            ("what", "amount".to_owned()),
            ("title", title.clone()),
            ("description", description.clone()),
            ("amount", amount.decimal()),
            ("currency", amount.currency.code().to_owned()),
        ],
        Sale::Items(items) => {
            let mut pairs = vec![("what", if items.len() > 1 { "kept" } else { "price" }.to_owned())];
            if let [item] = items.as_slice() {
                pairs.push(("line_items[0].price", item.price.to_string()));
                pairs.push(("line_items[0].quantity", item.quantity.to_string()));
            }
            pairs
        }
    };
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// What has a box is ticked; what has none is named beside.
fn required(terms: &Terms) -> Vec<(String, String)> {
    const BOXES: [&str; 5] = ["email", "name", "phone", "address", "shipping"];
    let usual = if terms.collect.email { vec!["email".to_owned()] } else { Vec::new() };
    let names = terms.required.clone().unwrap_or(usual);
    let (boxes, others): (Vec<String>, Vec<String>) =
        names.into_iter().partition(|name| BOXES.contains(&name.as_str()));
    let mut values: Vec<(String, String)> = boxes.into_iter().map(|name| ("require".to_owned(), name)).collect();
    values.push(("require_more".to_owned(), others.join(", ")));
    values
}

fn asked(place: usize, question: &CustomField) -> Vec<(String, String)> {
    let count = |count: Option<i64>| count.map(|count| count.to_string()).unwrap_or_default();
    let fields = [
        ("label", question.label.clone()),
        ("type", question.kind.as_str().to_owned()),
        ("options", question.options.join("\n")),
        ("min_characters", count(question.min_characters)),
        ("max_characters", count(question.max_characters)),
        ("optional", question.optional.to_string()),
    ];
    fields.into_iter().map(|(field, value)| (format!("custom_fields[{place}].{field}"), value)).collect()
}
