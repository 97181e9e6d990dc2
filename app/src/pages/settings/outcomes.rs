//! What other settings would have done to those who are there.

use clientele_domain::id::CustomerId;
use clientele_domain::matching::{Example, Outcome};
use clientele_domain::money::grouped;
use leptos::prelude::*;

use crate::components::{EvidenceList, Icon};
use crate::frame::use_scope;

/// How often each, with examples.
#[component]
pub fn Outcomes(outcomes: Vec<Outcome>, changed: bool) -> impl IntoView {
    let body = if !changed {
        view! { <p class="muted">"These settings are in force. Change something to see what it would have done."</p> }
            .into_any()
    } else if outcomes.is_empty() {
        view! {
            <p class="muted">"This changes what happens from now on. Whom it would have concerned before can’t be told."</p>
        }
        .into_any()
    } else {
        outcomes.into_iter().map(|outcome| view! { <OneOutcome outcome /> }).collect_view().into_any()
    };
    view! {
        <section class="card" aria-labelledby="effect">
            <header>
                <h2 id="effect">"What it would have done"</h2>
                <p>"Looked up among the newest customers and payments. Nothing was done."</p>
            </header>
            <div class="stack" role="status">
                {body}
            </div>
        </section>
    }
}

#[component]
fn OneOutcome(outcome: Outcome) -> impl IntoView {
    let Outcome { effect, count, capped, examples } = outcome;
    let often = match count {
        0 => "Nobody".to_owned(),
        count => format!("{}{}", grouped(&count.to_string()), if capped { "+" } else { "" }),
    };
    let shown = examples.len();
    let rest = (count > shown as i64 && shown > 0).then(|| view! { <p class="muted">"Some of them:"</p> });
    let items = examples.into_iter().map(|example| view! { <OneExample example /> }).collect_view();
    view! {
        <div>
            <p>
                <strong>{effect.label()} ": " {often}</strong>
            </p>
            {rest}
            <EvidenceList>{items}</EvidenceList>
        </div>
    }
}

#[component]
fn OneExample(example: Example) -> impl IntoView {
    let Example { one, one_name, other, other_name, shared } = example;
    let scope = use_scope();
    let person = move |id: CustomerId, name: String| {
        // What was merged is called by nothing any more; its id leads to the one record.
        let name = if name.is_empty() { "A merged record".to_owned() } else { name };
        view! {
            <a href=format!("/{scope}/customers/{id}")>
                <bdi>{name}</bdi>
            </a>
        }
    };
    let both = (one != other).then(|| view! { " and " {person(other, other_name)} });
    view! {
        <li>
            <Icon name="users" />
            <p>{person(one, one_name)} {both}</p>
            <span></span>
            {(!shared.is_empty()).then(|| view! { <small><bdi>{shared}</bdi></small> })}
        </li>
    }
}
