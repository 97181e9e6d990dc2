//! The fields of a customer, in the order in which one thinks of them.

use clientele_domain::customer::CustomerFields;
use leptos::prelude::*;

use super::address::AddressFields;
use super::messages::Wrong;
use crate::components::{Icon, PairsField, TagsField, TextField};

/// Every field with what it holds at first.
#[component]
pub fn Fields(
    fields: CustomerFields,
    countries: Vec<(String, String)>,
    known_tags: Vec<String>,
    wrong: Wrong,
) -> impl IntoView {
    let elsewhere = !fields.shipping.is_empty();
    let shipping_wrong = wrong.below("shipping.");
    let address = fields.address.clone();
    let shipping = fields.shipping.clone();
    let metadata = fields.metadata.clone();
    let tags = fields.tags.clone();
    view! {
        <PersonFields fields wrong />
        <TagsField name="tags" label="Tags" value=tags known=known_tags error=wrong.with("tags") />
        <fieldset class="field">
            <legend>"Address"</legend>
            <AddressFields place="address" address countries=countries.clone() wrong />
        </fieldset>
        <details open=move || elsewhere || shipping_wrong.get()>
            <summary class="button" data-size="s">
                <Icon name="map-pin" />
                "Deliver to another address"
            </summary>
            <fieldset class="field">
                <legend class="visually-hidden">"Shipping address"</legend>
                <AddressFields place="shipping" address=shipping countries wrong />
            </fieldset>
        </details>
        <PairsField
            name="metadata"
            legend="Metadata"
            remark="read by your own systems"
            value=metadata
            error=wrong.with("metadata")
            pair_errors=wrong.pairs()
        />
    }
}

#[component]
fn PersonFields(fields: CustomerFields, wrong: Wrong) -> impl IntoView {
    view! {
        <div class="fields">
            <TextField name="name" label="Name" value=fields.name error=wrong.with("name") autofocus=true />
            <TextField name="email" label="Email" kind="email" value=fields.email error=wrong.with("email") />
            <TextField
                name="phone"
                label="Phone"
                kind="tel"
                value=fields.phone
                hint="With the country code, such as +44, or pick a country in the address."
                error=wrong.with("phone")
            />
            <TextField
                name="external_id"
                label="External id"
                value=fields.external_id
                hint="How your own systems know this customer."
                error=wrong.with("external_id")
                mono=true
            />
            <TextField
                name="locale"
                label="Language"
                value=fields.locale
                hint="A tag such as en, de or pt-BR."
                error=wrong.with("locale")
                mono=true
            />
            <TextField
                name="did"
                label="DID"
                value=fields.did
                hint="Decentralised identifier, did:method:id."
                error=wrong.with("did")
                mono=true
            />
            <TextField
                name="refund_address"
                label="Refund address"
                value=fields.refund_address
                hint="Where a refund is sent: a Lightning address, LNURL, BOLT12 offer, Bitcoin or EVM address."
                error=wrong.with("refund_address")
                wide=true
                mono=true
            />
        </div>
    }
}
