//! What the buyer is asked: in a form, and told of what is there.

use clientele_domain::checkout::{AfterCompletion, CustomField, Field, Terms};
use leptos::prelude::*;

use super::Start;
use crate::components::{CheckField, Fact, KeyValue};

/// The data that a buyer must have given before paying.
#[component]
pub fn WhatItAsks(start: Start) -> impl IntoView {
    const DATA: [(&str, &str); 5] = [
        ("email", "Email"),
        ("name", "Full name"),
        ("phone", "Phone number"),
        ("address", "Billing address"),
        ("shipping", "Shipping address"),
    ];
    let boxes = DATA
        .into_iter()
        .map(|(value, label)| {
            let checked = start.ticked("require", value, value == "email");
            view! { <CheckField name="require" value label checked /> }
        })
        .collect_view();
    let wrong = start.message("require_customer_data");
    view! {
        <fieldset class="stack" data-gap="2">
            <legend>"What the buyer must tell"</legend>
            <p class="hint">"What you know already is not asked again."</p>
            <div class="fields">{boxes}</div>
            {wrong.map(|message| view! { <p class="error" data-tone="bad">{message}</p> })}
        </fieldset>
    }
}

/// What these terms ask, and what follows.
#[component]
pub fn AskedOf(terms: Terms) -> impl IntoView {
    let questions = terms.custom_fields.iter().map(question).collect::<Vec<_>>().join("; ");
    let after = match &terms.after {
        AfterCompletion::Redirect(url) => format!("The buyer is sent to {url}"),
        AfterCompletion::Message(text) if text.is_empty() => "The buyer is thanked in our words.".to_owned(),
        AfterCompletion::Message(text) => format!("The buyer reads: {text}"),
    };
    let required = required(&terms);
    view! {
        <KeyValue>
            <Fact name="Data">
                <span>{required}</span>
            </Fact>
            <Fact name="Your questions">
                <span dir="auto">{if questions.is_empty() { "None".to_owned() } else { questions }}</span>
            </Fact>
            <Fact name="Button">
                <span>{terms.submit_type.label()}</span>
            </Fact>
            <Fact name="After payment">
                <span dir="auto">{after}</span>
            </Fact>
        </KeyValue>
    }
}

/// What must be known, in words.
fn required(terms: &Terms) -> String {
    let collect = terms.collect;
    let mut asked: Vec<String> = match &terms.required {
        None if collect.email => vec!["email".to_owned()],
        None => Vec::new(),
        Some(names) => names.iter().map(|name| word(&Field::named(name))).collect(),
    };
    let toggled = [
        (collect.name, "name"),
        (collect.phone, "phone"),
        (collect.billing_address, "billing address"),
        (collect.shipping_address, "shipping address"),
    ];
    for (on, word) in toggled {
        if on && !asked.iter().any(|known| known == word) {
            asked.push(word.to_owned());
        }
    }
    if asked.is_empty() { "Nothing".to_owned() } else { asked.join(", ") }
}

fn word(field: &Field) -> String {
    match field {
        Field::Address => "billing address".to_owned(),
        Field::Shipping => "shipping address".to_owned(),
        other => other.name().to_owned(),
    }
}

/// `Size (dropdown, optional)`
fn question(field: &CustomField) -> String {
    let optional = if field.optional { ", optional" } else { "" };
    format!("{} ({}{optional})", field.label, field.kind.label().to_lowercase())
}
