//! Subscriptions that are bought at a checkout.

use clientele_service::checkout::{self, Submission, Submitted};
use serde_json::json;

use super::{by_card, count, price, read};
use crate::harness::{TestApp, both_engines};

async fn buy(app: &TestApp, session: &str, form: &Submission) {
    let sent = checkout::submit(app.house(), session.parse().expect("an id"), form).await.expect("an answer");
    assert_eq!(sent, Submitted::Complete);
}

both_engines!(a_checkout_with_a_price_that_recurs_begins_a_subscription);
async fn a_checkout_with_a_price_that_recurs_begins_a_subscription(app: TestApp) {
    let api = app.merchant().await.api().await;
    let monthly = price(&api, 2900, "month").await;
    let once = json!({ "product": { "name": "Grinder" }, "amount": 9900, "currency": "eur" });
    let once = api.post("/v1/prices", once).await.id();
    let asked = json!({
        "line_items": [{ "price": once }, { "price": monthly, "quantity": 2 }], "save_payment_method": true,
        "customer": { "external_id": "user-1", "email": "ada@example.com" }
    });
    let session = api.post("/v1/checkout_sessions", asked).await.assert_status(201).id();

    buy(&app, &session, &by_card("ada@example.com")).await;

    let sub = read(&api, "/v1/subscriptions").await["data"][0].clone();
    assert_eq!(
        (&sub["status"], &sub["amount"], &sub["checkout_session_id"]),
        (&"active".into(), &5800.into(), &json!(session))
    );
    assert_eq!((sub["items"].as_array().map(Vec::len), sub["card_id"].is_string()), (Some(1), true));
    assert_eq!(count(&app, "invoices", "status = 'paid' AND amount = 15700 AND payment_id <> ''").await, 1);
    let customer = read(&api, "/v1/customers/external_id:user-1").await;
    assert_eq!((&customer["has_active_subscription"], &customer["counts"]["subscriptions"]), (&true.into(), &1.into()));
    assert_eq!(count(&app, "payments", "1 = 1").await, 1);
}

both_engines!(what_is_free_recurs_without_a_payment);
async fn what_is_free_recurs_without_a_payment(app: TestApp) {
    let api = app.merchant().await.api().await;
    let free = price(&api, 0, "month").await;
    let session = api.post("/v1/checkout_sessions", json!({ "line_items": [{ "price": free }] })).await.id();

    buy(&app, &session, &by_card("guest@example.com")).await;

    let sub = read(&api, "/v1/subscriptions").await["data"][0].clone();
    let ends =
        clientele_domain::import::moment(sub["current_period_end"].as_str().expect("a moment")).expect("a moment");
    assert_eq!(sub["status"], "active");
    super::look(&app, ends).await;
    let renewed = read(&api, &format!("/v1/subscriptions/{}", sub["id"].as_str().expect("an id"))).await;
    assert_eq!((&renewed["status"], &renewed["current_period_start"]), (&"active".into(), &sub["current_period_end"]));
    assert_eq!((count(&app, "payments", "1 = 1").await, count(&app, "invoices", "status = 'paid'").await), (0, 2));
}
