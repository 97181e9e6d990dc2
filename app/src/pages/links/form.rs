//! The page that makes a link. The browser sends its form by itself; names of fields are those in which the rules tell
//! what is wrong.

use clientele_domain::checkout::SubmitType;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::questions::Questions;
use crate::components::{
    Banner, Breadcrumb, CheckField, PageHead, SelectField, Skeleton, SubmitButton, TextField, TextareaField, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::pages::problem::ProblemPage;
use crate::posted::Posted;
use crate::server_fns::links::{self, LinkFormView};

/// `/{merchant}/{mode}/payment-links/new`
#[component]
pub fn NewLinkPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| links::form(scope));
    let list = format!("/{scope}/payment-links");
    view! {
        <Title text="New payment link" />
        <div class="page">
            <Breadcrumb trail=vec![("Payment links".to_owned(), list)] current="New" />
            <PageHead title="New payment link" />
            <Suspense fallback=|| {
                view! {
                    <div aria-busy="true">
                        <Skeleton width="xl" />
                    </div>
                }
            }>
                {move || Suspend::new(async move {
                    match fetched.await {
                        Ok(view) => view! { <LinkForm view /> }.into_any(),
                        Err(problem) => view! { <ProblemPage problem /> }.into_any(),
                    }
                })}
            </Suspense>
        </div>
    }
}

/// What was typed, or what the form starts with.
#[derive(Clone)]
struct Start {
    posted: Posted,
    /// The price that the address names.
    price: String,
}

impl Start {
    fn was_sent(&self) -> bool {
        !self.posted.values.is_empty()
    }

    /// What was typed into a field, or its usual value before anything was.
    fn text(&self, field: &str, usual: &str) -> String {
        if self.was_sent() { self.posted.value(field) } else { usual.to_owned() }
    }

    /// Whether a box with this name and value is ticked.
    fn ticked(&self, field: &str, value: &str, usual: bool) -> bool {
        let sent = || self.posted.values.iter().any(|(name, sent)| name == field && sent == value);
        if self.was_sent() { sent() } else { usual }
    }

    fn message(&self, field: &str) -> Option<String> {
        self.posted.message(field)
    }
}

#[component]
fn LinkForm(view: LinkFormView) -> impl IntoView {
    let LinkFormView { prices, currencies, posted } = view;
    let action = format!("/{}/payment-links/new", use_scope());
    let price = use_query_map().with_untracked(|query| query.get("price")).unwrap_or_default();
    let start = Start { posted, price };
    let whole = start.message("form").or(start.message("line_items"));
    let questions = view! { <Questions posted=start.posted.clone() /> };
    view! {
        <form class="stack catalog-form link-form" data-gap="6" method="post" action=action novalidate>
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextField
                name="name"
                label="Name"
                value=start.text("name", "")
                hint="What you call it. Left empty, it is called by what it sells."
                error=start.message("name")
                optional=true
            />
            <WhatItSells start=start.clone() prices currencies />
            <WhatItAsks start=start.clone() />
            {questions}
            <WhatFollows start />
            <div class="cluster">
                <SubmitButton label="Make the link" busy_label="Making" icon="plus" />
            </div>
        </form>
    }
}

/// A price of a product, or an amount. What is not chosen steps back; without the style it just isn't read.
#[component]
fn WhatItSells(start: Start, prices: Vec<(String, String)>, currencies: Vec<(String, String)>) -> impl IntoView {
    let by_price = start.ticked("what", "price", !prices.is_empty());
    let none = prices.is_empty();
    let own = use_viewer().currency.code().to_owned();
    let products = format!("/{}/products/new", use_scope());
    let of_price = if none {
        view! {
            <p class="muted of-price">
                "There is no price to sell yet. " <a href=products>"Make a product"</a> " with one, or sell an amount."
            </p>
        }
        .into_any()
    } else {
        view! { <OfPrice start=start.clone() prices /> }.into_any()
    };
    view! {
        <fieldset class="stack" data-gap="4">
            <legend>"What it sells"</legend>
            <div class="choices">
                <label>
                    <input type="radio" name="what" value="price" checked=by_price />
                    <span>"A product" <small>" at one of its prices"</small></span>
                </label>
                <label>
                    <input type="radio" name="what" value="amount" checked=!by_price />
                    <span>"An amount" <small>" for anything, with a title"</small></span>
                </label>
            </div>
            {of_price}
            <div class="fields of-amount">
                <TextField
                    name="title"
                    label="Title"
                    value=start.text("title", "")
                    hint="As buyers read it, such as Festival ticket."
                    error=start.message("title")
                    wide=true
                />
                <TextField
                    name="amount"
                    label="Amount"
                    value=start.text("amount", "")
                    hint="With a point before the decimals, such as 29.33."
                    error=start.message("amount")
                    mono=true
                />
                <SelectField
                    name="currency"
                    label="Currency"
                    options=currencies
                    value=start.text("currency", &own)
                    error=start.message("currency")
                />
                <TextField
                    name="description"
                    label="Description"
                    value=start.text("description", "")
                    error=start.message("description")
                    optional=true
                    wide=true
                />
            </div>
        </fieldset>
    }
}

#[component]
fn OfPrice(start: Start, prices: Vec<(String, String)>) -> impl IntoView {
    const PRICE: &str = "line_items[0].price";
    const QUANTITY: &str = "line_items[0].quantity";
    let chosen = start.text(PRICE, &start.price);
    view! {
        <div class="fields of-price">
            <SelectField name=PRICE label="Product and price" options=prices value=chosen error=start.message(PRICE) wide=true />
            <TextField
                name=QUANTITY
                label="How many"
                kind="number"
                value=start.text(QUANTITY, "1")
                error=start.message(QUANTITY)
            />
        </div>
    }
}

/// The data that a buyer must have given before paying.
#[component]
fn WhatItAsks(start: Start) -> impl IntoView {
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

/// What the button says, and what follows payment.
#[component]
fn WhatFollows(start: Start) -> impl IntoView {
    let redirect = start.ticked("after", "redirect", false);
    let words = SubmitType::ALL.iter().map(|word| (word.as_str().to_owned(), word.label().to_owned()));
    view! {
        <fieldset class="stack" data-gap="4">
            <legend>"Payment and after"</legend>
            <SelectField
                name="submit_type"
                label="The button says"
                options=words.collect()
                value=start.text("submit_type", "pay")
            />
            <div class="choices">
                <label>
                    <input type="radio" name="after" value="message" checked=!redirect />
                    <span>"Show a message after payment"</span>
                </label>
                <label>
                    <input type="radio" name="after" value="redirect" checked=redirect />
                    <span>"Send the buyer to an address"</span>
                </label>
            </div>
            <div class="of-message">
                <TextareaField
                    name="after_completion.message"
                    label="Message"
                    value=start.text("after_completion.message", "")
                    hint="Left empty, buyers are thanked in our words."
                    error=start.message("after_completion.message")
                    optional=true
                />
            </div>
            <div class="of-redirect">
                <TextField
                    name="after_completion.url"
                    label="Address"
                    kind="url"
                    value=start.text("after_completion.url", "")
                    hint="Such as https://example.com/thanks?session={CHECKOUT_SESSION_ID}, where the session’s id is put in."
                    error=start.message("after_completion.url").or(start.message("success_url"))
                    mono=true
                />
            </div>
        </fieldset>
    }
}
