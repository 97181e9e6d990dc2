//! From the form to its end.

use std::time::Duration;

use serde_json::json;

use super::{GOOD_CARD, session, with_card};
use crate::harness::{TestApp, both_engines};

both_engines!(a_guest_pays_by_card);
async fn a_guest_pays_by_card(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({})).await;
    let buyer = app.browser();

    let form = buyer.get(&page).await;
    form.assert_status(200).assert_shows("Postcard").assert_shows("€10.50").assert_shows("Test checkout");
    let paid = buyer.post(&page, &with_card(GOOD_CARD, &[("email", "ada@analytical.example")])).await;

    paid.assert_goes_to(&page);
    buyer.get(&page).await.assert_status(200).assert_shows("It’s paid").assert_lacks("card_number");
    // Once more changes nothing.
    buyer.post(&page, &with_card(GOOD_CARD, &[("email", "ada@analytical.example")])).await.assert_goes_to(&page);
    let payments = api.get("/v1/payments").await.json();
    assert_eq!(payments["data"].as_array().map(Vec::len), Some(1), "{payments}");
}

both_engines!(a_declined_card_costs_nothing_and_another_one_pays);
async fn a_declined_card_costs_nothing_and_another_one_pays(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({ "collect": { "name": true } })).await;
    let buyer = app.browser();
    let typed = [("email", "ada@analytical.example"), ("name", "Ada Lovelace")];

    let declined = buyer.post(&page, &with_card("4000 0000 0000 0002", &typed)).await;
    declined.assert_status(402).assert_shows("declined this card").assert_value("name", "Ada Lovelace");
    declined.assert_value("card_number", "").assert_lacks("4000 0000 0000 0002\"");
    buyer.get(&page).await.assert_shows("declined this card").assert_value("name", "Ada Lovelace");

    buyer.post(&page, &with_card(GOOD_CARD, &typed)).await.assert_goes_to(&page);
    buyer.get(&page).await.assert_shows("Thank you, Ada Lovelace. It’s paid.");
}

both_engines!(a_lightning_invoice_waits_for_a_wallet);
async fn a_lightning_invoice_waits_for_a_wallet(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({ "amount": 2100, "currency": "BTC" })).await;
    let buyer = app.browser();
    let form = [("email", "ada@analytical.example"), ("method", "lightning")];

    buyer.post(&page, &form).await.assert_goes_to(&page);
    let waiting = buyer.get(&page).await;
    waiting.assert_status(200).assert_shows("2,100 sats").assert_shows("Waiting for your wallet");
    assert!(waiting.body.contains("http-equiv=\"refresh\""), "it looks again by itself");
    assert_eq!(buyer.get(&format!("{page}/state")).await.json()["state"], "waiting");

    // Another way, and back again.
    buyer.post(&format!("{page}/another"), &[("", "")]).await.assert_goes_to(&page);
    buyer.get(&page).await.assert_value("email", "ada@analytical.example");
    buyer.post(&page, &form).await.assert_goes_to(&page);

    buyer.post(&format!("{page}/simulate"), &[("", "")]).await.assert_goes_to(&page);
    buyer.get(&page).await.assert_shows("It’s paid");
    assert_eq!(buyer.get(&format!("{page}/state")).await.json()["state"], "complete");
}

both_engines!(who_has_paid_is_led_on_with_the_id_of_the_session);
async fn who_has_paid_is_led_on_with_the_id_of_the_session(app: TestApp) {
    let api = app.merchant().await.api().await;
    let back = "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}&of=1";
    let page = session(&api, json!({ "success_url": back })).await;
    let buyer = app.browser();

    buyer.post(&page, &with_card(GOOD_CARD, &[("email", "ada@analytical.example")])).await.assert_goes_to(&page);
    let done = buyer.get(&page).await;

    let to = format!("https://shop.example/thanks?session={}&of=1", page.trim_start_matches("/pay/"));
    assert!(done.attributes("content").contains(&format!("0;url={to}")), "{:?}", done.attributes("content"));
    assert!(done.attributes("href").contains(&to));
}

both_engines!(nothing_to_pay_needs_no_card);
async fn nothing_to_pay_needs_no_card(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({ "amount": 0 })).await;
    let buyer = app.browser();

    buyer.get(&page).await.assert_shows("Confirm").assert_lacks("card_number");
    buyer.post(&page, &[("email", "ada@analytical.example")]).await.assert_goes_to(&page);
    buyer.get(&page).await.assert_shows("It’s done");
}

both_engines!(what_can_not_be_paid_says_why);
async fn what_can_not_be_paid_says_why(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({ "cancel_url": "https://shop.example/basket" })).await;
    let buyer = app.browser();

    buyer.get("/pay/none").await.assert_status(404).assert_shows("There is no such checkout");
    buyer.get("/l/none").await.assert_status(404);
    buyer.get("/pay/cs_01kafg3v9te5rbh2m8q0w4x7yd").await.assert_status(404);
    assert_eq!(buyer.get("/pay/none/state").await.assert_status(404).json()["state"], "unknown");

    app.pass(Duration::from_secs(2 * 24 * 3600));
    let expired = buyer.get(&page).await;
    expired.assert_status(200).assert_shows("This checkout has expired").assert_shows("Back to Analytical Engines");
    assert!(expired.attributes("href").contains(&"https://shop.example/basket".to_owned()));
    buyer.post(&page, &with_card(GOOD_CARD, &[("email", "a@example.com")])).await.assert_goes_to(&page);
}

both_engines!(the_page_is_told_to_nobody);
async fn the_page_is_told_to_nobody(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({})).await;

    for answer in [app.browser().get(&page).await, app.browser().get("/pay/none").await] {
        assert_eq!(answer.header("cache-control"), "no-store");
        assert_eq!(answer.header("x-robots-tag"), "noindex");
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
        let nonce = policy.split("'nonce-").nth(1).and_then(|rest| rest.split('\'').next()).unwrap_or_default();
        for script in answer.body.split("<script").skip(1) {
            assert!(script.split('>').next().is_some_and(|tag| tag.contains(nonce)), "{script}");
        }
        assert!(!answer.body.contains(" style="), "{}", answer.body);
    }
    let evil = app.browser().with_header("origin", "https://evil.example");
    evil.post(&page, &with_card(GOOD_CARD, &[("email", "a@example.com")])).await.assert_status(403);
}

both_engines!(a_card_can_not_be_tried_without_end);
async fn a_card_can_not_be_tried_without_end(app: TestApp) {
    let api = app.merchant().await.api().await;
    let page = session(&api, json!({})).await;
    let mut last = 0;

    for _ in 0..80 {
        last = app.browser().post(&page, &[("method", "card")]).await.status.as_u16();
        if last == 429 {
            break;
        }
    }

    assert_eq!(last, 429);
    app.browser().get(&page).await.assert_status(200);
}
