//! What a file may hold, with a sample of each kind.

use clientele_domain::import::{What, fields};
use leptos::prelude::*;

use crate::components::{Fact, Icon, KeyValue, Section};
use crate::frame::use_scope;

/// The columns of each kind of file.
#[component]
pub fn Understood() -> impl IntoView {
    view! {
        <Section
            id="understood"
            title="Columns that are understood"
            intro="By these names or similar ones, in any order. What is called otherwise you can say in the next step."
        >
            <div class="stack" data-gap="4">
                <Kind what=What::Customers icon="users" needed="At least one of external_id, email, phone, name and did." />
                <Kind
                    what=What::Payments
                    icon="credit-card"
                    needed="An amount, a currency, and one of external_id, email, customer_id, name and phone."
                />
            </div>
        </Section>
    }
}

#[component]
fn Kind(what: What, icon: &'static str, needed: &'static str) -> impl IntoView {
    let sample = format!("/{}/imports/samples/{}.csv", use_scope(), what.as_str());
    let facts = fields(what).iter().map(|field| view! { <Fact name=field.path>{field.label}</Fact> }).collect_view();
    let label = format!("Columns of {}", what.as_str());
    view! {
        <div class="stack" data-gap="2">
            <details>
                <summary class="button" data-size="s">
                    <Icon name=icon />
                    {label}
                </summary>
                <KeyValue>
                    {facts}
                    <Fact name="metadata.KEY">"Anything else, under a name of your own"</Fact>
                </KeyValue>
            </details>
            <p class="muted">
                {needed}" "
                // rel keeps the router away from what is no page.
                <a href=sample rel="external" download="">
                    {format!("Sample of {}", what.as_str())}
                </a>
            </p>
        </div>
    }
}
