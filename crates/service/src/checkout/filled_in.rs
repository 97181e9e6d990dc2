//! What a buyer filled in, and what of it counts.

use clientele_domain::card::CardDraft;
use clientele_domain::checkout::{Answer, Asked, CustomField, Field, Form, NoAnswer, Session, buyer, missing_parts};
use clientele_domain::customer::{Address, CustomerFields};
use clientele_domain::id::SavedCardId;
use clientele_domain::payment::MethodKind;
use clientele_domain::rules;
use clientele_domain::violation::Violation;

use crate::error::{Error, Result};

/// A form as it was sent.
#[derive(Debug, Clone, Default)]
pub struct Submission {
    /// What was typed; answers to what is required by other names are metadata, as plain text.
    pub fields: CustomerFields,
    /// Answers to the custom fields, by key.
    pub answers: Vec<(String, String)>,
    /// What to pay with.
    pub method: Option<MethodKind>,
    /// The card.
    pub card: CardDraft,
    /// A card that is kept, instead.
    pub saved: Option<SavedCardId>,
    /// Browser and system of the buyer, such as `Firefox on Windows`; empty when they are not known.
    pub device: String,
}

/// No text that is kept of a form is longer, in characters.
const LONGEST: usize = 500;

impl Submission {
    /// What of it is kept, wrong or not: the fields that the form has, at a length that can be kept.
    pub(super) fn kept(&self, session: &Session, form: &Form) -> (CustomerFields, Vec<(String, String)>) {
        let short = |text: &str| text.chars().take(LONGEST).collect::<String>();
        let place = |address: &Address| Address {
            name: short(&address.name),
            country: short(&address.country),
            state: short(&address.state),
            city: short(&address.city),
            line1: short(&address.line1),
            line2: short(&address.line2),
            postal_code: short(&address.postal_code),
        };
        let taken = form.taken(&self.fields);
        let fields = CustomerFields {
            name: short(&taken.name),
            email: short(&taken.email),
            phone: short(&taken.phone),
            address: place(&taken.address),
            shipping: place(&taken.shipping),
            metadata: taken.metadata.iter().map(|(key, text)| (key.clone(), short(text))).collect(),
            ..taken
        };
        let answer = |field: &CustomField| {
            let typed = self.answers.iter().find(|(key, _)| *key == field.key)?;
            Some((field.key.clone(), short(&typed.1)))
        };
        (fields, session.terms.custom_fields.iter().filter_map(answer).collect())
    }
}

/// What a session's form was filled in with, checked: the fields, with the answers among the metadata.
///
/// Errors: `Invalid` with everything that is wrong or missing.
pub(super) fn checked(session: &Session, form: &Form) -> Result<CustomerFields> {
    let mut wrong = Vec::new();
    let fields = fields(form, &session.typed, &mut wrong);
    let answers = answers(session, &mut wrong);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let mut fields = fields;
    fields.metadata.retain(|(key, _)| !answers.iter().any(|(answered, _)| answered == key));
    fields.metadata.extend(answers);
    // With what the merchant's server told, all of it must still be a record.
    let told = buyer(session, &fields).told;
    rules::check(&told).map_err(Error::Invalid)?;
    Ok(fields)
}

fn fields(form: &Form, typed: &CustomerFields, wrong: &mut Vec<Violation>) -> CustomerFields {
    let taken = form.taken(typed);
    // A phone number without its country's code is one of the country that the buyer lives in.
    let country = [&taken.address.country, &taken.shipping.country, &form.known.address.country]
        .into_iter()
        .find(|country| !country.is_empty());
    let lent = taken.address.is_empty();
    let address = match country {
        Some(country) if lent => Address { country: country.clone(), ..Address::default() },
        _ => taken.address.clone(),
    };
    let others: Vec<(String, String)> =
        taken.metadata.iter().filter(|(_, text)| !text.trim().is_empty()).map(as_text).collect();
    let checked = rules::check(&CustomerFields { address, metadata: others, ..taken.clone() });
    for asked in form.asked.iter().filter(|asked| !asked.locked) {
        missing(asked, &taken, wrong);
    }
    match checked {
        Ok(fields) if lent => CustomerFields { address: Address::default(), ..fields },
        Ok(fields) => fields,
        Err(violations) => {
            wrong.extend(violations);
            CustomerFields::default()
        }
    }
}

/// A text as the metadata keeps it: a string, whatever it reads like.
fn as_text((key, text): &(String, String)) -> (String, String) {
    (key.clone(), serde_json::Value::from(text.trim()).to_string())
}

/// What has to be there and is not.
fn missing(asked: &Asked, taken: &CustomerFields, wrong: &mut Vec<Violation>) {
    let blank = |text: &str| text.trim().is_empty();
    let mut note = |field: String, message: &str| wrong.push(Violation::missing(field, message));
    match &asked.field {
        Field::Email if blank(&taken.email) => note("email".into(), "Enter your email address."),
        Field::Name if blank(&taken.name) => note("name".into(), "Enter your full name."),
        Field::Phone if blank(&taken.phone) => note("phone".into(), "Enter your phone number."),
        Field::Address | Field::Shipping => {
            let address = if asked.field == Field::Address { &taken.address } else { &taken.shipping };
            let place = asked.field.name();
            if blank(&address.country) {
                note(format!("{place}.country"), "Choose the country.");
            }
            for part in missing_parts(address) {
                note(format!("{place}.{}", part.part.name()), "Nothing arrives without this part of the address.");
            }
        }
        Field::Other(key) if taken.metadata.iter().all(|(known, text)| known != key || blank(text)) => {
            note(format!("metadata.{key}"), "Fill this in.");
        }
        _ => {}
    }
}

fn answers(session: &Session, wrong: &mut Vec<Violation>) -> Vec<(String, String)> {
    let mut answers = Vec::new();
    for field in &session.terms.custom_fields {
        let typed = session.answers.iter().find(|(key, _)| *key == field.key).map_or("", |(_, text)| text);
        let path = format!("custom_fields.{}", field.key);
        match field.answer(typed) {
            Ok(None) => {}
            Ok(Some(Answer::Text(text))) => {
                answers.push((field.key.clone(), serde_json::Value::from(text).to_string()))
            }
            Ok(Some(Answer::Ticked(ticked))) => answers.push((field.key.clone(), ticked.to_string())),
            Err(NoAnswer::Missing) => wrong.push(Violation::missing(path, "Answer this.")),
            Err(NoAnswer::TooShort(least)) => {
                wrong.push(Violation::new(path, format!("Enter at least {least} characters.")));
            }
            Err(NoAnswer::TooLong(most)) => {
                wrong.push(Violation::new(path, format!("Enter at most {most} characters.")));
            }
            Err(NoAnswer::NoNumber) => wrong.push(Violation::new(path, "Enter a number, in digits.")),
            Err(NoAnswer::NoOption) => wrong.push(Violation::new(path, "Choose one of the options.")),
        }
    }
    answers
}
