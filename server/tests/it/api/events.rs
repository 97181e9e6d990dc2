//! What happened is told, in order, once and for all.

use serde_json::{Value, json};

use crate::harness::{TestApp, both_engines};

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().expect("a type")).collect()
}

both_engines!(every_change_of_state_is_told_in_its_order);
async fn every_change_of_state_is_told_in_its_order(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada", "metadata": { "plan": "pro" } })).await;
    api.patch(&format!("/v1/customers/{ada}"), json!({ "name": "Augusta", "tags": ["vip"] })).await.assert_status(200);
    api.patch(&format!("/v1/customers/{ada}"), json!({ "name": "Augusta" })).await.assert_status(200);
    let wallet = json!({ "chain_id": 1, "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed" });
    api.post(&format!("/v1/customers/{ada}/wallets"), wallet).await.assert_status(201);
    let pending = json!({ "amount": 900, "currency": "eur", "customer_id": ada, "status": "pending" });
    let payment = api.post("/v1/payments", pending).await.id();
    api.post(&format!("/v1/payments/{payment}/succeed"), json!({})).await.assert_status(200);

    let mut told = api.walk("/v1/events?limit=2").await;
    told.sort_by_key(|event| event["sequence"].as_i64());

    let expected = ["customer.created", "customer.updated", "customer.updated", "payment.created", "payment.succeeded"];
    assert_eq!(kinds(&told), expected);
    assert_eq!(told.iter().map(|event| event["sequence"].as_i64().unwrap_or(0)).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    assert!(told.iter().all(|event| event["customer_id"] == ada.as_str()));
    assert_eq!(told[0]["data"]["object"]["name"], "Ada");
    assert_eq!(told[1]["data"]["object"]["name"], "Augusta");
    assert_eq!(told[1]["data"]["previous"], json!({ "name": "Ada", "tags": [] }));
    assert_eq!(told[2]["data"]["previous"], json!({ "wallets": [] }));
    assert_eq!(
        (&told[3]["data"]["object"]["status"], &told[4]["data"]["object"]["status"]),
        (&"pending".into(), &"succeeded".into())
    );
    let one = api.get(&format!("/v1/events/{}", told[1]["id"].as_str().expect("an id"))).await;
    assert_eq!(one.assert_status(200).json(), told[1]);
}

both_engines!(what_happens_to_a_user_names_them_as_the_merchant_does);
async fn what_happens_to_a_user_names_them_as_the_merchant_does(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "external_id": "user-123" })).await;
    let paid = json!({ "amount": 900, "currency": "eur", "customer_id": ada, "status": "succeeded" });
    api.post("/v1/payments", paid).await.assert_status(201);
    let grace = api.customer(json!({ "name": "Grace" })).await;

    let told = api.walk("/v1/events").await;

    let named = |customer: &str| {
        let of = told.iter().filter(|event| event["customer_id"] == customer);
        of.map(|event| event["data"].get("external_id").cloned()).collect::<Vec<_>>()
    };
    assert_eq!(named(&ada), vec![Some("user-123".into()); 2]);
    assert_eq!(named(&grace), [None]);
}

both_engines!(events_are_found_by_type_and_by_object);
async fn events_are_found_by_type_and_by_object(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = shop.customer().name("Ada").create().await;
    let payment = shop.payment(ada, 100).await.id;
    shop.customer().name("Grace").create().await;

    assert_eq!(kinds(&api.walk("/v1/events?type=payment.succeeded").await), ["payment.succeeded"]);
    assert_eq!(kinds(&api.walk(&format!("/v1/events?object={payment}")).await), ["payment.succeeded"]);
    assert_eq!(kinds(&api.walk(&format!("/v1/events?object={ada}")).await), ["customer.created"]);
    assert_eq!(api.walk("/v1/events?type=customer.created").await.len(), 2);
    assert_eq!(api.walk("/v1/events?created_before=2020-01-01").await.len(), 0);
    api.get("/v1/events?type=customer.hatched").await.assert_problem(422, "parameter_invalid");
}

both_engines!(what_was_refused_is_not_told);
async fn what_was_refused_is_not_told(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "external_id": "user-1" })).await;
    let grace = api.customer(json!({ "external_id": "user-2" })).await;

    let taken = json!({ "external_id": "user-1" });
    api.patch(&format!("/v1/customers/{grace}"), taken.clone()).await.assert_problem(409, "external_id_taken");
    api.with_header("idempotency-key", "x").post("/v1/customers", taken).await.assert_problem(409, "external_id_taken");

    assert_eq!(kinds(&api.walk("/v1/events").await), ["customer.created", "customer.created"]);
    assert_eq!(api.walk(&format!("/v1/events?object={ada}")).await.len(), 1);
}

both_engines!(erasing_a_person_erases_what_was_told_of_them);
async fn erasing_a_person_erases_what_was_told_of_them(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada Lovelace", "email": "ada@example.com" })).await;
    api.patch(&format!("/v1/customers/{ada}"), json!({ "name": "Augusta Lovelace" })).await.assert_status(200);
    let paid = json!({ "amount": 900, "currency": "eur", "customer_id": ada, "metadata": { "gift_for": "Babbage" } });
    api.post("/v1/payments", paid).await.assert_status(201);

    api.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);

    let answer = api.get("/v1/events").await;
    for personal in ["Lovelace", "ada@example.com", "Babbage"] {
        answer.assert_status(200).assert_lacks(personal);
    }
    let told = answer.json()["data"].as_array().cloned().expect("events");
    assert_eq!(kinds(&told), ["customer.deleted", "payment.succeeded", "customer.updated", "customer.created"]);
    assert_eq!(told[0]["data"]["object"], json!({ "object": "customer", "id": ada, "deleted": true }));
    assert_eq!(told[1]["data"]["object"]["amount"], 900);
}

both_engines!(the_timeline_tells_events_and_notes);
async fn the_timeline_tells_events_and_notes(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let path = format!("/v1/customers/{ada}");
    api.patch(&path, json!({ "phone": "+233501234567" })).await.assert_status(200);
    api.post(&format!("{path}/notes"), json!({ "body": "Called back." })).await.assert_status(201);

    let told = api.walk(&format!("{path}/timeline")).await;

    assert_eq!((&told[0]["note"], &told[0]["type"]), (&"Called back.".into(), &Value::Null));
    assert_eq!(told[1]["changes"], json!([{ "field": "phone", "from": "", "to": "+233501234567" }]));
    assert_eq!((&told[2]["type"], &told[2]["actor"]), (&"customer.created".into(), &"Web shop".into()));
}
