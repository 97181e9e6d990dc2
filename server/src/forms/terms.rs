//! The terms of a sale in a form: what payment links and checkouts have in common.

use clientele_domain::checkout::{Collect, CustomFieldKind, SubmitType, Terms};
use clientele_domain::rules::{AfterDraft, CustomFieldDraft, LineItemDraft, TermsDraft};
use clientele_domain::violation::Violation;
use clientele_service::Error;

use super::{Sent, amount};

/// The field for required data that has no box of its own.
const MORE: &str = "require_more";

/// The places of the questions that are asked: those with something in them.
pub(super) fn asked(sent: &Sent) -> Vec<usize> {
    let filled =
        |place: &usize| ["label", "options"].iter().any(|field| !sent.value(&path(*place, field)).trim().is_empty());
    (0..Terms::MOST_CUSTOM_FIELDS).filter(filled).collect()
}

fn path(place: usize, field: &str) -> String {
    format!("custom_fields[{place}].{field}")
}

/// The rules count the questions that are asked; the form has a place for each that could be.
fn placed(violation: Violation, places: &[usize]) -> Violation {
    // Only what was typed can be wrong, not what was ticked.
    if violation.field.starts_with("require_customer_data[") {
        return Violation { field: MORE.to_owned(), ..violation };
    }
    let moved = places.iter().enumerate().find_map(|(number, place)| {
        let rest = violation.field.strip_prefix(&format!("custom_fields[{number}]."))?;
        Some(path(*place, rest))
    });
    Violation { field: moved.unwrap_or(violation.field), ..violation }
}

/// What is wrong as it was typed, and whatever else is wrong.
pub(super) fn with_the_rest(mut wrong: Vec<Violation>, rest: Option<Vec<Violation>>) -> Error {
    let known: Vec<String> = wrong.iter().map(|violation| violation.field.clone()).collect();
    wrong.extend(rest.into_iter().flatten().filter(|violation| !known.contains(&violation.field)));
    Error::Invalid(wrong)
}

/// What is wrong, by the fields of the form.
pub(super) fn at_their_places(error: Error, places: &[usize]) -> Error {
    match error {
        Error::Invalid(violations) => {
            Error::Invalid(violations.into_iter().map(|violation| placed(violation, places)).collect())
        }
        other => other,
    }
}

/// The terms in the form; what is wrong with the amount as it was typed is noted.
pub(super) fn terms(sent: &Sent, places: &[usize], wrong: &mut Vec<Violation>) -> TermsDraft {
    TermsDraft {
        require_customer_data: required(sent),
        collect: collected(sent),
        custom_fields: places.iter().map(|place| question(sent, *place)).collect(),
        submit_type: SubmitType::parse(sent.value("submit_type")),
        after_completion: after(sent),
        ..sale(sent, wrong)
    }
}

/// Terms that were there, with what the form says of them. It has no field for several lines, nor for what only programs
/// set; and a question that is still asked keeps its key, by which programs know the answers.
pub(super) fn over(sent: &Sent, typed: TermsDraft, kept: TermsDraft) -> TermsDraft {
    let key_of = |question: &CustomFieldDraft| {
        let before = kept.custom_fields.iter().find(|before| before.label.trim() == question.label.trim());
        before.map(|before| before.key.clone()).unwrap_or_default()
    };
    let questions = typed.custom_fields.iter();
    let custom_fields =
        questions.map(|question| CustomFieldDraft { key: key_of(question), ..question.clone() }).collect();
    let rest = TermsDraft {
        require_customer_data: typed.require_customer_data,
        custom_fields,
        submit_type: typed.submit_type,
        after_completion: typed.after_completion,
        success_url: String::new(),
        ..kept
    };
    if sent.value("what") == "kept" {
        return rest;
    }
    TermsDraft {
        amount: typed.amount,
        currency: typed.currency,
        title: typed.title,
        description: typed.description,
        line_items: typed.line_items,
        ..rest
    }
}

fn sale(sent: &Sent, wrong: &mut Vec<Violation>) -> TermsDraft {
    if sent.value("what") == "price" {
        let price = sent.value("line_items[0].price").to_owned();
        let quantity = whole(sent.value("line_items[0].quantity"));
        return TermsDraft { line_items: Some(vec![LineItemDraft { price, quantity }]), ..TermsDraft::default() };
    }
    if sent.value("what") == "kept" {
        return TermsDraft::default();
    }
    let currency = sent.value("currency");
    let minor = amount(sent.value("amount"), currency).map(|amount| amount.minor).unwrap_or_else(|violations| {
        wrong.extend(violations);
        0
    });
    TermsDraft {
        amount: Some(minor),
        currency: currency.to_owned(),
        title: sent.value("title").to_owned(),
        description: sent.value("description").to_owned(),
        ..TermsDraft::default()
    }
}

/// What is ticked, and what is named beside. Nothing for an email alone, which is asked for anyway.
fn required(sent: &Sent) -> Option<Vec<String>> {
    let more = sent.value(MORE).split([',', ' ', '\t']).filter(|name| !name.is_empty());
    let names: Vec<String> = sent.values("require").into_iter().chain(more).map(str::to_owned).collect();
    (names != ["email"]).then_some(names)
}

fn collected(sent: &Sent) -> Collect {
    let ticked = sent.values("collect");
    let has = |name: &str| ticked.contains(&name);
    Collect {
        name: has("name"),
        phone: has("phone"),
        billing_address: has("billing_address"),
        shipping_address: has("shipping_address"),
        ..Collect::default()
    }
}

fn question(sent: &Sent, place: usize) -> CustomFieldDraft {
    let text = |field: &str| sent.value(&path(place, field));
    let options = text("options").lines().filter(|line| !line.trim().is_empty());
    CustomFieldDraft {
        label: text("label").to_owned(),
        key: String::new(),
        kind: CustomFieldKind::parse(text("type")),
        optional: text("optional") == "true",
        min_characters: whole(text("min_characters")),
        max_characters: whole(text("max_characters")),
        options: options.map(str::to_owned).collect(),
    }
}

fn after(sent: &Sent) -> AfterDraft {
    let redirect = sent.value("after") == "redirect";
    let (url, message) = (sent.value("after_completion.url"), sent.value("after_completion.message"));
    match redirect {
        true => AfterDraft { redirect: Some(true), url: url.to_owned(), message: String::new() },
        false => AfterDraft { redirect: Some(false), url: String::new(), message: message.to_owned() },
    }
}

/// A number; what is none is one that no rule lets pass.
fn whole(text: &str) -> Option<i64> {
    match text.trim() {
        "" => None,
        text => Some(text.parse().unwrap_or(i64::MIN)),
    }
}
