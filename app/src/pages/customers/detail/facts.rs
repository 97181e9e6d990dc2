//! What the record says: details and metadata.

use clientele_domain::customer::CustomerFields;
use leptos::prelude::*;

use crate::components::{Fact, KeyValue, Nothing, Section, TagList};

/// Ways to reach the customer first; what is seldom known only when it is.
#[component]
pub fn Details(
    fields: CustomerFields,
    /// The billing address in lines.
    address: Vec<String>,
    /// The shipping address in lines.
    shipping: Vec<String>,
    /// Where to change it, for those who may.
    edit: Option<String>,
) -> impl IntoView {
    let edit = edit.map(|href| view! { <a href=href>"Edit"</a> }.into_any());
    let sometimes = [
        ("Deliver to", shipping.join(", ")),
        ("Language", fields.locale),
        ("Refund to", fields.refund_address),
        ("DID", fields.did),
    ];
    let sometimes = sometimes
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| view! { <Fact name><bdi>{value}</bdi></Fact> })
        .collect_view();
    let tags = (!fields.tags.is_empty()).then(|| view! { <Fact name="Tags"><TagList tags=fields.tags /></Fact> });
    view! {
        <Section id="details" title="Details" nostrip:aside=edit>
            <KeyValue>
                <Fact name="Email">{value_or_none(fields.email)}</Fact>
                <Fact name="Phone">{value_or_none(fields.phone)}</Fact>
                <Fact name="Address">{value_or_none(address.join(", "))}</Fact>
                {sometimes}
                {tags}
            </KeyValue>
        </Section>
    }
}

fn value_or_none(value: String) -> AnyView {
    if value.is_empty() { view! { <Nothing /> }.into_any() } else { view! { <bdi>{value}</bdi> }.into_any() }
}

/// What the merchant's own systems keep here.
#[component]
pub fn Metadata(pairs: Vec<(String, String)>) -> impl IntoView {
    (!pairs.is_empty()).then(|| {
        let count = pairs.len().to_string();
        let facts =
            pairs.into_iter().map(|(key, value)| view! { <Fact name=key><bdi>{value}</bdi></Fact> }).collect_view();
        view! {
            <Section id="metadata" title="Metadata" count>
                <KeyValue mono=true>{facts}</KeyValue>
            </Section>
        }
    })
}
