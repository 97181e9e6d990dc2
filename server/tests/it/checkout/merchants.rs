//! What a merchant makes, changes and calls off.

use std::time::Duration;

use clientele_service::checkout::{self, Shown, Submitted};
use serde_json::{Value, json};

use super::{GOOD, form, read, session, submit};
use crate::harness::{TestApp, both_engines};

both_engines!(what_is_wrong_with_a_session_is_told_at_once);
async fn what_is_wrong_with_a_session_is_told_at_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let asked = json!({
        "amount": -5, "customer": { "email": "nobody" }, "customer_update": { "name": "auto" },
        "custom_fields": [{ "label": "Size", "type": "dropdown", "options": [{ "label": "S" }] }],
        "require_customer_data": ["tax id"], "success_url": "javascript:alert(1)", "titel": "A print"
    });

    let answer = api.post("/v1/checkout_sessions", asked).await;

    answer.assert_problem(422, "parameter_unknown");
    let mut fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
    fields.sort();
    let expected = [
        "amount",
        "currency",
        "custom_fields[0].options",
        "customer.email",
        "require_customer_data[0]",
        "success_url",
        "titel",
        "title",
    ];
    assert_eq!(fields, expected);
}

both_engines!(a_guest_can_not_be_named_and_what_excludes_each_other_is_refused);
async fn a_guest_can_not_be_named_and_what_excludes_each_other_is_refused(app: TestApp) {
    let api = app.merchant().await.api().await;
    let guest = super::paid(&app, &api, json!({}), &form("ada@example.com", GOOD)).await["customer_id"].clone();
    let ada = api.customer(json!({ "external_id": "user-1" })).await;
    let refused = async |more: Value| {
        let mut asked = json!({ "amount": 100, "currency": "usd", "title": "A print" });
        asked.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        let answer = api.post("/v1/checkout_sessions", asked).await;
        answer.assert_status(422);
        answer.faults().into_iter().map(|(field, _)| field).collect::<Vec<_>>()
    };

    assert_eq!(refused(json!({ "customer_id": guest })).await, ["customer_id"]);
    assert_eq!(refused(json!({ "customer_id": "external_id:nobody" })).await, ["customer_id"]);
    assert_eq!(refused(json!({ "customer_id": ada, "customer": { "name": "Ada" } })).await, ["customer"]);
    assert_eq!(refused(json!({ "customer_id": ada, "customer_creation": "always" })).await, ["customer_creation"]);
    assert_eq!(refused(json!({ "customer_update": { "name": "auto" } })).await, ["customer_update"]);
    assert_eq!(refused(json!({ "expires_after_minutes": 0 })).await, ["expires_after_minutes"]);
}

both_engines!(a_session_is_changed_while_it_is_open);
async fn a_session_is_changed_while_it_is_open(app: TestApp) {
    let api = app.merchant().await.api().await;
    let id = session(&api, json!({ "metadata": { "cart": 1, "till": 2 }, "customer": { "name": "Ada" } })).await;
    let path = format!("/v1/checkout_sessions/{id}");

    let change = json!({ "metadata": { "cart": 3, "till": null }, "customer": { "email": "ada@example.com" } });
    let changed = api.patch(&path, change).await.assert_status(200).json();

    assert_eq!((&changed["metadata"], &changed["version"]), (&json!({ "cart": 3 }), &2.into()));
    assert_eq!(changed["customer_details"]["name"], "Ada");
    assert_eq!(changed["missing_fields"], json!([]));
    let outdated = api.with_header("if-match", "\"1\"").patch(&path, json!({ "metadata": {} })).await;
    outdated.assert_status(412);
    assert_eq!(submit(&app, &id, &form("ada@example.com", GOOD)).await, Submitted::Complete);
    api.patch(&path, json!({ "metadata": { "cart": 4 } })).await.assert_problem(409, "invalid_state");
}

both_engines!(nobody_pays_what_was_called_off_or_has_expired);
async fn nobody_pays_what_was_called_off_or_has_expired(app: TestApp) {
    let api = app.merchant().await.api().await;
    let (off, late) = (session(&api, json!({})).await, session(&api, json!({ "expires_after_minutes": 10 })).await);
    let expired = api.post(&format!("/v1/checkout_sessions/{off}/expire"), json!({})).await;
    assert_eq!(expired.assert_status(200).json()["status"], "expired");
    assert_eq!(submit(&app, &off, &form("ada@example.com", GOOD)).await, Submitted::Over);
    let shown = checkout::open(app.house(), off.parse().expect("an id")).await.expect("a page");
    assert_eq!(shown.shown(app.house().now()), Shown::Canceled);

    app.pass(Duration::from_secs(601));

    assert_eq!(submit(&app, &late, &form("ada@example.com", GOOD)).await, Submitted::Over);
    checkout::ask_and_expire(app.house()).await.expect("a look");
    assert_eq!(read(&api, &late).await["status"], "expired");
    assert_eq!(api.walk("/v1/events?type=checkout_session.expired").await.len(), 2);
    assert_eq!(api.walk("/v1/payments").await, [] as [Value; 0]);
}

both_engines!(money_that_no_machine_sees_is_confirmed_once);
async fn money_that_no_machine_sees_is_confirmed_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let id = session(&api, json!({ "customer": { "email": "ada@example.com" } })).await;
    let path = format!("/v1/checkout_sessions/{id}/confirm_payment");

    let done = api.post(&path, json!({ "method": "bank_transfer" })).await.assert_status(200).json();

    assert_eq!((&done["status"], &done["customer"]["email"]), (&"complete".into(), &"ada@example.com".into()));
    api.post(&path, json!({})).await.assert_problem(409, "invalid_state");
    let payments = api.walk("/v1/payments").await;
    assert_eq!((payments.len(), &payments[0]["method"]["type"]), (1, &"bank_transfer".into()));
}
