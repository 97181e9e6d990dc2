//! The forms of a product and of a price. The browser sends them by itself.

use clientele_domain::catalog::{Interval, Product};
use leptos::prelude::*;

use crate::components::{SelectField, SubmitButton, TextField, TextareaField};
use crate::frame::use_viewer;
use crate::posted::Posted;

/// For a new product with its first price, or for the changes of one.
#[component]
pub(super) fn ProductForm(
    #[prop(into)] action: String,
    #[prop(optional)] product: Option<Product>,
    #[prop(optional)] currencies: Vec<(String, String)>,
    posted: Posted,
) -> impl IntoView {
    let typed = posted.value("act") == "save";
    let start = |field: &str, kept: fn(&Product) -> String| match &product {
        _ if typed => posted.value(field),
        Some(product) => kept(product),
        None => String::new(),
    };
    let (name, description) = (start("name", |p| p.name.clone()), start("description", |p| p.description.clone()));
    let (label, icon) = if product.is_some() { ("Save changes", "check") } else { ("Make the product", "plus") };
    let first_price = product.is_none().then(|| {
        view! {
            <fieldset class="stack" data-gap="4">
                <legend>"What it costs"</legend>
                <PriceFields currencies posted=posted.clone() optional=true />
            </fieldset>
        }
    });
    let wrong = if typed { posted.clone() } else { Posted::default() };
    view! {
        <form class="stack catalog-form" data-gap="4" method="post" action=action novalidate>
            <input type="hidden" name="act" value="save" />
            {product.map(|product| view! { <input type="hidden" name="version" value=product.version /> })}
            <TextField
                name="name"
                label="Name"
                value=name
                hint="As buyers read it, such as Gift card."
                error=wrong.message("name")
                required=true
            />
            <TextareaField
                name="description"
                label="Description"
                value=description
                error=wrong.message("description")
                optional=true
            />
            {first_price}
            <div class="cluster">
                <SubmitButton label busy_label="Saving" icon />
            </div>
        </form>
    }
}

/// For one more price of a product.
#[component]
pub(super) fn PriceForm(
    #[prop(into)] action: String,
    currencies: Vec<(String, String)>,
    posted: Posted,
) -> impl IntoView {
    let posted = if posted.value("act") == "price" { posted } else { Posted::default() };
    view! {
        <form class="stack catalog-form" data-gap="4" method="post" action=action novalidate>
            <input type="hidden" name="act" value="price" />
            <PriceFields currencies posted />
            <div class="cluster">
                <SubmitButton label="Add price" busy_label="Adding" icon="plus" />
            </div>
        </form>
    }
}

/// How much, in which currency, and how often.
#[component]
fn PriceFields(
    currencies: Vec<(String, String)>,
    posted: Posted,
    /// It may be left for later.
    #[prop(optional)]
    optional: bool,
) -> impl IntoView {
    let own = use_viewer().currency.code().to_owned();
    let chosen = |field: &str, usual: &str| {
        Some(posted.value(field)).filter(|value| !value.is_empty()).unwrap_or_else(|| usual.to_owned())
    };
    let once = [(String::new(), "Once".to_owned())];
    let every =
        Interval::ALL.iter().map(|interval| (interval.as_str().to_owned(), format!("Every {}", interval.label())));
    let hint = if optional {
        "With a point before the decimals, such as 29.33. Leave it empty to add prices later."
    } else {
        "With a point before the decimals, such as 29.33."
    };
    view! {
        <div class="fields">
            <TextField
                name="amount"
                label="Amount"
                value=posted.value("amount")
                hint=hint
                error=posted.message("amount")
                optional
                mono=true
            />
            <SelectField
                name="currency"
                label="Currency"
                options=currencies
                value=chosen("currency", &own)
                error=posted.message("currency")
            />
            <SelectField
                name="recurring.interval"
                label="Charged"
                options=once.into_iter().chain(every).collect()
                value=posted.value("recurring.interval")
                error=posted.message("recurring.interval")
            />
            <TextField
                name="recurring.count"
                label="Every how many of them"
                kind="number"
                value=chosen("recurring.count", "1")
                hint="1 for every month, 2 for every other. Does not matter for once."
                error=posted.message("recurring.count")
            />
        </div>
    }
}
