//! What a session keeps of what the merchant asked for.

use std::time::Duration;

use clientele_domain::customer::Address;
use clientele_service::checkout::{self, Shown, Submission, Submitted};
use serde_json::json;

use super::{GOOD, form, read, session, submit, wrong};
use crate::harness::{TestApp, both_engines};

both_engines!(prices_and_quantities_make_the_total);
async fn prices_and_quantities_make_the_total(app: TestApp) {
    let api = app.merchant().await.api().await;
    let price = async |name: &str, amount: i64| {
        let asked = json!({ "product": { "name": name }, "amount": amount, "currency": "usd" });
        api.post("/v1/prices", asked).await.assert_status(201).id()
    };
    let (ticket, print) = (price("Ticket", 2000).await, price("Print", 250).await);
    let items = json!([{ "price": ticket, "quantity": 2 }, { "price": print }]);

    let made = api.post("/v1/checkout_sessions", json!({ "line_items": items })).await.assert_status(201).json();

    assert_eq!((&made["amount_total"], &made["currency"]), (&4250.into(), &"usd".into()));
    let line = &made["line_items"][0];
    assert_eq!((&line["name"], &line["unit_amount"], &line["amount"]), (&"Ticket".into(), &2000.into(), &4000.into()));
    let id = made["id"].as_str().expect("an id");
    assert_eq!(submit(&app, id, &form("ada@example.com", GOOD)).await, Submitted::Complete);
    let payments = api.walk("/v1/payments").await;
    assert_eq!(payments[0]["amount"], 4250);
    assert_eq!(payments[0]["source_description"], "Ticket and 1 more");
}

both_engines!(a_session_is_open_for_a_day_and_what_it_sells_never_changes);
async fn a_session_is_open_for_a_day_and_what_it_sells_never_changes(app: TestApp) {
    const LAST_MINUTES: Duration = Duration::from_secs(600);
    let api = app.merchant().await.api().await;
    let id = session(&api, json!({})).await;
    let path = format!("/v1/checkout_sessions/{id}");
    let shown = async || {
        let desk = checkout::open(app.house(), id.parse().expect("an id")).await.expect("a page");
        desk.shown(app.house().now())
    };

    for change in [json!({ "amount": 1 }), json!({ "currency": "eur" }), json!({ "expires_after_minutes": 5 })] {
        api.patch(&path, change).await.assert_problem(422, "parameter_unknown");
    }

    app.pass(Duration::from_secs(24 * 3600) - LAST_MINUTES);
    assert_eq!(shown().await, Shown::Form);
    app.pass(LAST_MINUTES);
    assert_eq!(shown().await, Shown::Expired);
}

both_engines!(what_is_collected_has_to_be_filled_in);
async fn what_is_collected_has_to_be_filled_in(app: TestApp) {
    let api = app.merchant().await.api().await;
    let plain = session(&api, json!({})).await;
    let usual =
        json!({ "name": false, "phone": false, "billing_address": false, "shipping_address": false, "email": true });
    assert_eq!(read(&api, &plain).await["collect"], usual);
    let all = json!({ "name": true, "phone": true, "billing_address": true, "shipping_address": true });
    let id = session(&api, json!({ "collect": all })).await;
    assert_eq!(read(&api, &id).await["missing_fields"], json!(["email", "name", "phone", "address", "shipping"]));

    let open = wrong(submit(&app, &id, &form("", GOOD)).await);

    for field in ["email", "name", "phone", "address.country", "address.line1", "shipping.line1"] {
        assert!(open.iter().any(|one| one == field), "{field} is not among {open:?}");
    }
    let mut sent = form("ada@example.com", GOOD);
    (sent.fields.name, sent.fields.phone) = ("Ada".into(), "020 7946 0018".into());
    sent.fields.address = london();
    sent.fields.shipping = Address { line1: "Ockham Park".into(), ..london() };
    assert_eq!(submit(&app, &id, &sent).await, Submitted::Complete);
    let guest = read(&api, &id).await["customer"].clone();
    assert_eq!((&guest["name"], &guest["phone"]), (&"Ada".into(), &"+442079460018".into()));
    assert_eq!((&guest["address"]["city"], &guest["shipping"]["line1"]), (&"London".into(), &"Ockham Park".into()));
}

fn london() -> Address {
    Address {
        line1: "12 St James's Square".into(),
        city: "London".into(),
        postal_code: "SW1Y 4JH".into(),
        country: "GB".into(),
        ..Address::default()
    }
}

both_engines!(a_session_keeps_its_button_and_what_follows);
async fn a_session_keeps_its_button_and_what_follows(app: TestApp) {
    let api = app.merchant().await.api().await;
    let kept = async |more| read(&api, &session(&api, more).await).await;

    for word in ["pay", "subscribe", "book", "donate"] {
        assert_eq!(kept(json!({ "submit_type": word })).await["submit_type"], word);
    }
    let plain = kept(json!({})).await;
    assert_eq!((&plain["submit_type"], &plain["after_completion"]["type"]), (&"pay".into(), &"message".into()));
    let back = "https://shop.example/thanks?session={CHECKOUT_SESSION_ID}";
    let led_on = kept(json!({ "success_url": back })).await;
    assert_eq!((&led_on["after_completion"]["type"], &led_on["success_url"]), (&"redirect".into(), &back.into()));
    let message = kept(json!({ "after_completion": { "message": "See you!" } })).await;
    assert_eq!(message["after_completion"], json!({ "type": "message", "url": null, "message": "See you!" }));
    let other = json!({ "amount": 100, "currency": "usd", "title": "A print", "submit_type": "buy" });
    api.post("/v1/checkout_sessions", other).await.assert_problem(422, "parameter_invalid");
}

both_engines!(a_completed_session_is_told_with_answers_metadata_and_customer);
async fn a_completed_session_is_told_with_answers_metadata_and_customer(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked = json!({
        "customer": { "external_id": "user-1", "email": "ada@example.com", "metadata": { "taxId": "GB1" } },
        "custom_fields": [{ "label": "Order note", "type": "text" }], "metadata": { "cart": 7 }
    });
    let id = session(&api, asked).await;
    let answers = vec![("order_note".to_owned(), "Ring twice".to_owned())];

    let sent = Submission { answers, ..form("ada@example.com", GOOD) };
    assert_eq!(submit(&app, &id, &sent).await, Submitted::Complete);

    let told = api.walk("/v1/events?type=checkout_session.completed").await;
    let told = &told[0]["data"]["object"];
    assert_eq!(told["metadata"], json!({ "cart": 7 }));
    let answer = &told["custom_fields"][0];
    assert_eq!((&answer["key"], &answer["answer"]), (&"order_note".into(), &"Ring twice".into()));
    let customer = &told["customer"];
    assert_eq!((&customer["kind"], &customer["external_id"]), (&"registered".into(), &"user-1".into()));
    assert_eq!(customer["metadata"], json!({ "taxId": "GB1", "order_note": "Ring twice" }));
}
