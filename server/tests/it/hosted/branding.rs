//! The merchant's colour, logo and address for questions.

use axum::http::Method;
use serde_json::json;

use super::session;
use crate::harness::{Answer, Shop, TestApp, both_engines};

/// Sends the form of the settings with this logo, as text: a PNG by its first letters is one.
async fn brand(shop: &Shop, accent: &str, logo: &str) -> Answer {
    let part = |name: &str, more: &str, value: &str| {
        format!("--part\r\nContent-Disposition: form-data; name=\"{name}\"{more}\r\n\r\n{value}\r\n")
    };
    let file = if logo.is_empty() { String::new() } else { part("logo", "; filename=\"logo.png\"", logo) };
    let body = [part("accent", "", accent), part("support_email", "", "help@shop.example"), file].concat();
    let browser = shop.browser.with_header("content-type", "multipart/form-data; boundary=part");
    browser.send(Method::POST, &shop.path("settings/checkout"), &format!("{body}--part--\r\n")).await
}

/// A WebP picture as far as its first bytes tell, which are all that a text can hold.
const PICTURE: &str = "RIFF0000WEBPVP8 ";

both_engines!(the_page_has_the_merchants_look);
async fn the_page_has_the_merchants_look(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let page = session(&api, json!({})).await;

    brand(&shop, "#8a3c2a", PICTURE).await.assert_goes_to(&shop.path("settings/checkout"));

    let form = app.browser().get(&page).await;
    form.assert_shows("help@shop.example");
    assert!(form.body.contains("--accent-solid:light-dark(#8a3c2a,"), "{}", form.body);
    let logo = form.attributes("src").into_iter().find(|address| address.starts_with("/logo/")).expect("a logo");
    let logo = app.browser().get(&logo).await;
    logo.assert_status(200);
    assert_eq!((logo.header("content-type"), logo.header("x-content-type-options")), ("image/webp", "nosniff"));
    assert_eq!(logo.body, PICTURE);

    // What is not sent stays; what is taken away is gone.
    brand(&shop, "", "").await.assert_status(303);
    let form = app.browser().get(&page).await;
    assert!(!form.body.contains("--accent-solid:light-dark") && form.body.contains("/logo/"));
}

both_engines!(what_is_no_colour_or_no_picture_is_refused);
async fn what_is_no_colour_or_no_picture_is_refused(app: TestApp) {
    let shop = app.merchant().await;

    let refused = brand(&shop, "red", "<svg xmlns='http://www.w3.org/2000/svg'/>").await;

    refused.assert_status(422).assert_error("accent", "such as #8a3c2a").assert_error("logo", "PNG, JPEG or WebP");
    refused.assert_value("support_email", "help@shop.example");
    app.browser().get(&format!("/logo/{}", shop.scope.merchant)).await.assert_status(404);
}
