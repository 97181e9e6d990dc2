//! What is sold.

use leptos::prelude::*;

use super::Start;
use crate::components::{SelectField, TextField};
use crate::frame::{use_scope, use_viewer};

/// A price of a product, or an amount. What is not chosen steps back; without the style it just isn't read.
#[component]
pub fn WhatItSells(start: Start, prices: Vec<(String, String)>, currencies: Vec<(String, String)>) -> impl IntoView {
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
