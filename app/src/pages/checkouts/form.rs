//! The page that makes a checkout. The browser sends its form by itself.

use clientele_domain::checkout::Session;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::components::{Banner, Breadcrumb, CheckField, PageHead, SelectField, SubmitButton, TextField, Tone};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::pages::terms::{Questions, Start, WhatFollows, WhatItAsks, WhatItSells};
use crate::server_fns::checkouts::{self, CheckoutFormView};

/// `/{merchant}/{mode}/checkouts/new`
#[component]
pub fn NewCheckoutPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let customer = query.with_untracked(|query| query.get("customer")).unwrap_or_default();
    let fetched = Resource::new(move || customer.clone(), move |customer| checkouts::form(scope, customer));
    let list = format!("/{scope}/checkouts");
    view! {
        <Title text="New checkout" />
        <div class="page">
            <Breadcrumb trail=vec![("Checkouts".to_owned(), list)] current="New" />
            <PageHead title="New checkout" />
            <Loaded from=fetched let(view)>
                <CheckoutForm view />
            </Loaded>
        </div>
    }
}

#[component]
fn CheckoutForm(view: CheckoutFormView) -> impl IntoView {
    let CheckoutFormView { prices, currencies, customer, posted } = view;
    let action = format!("/{}/checkouts/new", use_scope());
    let price = use_query_map().with_untracked(|query| query.get("price")).unwrap_or_default();
    let start = Start { posted, price };
    let whole = start.message("form").or(start.message("line_items"));
    let questions = view! { <Questions posted=start.posted.clone() /> };
    view! {
        <form class="stack catalog-form link-form" data-gap="6" method="post" action=action novalidate>
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <WhoPays start=start.clone() customer />
            <WhatItSells start=start.clone() prices currencies />
            <WhatItAsks start=start.clone() />
            <WhatElseItAsks start=start.clone() />
            {questions}
            <WhatFollows start />
            <div class="cluster">
                <SubmitButton label="Make the checkout" busy_label="Making" icon="plus" />
            </div>
        </form>
    }
}

/// A registered customer, or whoever opens the address; and for how long.
#[component]
fn WhoPays(
    start: Start,
    /// Id and name of the one who is named.
    customer: Option<(String, String)>,
) -> impl IntoView {
    const MINUTES: [(i64, &str); 6] = [
        (60, "An hour"),
        (360, "Six hours"),
        (Session::MINUTES, "A day"),
        (4_320, "Three days"),
        (10_080, "A week"),
        (Session::MOST_MINUTES, "Thirty days"),
    ];
    let minutes = MINUTES.map(|(minutes, words)| (minutes.to_string(), words.to_owned()));
    let (id, hint) = match customer {
        Some((id, name)) => (id, format!("This is {name}. Left empty, whoever opens the address pays.")),
        None => {
            let hint = "A registered customer: cus_…, email:VALUE or external_id:VALUE. Left empty, whoever opens the \
                address pays.";
            (String::new(), hint.to_owned())
        }
    };
    view! {
        <fieldset class="stack" data-gap="4">
            <legend>"Who pays"</legend>
            <div class="fields">
                <TextField
                    name="customer_id"
                    label="Customer"
                    value=start.text("customer_id", &id)
                    hint
                    error=start.message("customer_id")
                    optional=true
                    mono=true
                />
                <SelectField
                    name="expires_after_minutes"
                    label="It can be paid for"
                    options=minutes.to_vec()
                    value=start.text("expires_after_minutes", &Session::MINUTES.to_string())
                    error=start.message("expires_after_minutes")
                />
            </div>
        </fieldset>
    }
}

/// Data of the merchant's own, and what is asked although it may be known.
#[component]
fn WhatElseItAsks(start: Start) -> impl IntoView {
    const DATA: [(&str, &str); 4] = [
        ("name", "Full name"),
        ("phone", "Phone number"),
        ("billing_address", "Billing address"),
        ("shipping_address", "Shipping address"),
    ];
    let boxes = DATA
        .into_iter()
        .map(|(value, label)| {
            let checked = start.ticked("collect", value, false);
            view! { <CheckField name="collect" value label checked /> }
        })
        .collect_view();
    view! {
        <fieldset class="stack" data-gap="2">
            <legend>"What is shown to be looked over"</legend>
            <p class="hint">"Asked for even when you know it already, filled in with what you know."</p>
            <div class="fields">{boxes}</div>
            <TextField
                name="require_more"
                label="Other data, by name"
                value=start.text("require_more", "")
                hint="Names with spaces between, such as tax_id. What the buyer enters is kept in the metadata under this name."
                error=start.message("require_more")
                optional=true
                mono=true
            />
        </fieldset>
    }
}
