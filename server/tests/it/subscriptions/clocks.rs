//! Test clocks: time passes for those who live on one when somebody says so.

use std::time::Duration;

use clientele_domain::time::Timestamp;
use clientele_service::checkout::{self, Submitted};
use clientele_service::invoices;
use clientele_service::{Error, test_clocks};
use serde_json::json;

use super::{by_card, count, keep_card, look, price, read};
use crate::audit::newest;
use crate::harness::{TestApp, both_engines};

const DAY: Duration = Duration::from_secs(86_400);

both_engines!(a_clock_that_is_advanced_does_all_that_is_due_in_order);
async fn a_clock_that_is_advanced_does_all_that_is_due_in_order(app: TestApp) {
    let api = app.merchant().await.api().await;
    let clock = json!({ "now": "2027-01-31T10:00:00Z", "name": "Two months" });
    let clock = api.post("/v1/test_clocks", clock).await.assert_status(201).json();
    let id = clock["id"].as_str().expect("an id").to_owned();
    let ada = api.customer(json!({ "name": "Ada", "test_clock_id": id })).await;
    let price = price(&api, 2900, "month").await;
    keep_card(&app, &api, &ada).await;
    let made = json!({ "customer_id": ada, "price_id": price, "trial_days": 14 });
    let made = api.post("/v1/subscriptions", made).await.assert_status(201).json();
    let sub = format!("/v1/subscriptions/{}", made["id"].as_str().expect("an id"));
    assert_eq!((&made["status"], &made["trial_end"]), (&"trialing".into(), &"2027-02-14T10:00:00.000000Z".into()));
    assert_eq!(read(&api, &format!("/v1/customers/{ada}")).await["has_active_subscription"], true);

    // The real clock goes on without them.
    app.pass(Duration::from_secs(400 * 86_400));
    look(&app, app.house().now()).await;
    assert_eq!(read(&api, &sub).await["status"], "trialing");

    let advance = format!("/v1/test_clocks/{id}/advance");
    let to = json!({ "to": "2027-03-20T00:00:00Z" });
    let turned = api.post(&advance, to.clone()).await.assert_status(200).json();
    assert_eq!(turned["now"], "2027-03-20T00:00:00.000000Z");
    let after = read(&api, &sub).await;
    assert_eq!(
        (&after["status"], &after["current_period_start"], &after["current_period_end"]),
        (&"active".into(), &"2027-03-14T10:00:00.000000Z".into(), &"2027-04-14T10:00:00.000000Z".into())
    );
    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 2);
    let told = api.walk(&format!("/v1/events?object={}", made["id"].as_str().expect("an id"))).await;
    let upcoming = told.iter().filter(|event| event["type"] == "subscription.renewal_upcoming");
    let mut days: Vec<_> =
        upcoming.map(|event| (event["created_at"].to_string(), event["data"]["days"].clone())).collect();
    days.sort_by(|a, b| a.0.cmp(&b.0));
    let days: Vec<_> = days.into_iter().map(|(_, days)| days).collect();
    assert_eq!(days, [7, 4, 1, 7, 4, 1]);

    // Saying the same again changes nothing, and back it does not go.
    api.post(&advance, to).await.assert_status(200);
    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 2);
    api.post(&advance, json!({ "to": "2027-03-19T00:00:00Z" })).await.assert_status(422);
    api.post(&advance, json!({})).await.assert_status(422);

    api.post(&format!("{sub}/cancel"), json!({ "at_period_end": true })).await.assert_status(200);
    api.post(&advance, json!({ "to": "2027-04-14T10:00:00Z" })).await.assert_status(200);
    let customer = read(&api, &format!("/v1/customers/{ada}?include=subscriptions")).await;
    assert_eq!(customer["has_active_subscription"], false);
    assert_eq!(customer["subscriptions"][0]["status"], "ended");
}

both_engines!(a_clock_goes_on_when_the_answer_of_a_charge_is_lost);
async fn a_clock_goes_on_when_the_answer_of_a_charge_is_lost(app: TestApp) {
    let api = app.merchant().await.api().await;
    let clock = api.post("/v1/test_clocks", json!({ "now": "2027-01-31T10:00:00Z" })).await.id();
    let ada = api.customer(json!({ "name": "Ada", "test_clock_id": clock })).await;
    let price = price(&api, 2900, "month").await;
    keep_card(&app, &api, &ada).await;
    super::card_does(&app, ada.parse().expect("an id"), "answer_lost").await;
    api.post("/v1/subscriptions", json!({ "customer_id": ada, "price_id": price, "trial_days": 1 })).await.id();

    api.post(&format!("/v1/test_clocks/{clock}/advance"), json!({ "to": "2027-03-10T00:00:00Z" }))
        .await
        .assert_status(200);

    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 2);
    assert_eq!(read(&api, &format!("/v1/customers/{ada}")).await["subscription_status"], "active");
}

both_engines!(what_somebody_on_a_clock_buys_and_pays_is_dated_by_it);
async fn what_somebody_on_a_clock_buys_and_pays_is_dated_by_it(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let shows = "2031-01-31T10:00:00.000000Z";
    let clock = api.post("/v1/test_clocks", json!({ "now": shows })).await.id();
    let ada = api.customer(json!({ "name": "Ada", "email": "ada@example.com", "test_clock_id": clock })).await;
    let monthly = price(&api, 2900, "month").await;
    let asked = json!({
        "customer_id": ada, "line_items": [{ "price": monthly }], "save_payment_method": true,
        "collect": { "email": false }
    });
    let session = api.post("/v1/checkout_sessions", asked).await.assert_status(201).id();
    let sent = checkout::submit(app.house(), session.parse().expect("an id"), &by_card("")).await;
    assert_eq!(sent.expect("an answer"), Submitted::Complete);
    // And what is reported without a time, or announced and arrives.
    let elsewhere = json!({ "customer_id": ada, "amount": 500, "currency": "eur" });
    api.post("/v1/payments", elsewhere).await.assert_status(201);
    let pending = json!({ "customer_id": ada, "amount": 700, "currency": "eur", "status": "pending" });
    let pending = api.post("/v1/payments", pending).await.id();
    api.post(&format!("/v1/payments/{pending}/succeed"), json!({})).await.assert_status(200);

    let customer = read(&api, &format!("/v1/customers/{ada}?include=payments,orders,subscriptions,invoices")).await;
    for payment in customer["payments"].as_array().expect("payments") {
        assert_eq!((&payment["created_at"], &payment["succeeded_at"]), (&json!(shows), &json!(shows)), "{payment}");
    }
    assert_eq!(customer["payments"].as_array().map(Vec::len), Some(3));
    assert!(customer["orders"].as_array().expect("orders").iter().all(|order| order["created_at"] == shows));
    assert_eq!((&customer["first_payment_at"], &customer["last_payment_at"]), (&json!(shows), &json!(shows)));
    let subscription = &customer["subscriptions"][0];
    let invoice = &customer["invoices"][0];
    assert_eq!((&subscription["current_period_start"], &invoice["ended_at"]), (&json!(shows), &json!(shows)));

    // So is an invoice that is paid at its page.
    api.post(&format!("/v1/test_clocks/{clock}/advance"), json!({ "to": "2031-02-10T00:00:00Z" }))
        .await
        .assert_status(200);
    let lines = json!([{ "description": "Bouquet", "amount": 1000 }]);
    let invoice = api.post("/v1/invoices", json!({ "customer_id": ada, "lines": lines, "currency": "eur" })).await.id();
    let desk = invoices::desk(&shop.ctx(), invoice.parse().expect("an id")).await.expect("a checkout");
    let sent = checkout::submit(app.house(), desk, &by_card("")).await;
    assert_eq!(sent.expect("an answer"), Submitted::Complete);
    let paid = read(&api, &format!("/v1/invoices/{invoice}")).await;
    assert_eq!((&paid["status"], &paid["ended_at"]), (&json!("paid"), &json!("2031-02-10T00:00:00.000000Z")));
}

both_engines!(live_mode_has_no_test_clocks);
async fn live_mode_has_no_test_clocks(app: TestApp) {
    let shop = app.merchant().await;
    let live = shop.live().api().await;
    live.post("/v1/test_clocks", json!({})).await.assert_problem(409, "invalid_state");
    let clock = shop.api().await.post("/v1/test_clocks", json!({})).await.id();
    live.post("/v1/customers", json!({ "name": "Ada", "test_clock_id": clock })).await.assert_status(422);
}

both_engines!(a_customer_is_put_on_a_clock_with_what_they_subscribed_to);
async fn a_customer_is_put_on_a_clock_with_what_they_subscribed_to(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let (page, price) = (format!("customers/{ada}"), price(&api, 2900, "month").await);
    keep_card(&app, &api, &ada).await;
    api.post("/v1/subscriptions", json!({ "customer_id": ada, "price_id": price })).await.id();
    let clock = |now: Timestamp, name: &str| {
        let asked = json!({ "now": now.to_string(), "name": name });
        let api = api.clone();
        async move { api.post("/v1/test_clocks", asked).await.id() }
    };
    let present = app.house().now();
    let soon = clock(present.plus(DAY), "Soon").await;
    let early = clock(present.minus(DAY), "Early").await;
    let put = |clock: String| {
        let (shop, page) = (shop.clone(), page.clone());
        async move { shop.post(&page, &[("act", "test_clock"), ("test_clock_id", &clock)]).await }
    };
    shop.get(&page).await.assert_shows("On no test clock");

    let refused = put(early.clone()).await;
    refused.assert_status(422).assert_error("test_clock_id", "can't go back");
    put("clock_none".into()).await.assert_status(422).assert_error("test_clock_id", "one of the clocks");
    put(soon.clone()).await.assert_goes_to(&shop.path(&page));

    shop.get(&page).await.assert_shows("Soon shows");
    assert_eq!(read(&api, &format!("/v1/customers/{ada}")).await["test_clock_id"], json!(soon));
    let (after, act) = newest(&shop).await;
    assert!(after > 0 && act == "customer.updated", "{act}");
    // The real time goes on without them, and theirs when somebody says so.
    app.pass(DAY * 40);
    look(&app, app.house().now()).await;
    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 1);
    let to = json!({ "to": present.plus(DAY * 100).to_string() });
    api.post(&format!("/v1/test_clocks/{soon}/advance"), to).await.assert_status(200);
    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 4);

    // They were billed there: off the clock they would be younger.
    let id = ada.parse().expect("an id");
    let back = test_clocks::put_on(&shop.ctx(), id, None).await.expect_err("back in time");
    assert!(matches!(back, Error::Invalid(_)), "{back:?}");
    app.pass(DAY * 70);
    test_clocks::put_on(&shop.ctx(), id, None).await.expect("forwards");
    look(&app, app.house().now()).await;
    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 4);
    app.pass(DAY * 31);
    look(&app, app.house().now()).await;
    assert_eq!(count(&app, "payments", "source = 'subscription'").await, 5);
}

both_engines!(whoever_was_never_billed_goes_on_any_clock_and_off_it);
async fn whoever_was_never_billed_goes_on_any_clock_and_off_it(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let early = api.post("/v1/test_clocks", json!({ "now": "2020-01-31T10:00:00Z" })).await.id();
    let page = format!("customers/{ada}");

    for clock in [early.as_str(), ""] {
        let put = [("act", "test_clock"), ("test_clock_id", clock)];
        shop.post(&page, &put).await.assert_goes_to(&shop.path(&page));
        let told = read(&api, &format!("/v1/customers/{ada}")).await["test_clock_id"].clone();
        assert_eq!(told.as_str().unwrap_or_default(), clock);
    }

    // Time passes by itself in live mode.
    let eve = shop.live().customer().name("Eve").create().await;
    let page = format!("customers/{eve}");
    shop.live().get(&page).await.assert_status(200).assert_lacks("On no test clock");
    shop.live().post(&page, &[("act", "test_clock"), ("test_clock_id", &early)]).await.assert_status(422);
}
