//! Addresses as their countries write them.

use serde_json::json;

use super::{GOOD_CARD, session, with_card};
use crate::harness::{TestApp, both_engines};

both_engines!(another_country_brings_other_parts_and_keeps_what_was_typed);
async fn another_country_brings_other_parts_and_keeps_what_was_typed(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({ "collect": { "billing_address": true, "phone": true } })).await;
    let buyer = app.browser();
    let typed = [("email", "ada@analytical.example"), ("address.line1", "1 Main St"), ("card_number", "4242")];
    let to = |country| [&typed[..], &[("address.country", country), ("act", "country")]].concat();

    let us = buyer.post(&page, &to("US")).await;
    us.assert_status(200)
        .assert_shows("ZIP code")
        .assert_shows("such as +1")
        .assert_value("address.line1", "1 Main St");
    us.assert_value("email", "ada@analytical.example").assert_value("card_number", "");
    let emirates = buyer.post(&page, &to("AE")).await;
    emirates.assert_shows("Emirate");
    assert_eq!(emirates.value_of("address.postal_code"), None);
}

both_engines!(a_country_says_which_parts_it_needs);
async fn a_country_says_which_parts_it_needs(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({ "collect": { "billing_address": true } })).await;
    let buyer = app.browser();
    let berlin = [
        ("email", "ada@analytical.example"),
        ("address.country", "DE"),
        ("address.line1", "Am Ufer 1"),
        ("address.city", "Berlin"),
    ];

    let wrong = buyer.post(&page, &with_card(GOOD_CARD, &berlin)).await;
    wrong.assert_status(422).assert_error("address-postal_code", "Postal code is missing");
    let whole = [&berlin[..], &[("address.postal_code", "10115")]].concat();
    buyer.post(&page, &with_card(GOOD_CARD, &whole)).await.assert_goes_to(&page);
}

both_engines!(a_browser_tells_which_country_to_begin_with);
async fn a_browser_tells_which_country_to_begin_with(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({ "collect": { "billing_address": true } })).await;

    let form = app.browser().with_header("accept-language", "en-GB").get(&page).await;

    form.assert_shows("Postcode").assert_shows("County");
}
