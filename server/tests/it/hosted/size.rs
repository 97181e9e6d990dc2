//! How much a buyer's browser fetches.

use serde_json::json;

use super::invoices::billed;
use super::session;
use crate::harness::{Browser, TestApp, both_engines};

/// All of a page, compressed as browsers get it.
const MOST: usize = 60 * 1024;

both_engines!(a_page_and_all_that_it_fetches_is_small);
async fn a_page_and_all_that_it_fetches_is_small(app: TestApp) {
    let api = app.merchant().await.api().await;
    let questions = json!([
        { "label": "Size", "type": "dropdown", "options": [{ "label": "S" }, { "label": "M" }] },
        { "label": "Engraving", "type": "text" }
    ]);
    let collect = json!({ "name": true, "phone": true, "billing_address": true, "shipping_address": true });
    let page = session(&api, json!({ "collect": collect, "custom_fields": questions })).await;
    is_small(&app, page).await;
}

both_engines!(so_is_an_invoice);
async fn so_is_an_invoice(app: TestApp) {
    let shop = app.merchant().await;
    let (_, page) = billed(&shop, &shop.api().await, json!({})).await;
    is_small(&app, page).await;
}

both_engines!(so_is_the_portal);
async fn so_is_the_portal(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (_, _) = billed(&shop, &api, json!({})).await;
    let asked = json!({ "customer": "email:ada@analytical.example", "components": ["portal"], "allowed_origin": "https://shop.example" });
    let made = api.post("/v1/customer_sessions", asked).await.assert_status(201).json();
    let mut inside = app.browser();
    inside.sign_in_by("/portal", &[("session", made["client_secret"].as_str().expect("a secret"))]).await;
    is_small_to(&inside, "/portal/profile".to_owned()).await;
    is_small_to(&inside, "/portal".to_owned()).await;
    is_small(&app, format!("/portal/{}", shop.scope)).await;
}

async fn is_small(app: &TestApp, page: String) {
    is_small_to(&app.browser(), page).await;
}

async fn is_small_to(browser: &Browser, page: String) {
    let buyer = browser.with_header("accept-encoding", "br");

    let plain = browser.get(&page).await;
    let sent = buyer.get(&page).await;
    assert_eq!(sent.assert_status(200).header("content-encoding"), "br");
    let mut fetched = vec![(page.clone(), sent.length)];
    let addresses = plain.attributes("href").into_iter().chain(plain.attributes("src"));
    for address in addresses.filter(|address| address.starts_with("/hosted/")) {
        let file = buyer.get(&address).await;
        fetched.push((address, file.assert_status(200).length));
    }

    // The style, the script and the font; whatever else is linked comes from the same place, or is the icon.
    assert_eq!(fetched.len(), 4, "{fetched:?}");
    let style = plain.attributes("href").into_iter().find(|href| href.ends_with(".css")).expect("a style");
    let styled = browser.get(&style).await.body;
    for address in styled.split("url(\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        // The whole font is for letters that this page has none of.
        let known = ["inter-latin.woff2", "/fonts/inter.woff2"].contains(&address) || address.starts_with("data:");
        assert!(known, "{address}");
    }
    let all: usize = fetched.iter().map(|(_, length)| length).sum();
    assert!(all < MOST, "{all} bytes: {fetched:?}");
}
