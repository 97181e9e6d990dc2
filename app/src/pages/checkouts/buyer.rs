//! Who a checkout is for: by name, and with all that is known.

use clientele_domain::checkout::Field;
use clientele_domain::id::CustomerId;
use clientele_domain::matching::Match;
use leptos::prelude::*;

use crate::components::{Badge, Fact, KeyValue, Nothing, Tone};
use crate::frame::use_scope;

/// The buyer's name, which leads to the customer once there is one.
#[component]
pub fn BuyerName(
    customer: Option<CustomerId>,
    /// Empty when nothing is known.
    name: String,
) -> impl IntoView {
    let href = customer.map(|id| format!("/{}/customers/{id}", use_scope()));
    match (href, name.is_empty()) {
        (Some(href), false) => view! { <a href=href><bdi>{name}</bdi></a> }.into_any(),
        (Some(href), true) => view! { <a href=href>"Customer"</a> }.into_any(),
        (None, false) => view! { <bdi>{name}</bdi> }.into_any(),
        (None, true) => view! { <span class="muted">"Not known yet"</span> }.into_any(),
    }
}

/// What was told and typed of the buyer, what is missing, and the answers to the merchant's questions.
#[component]
pub fn Buyer(
    /// Fields and values, in words.
    known: Vec<(String, String)>,
    /// Names of fields.
    missing: Vec<String>,
    /// Questions and answers.
    answers: Vec<(String, String)>,
) -> impl IntoView {
    if known.is_empty() && missing.is_empty() && answers.is_empty() {
        return view! { <p class="muted">"Nothing is known of the buyer, and nothing is asked."</p> }.into_any();
    }
    let facts = known
        .into_iter()
        .chain(answers)
        .map(|(name, value)| view! { <Fact name><bdi>{value}</bdi></Fact> })
        .collect_view();
    let missing: Vec<String> = missing.iter().map(|name| in_words(name)).collect();
    let missing = (!missing.is_empty()).then(|| {
        view! {
            <Fact name="Missing">
                <Badge tone=Tone::Warn icon="circle-dashed" plain=true>
                    {missing.join(", ")}
                </Badge>
            </Fact>
        }
    });
    view! {
        <KeyValue>
            {facts}
            {missing}
        </KeyValue>
    }
    .into_any()
}

fn in_words(name: &str) -> String {
    match Field::named(name) {
        Field::Address => "billing address".to_owned(),
        Field::Shipping => "shipping address".to_owned(),
        other => other.name().to_owned(),
    }
}

/// Why the customer is this one: the rule that fitted, and every identifier that pointed there.
#[component]
pub fn WhyThisCustomer(matched: Match) -> impl IntoView {
    let signs: Vec<String> = matched
        .signs
        .iter()
        .map(|sign| format!("{}, {}", sign.kind.label(), sign.evidence.label().to_lowercase()))
        .collect();
    view! {
        <KeyValue>
            <Fact name="Rule">
                <span>{matched.rule.label()}</span>
            </Fact>
            <Fact name="Evidence">
                {if signs.is_empty() {
                    view! { <Nothing /> }.into_any()
                } else {
                    view! { <span>{signs.join("; ")}</span> }.into_any()
                }}
            </Fact>
        </KeyValue>
    }
}
