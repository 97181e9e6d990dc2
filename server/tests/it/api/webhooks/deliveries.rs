//! What is told to whom.

use clientele::webhooks_runner;
use serde_json::{Value, json};

use super::{Told, text};
use crate::harness::{TestApp, both_engines};

fn types(deliveries: &[Value]) -> Vec<&str> {
    deliveries.iter().map(|delivery| text(&delivery["event_type"])).collect()
}

both_engines!(an_event_and_its_deliveries_are_there_together);
async fn an_event_and_its_deliveries_are_there_together(app: TestApp) {
    let told = Told::open(&app).await;
    told.shop.customer().name("Grace").create().await;
    let all = told.endpoint("/all", &["*"]).await;
    let paid = told.endpoint("/paid", &["payment.succeeded", "payment.failed"]).await;
    let elsewhere = app.merchant().await;

    let ada = told.api.customer(json!({ "name": "Ada", "external_id": "user-1" })).await;
    let taken = told.api.with_header("idempotency-key", "x");
    taken.post("/v1/customers", json!({ "external_id": "user-1" })).await.assert_problem(409, "external_id_taken");
    let payment = json!({ "amount": 900, "currency": "eur", "customer_id": ada, "status": "pending" });
    let payment = told.api.with_header("idempotency-key", "y").post("/v1/payments", payment).await.id();
    told.api.post(&format!("/v1/payments/{payment}/succeed"), json!({})).await.assert_status(200);
    elsewhere.customer().name("Somebody else's").create().await;
    told.shop.live().customer().name("Live").create().await;

    let to_all = told.deliveries(&all).await;
    assert_eq!(types(&to_all), ["payment.succeeded", "payment.created", "customer.created"], "nothing from before");
    assert_eq!(types(&told.deliveries(&paid).await), ["payment.succeeded"]);
    assert!(to_all.iter().all(|delivery| delivery["status"] == "pending" && delivery["attempt_count"] == 0));

    assert_eq!(told.deliver().await, 4);
    let heard = told.receiver.heard();
    assert_eq!(heard.iter().filter(|heard| heard.path == "/paid").count(), 1);
    for heard in heard {
        let id = heard.header("webhook-id");
        assert_eq!(heard.body, told.api.get(&format!("/v1/events/{id}")).await.body, "as the API tells it");
        assert_eq!(heard.header("content-type"), "application/json");
        assert!(heard.header("user-agent").starts_with("Clientele/"));
    }
    assert_eq!(told.deliver().await, 0);
    let delivery = told.in_full(&told.deliveries(&paid).await[0]).await;
    assert_eq!((&delivery["status"], &delivery["next_attempt_at"]), (&json!("delivered"), &Value::Null));
    let attempt = &delivery["attempts"][0];
    assert_eq!((&attempt["response_status"], &attempt["response_body"]), (&json!(200), &json!("Thank you")));
    assert_eq!(attempt["error"], Value::Null);
    assert!(text(&attempt["request_headers"]).contains(&format!("webhook-id: {}\n", text(&delivery["event_id"]))));
    assert!(text(&delivery["request_body"]).contains("\"payment.succeeded\""));
}

both_engines!(a_server_sends_what_is_due_by_itself);
async fn a_server_sends_what_is_due_by_itself(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    let running = tokio::spawn(webhooks_runner::run(told.house.clone(), told.courier.clone()));

    for number in 0..10 {
        told.shop.customer().name(&format!("Person {number}")).create().await;
    }
    told.receiver.has_heard(10).await;
    while told.deliveries(&endpoint).await.iter().any(|delivery| delivery["status"] != "delivered") {
        tokio::task::yield_now().await;
    }

    running.abort();
    assert!(running.await.expect_err("it never ends").is_cancelled());
    assert_eq!(told.receiver.heard().len(), 10);
}

both_engines!(a_test_is_told_to_one_endpoint_and_is_no_event);
async fn a_test_is_told_to_one_endpoint_and_is_no_event(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["payment.failed"]).await;
    let path = format!("/v1/webhook_endpoints/{}", text(&endpoint["id"]));

    let delivery = told.api.post(&format!("{path}/test"), json!({})).await.assert_status(201).json();
    assert_eq!((&delivery["event_type"], &delivery["status"]), (&json!("webhook.test"), &json!("pending")));
    assert_eq!(told.deliver().await, 1);

    let heard = &told.receiver.heard()[0];
    assert!(heard.is_signed_with(text(&endpoint["secret"])));
    assert_eq!((&heard.event()["type"], &heard.event()["customer_id"]), (&json!("webhook.test"), &Value::Null));
    assert_eq!(heard.event()["data"]["object"]["id"], endpoint["id"]);
    assert_eq!(heard.event()["id"], heard.header("webhook-id"));
    assert_eq!(told.api.walk("/v1/events").await.len(), 0);
    told.api.patch(&path, json!({ "enabled": false })).await.assert_status(200);
    told.api.post(&format!("{path}/test"), json!({})).await.assert_problem(409, "invalid_state");
}

both_engines!(a_disabled_endpoint_is_told_nothing_and_what_was_pending_waits);
async fn a_disabled_endpoint_is_told_nothing_and_what_was_pending_waits(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    let path = format!("/v1/webhook_endpoints/{}", text(&endpoint["id"]));
    told.shop.customer().name("Before").create().await;
    let disabled = told.api.patch(&path, json!({ "enabled": false })).await.assert_status(200).json();
    assert_eq!((&disabled["enabled"], &disabled["disabled_reason"]), (&json!(false), &json!("Disabled by Web shop.")));
    told.shop.customer().name("Meanwhile").create().await;

    assert_eq!(told.deliver().await, 0);
    let waiting = told.deliveries(&endpoint).await;
    assert_eq!((waiting.len(), &waiting[0]["next_attempt_at"]), (1, &Value::Null));
    let retry = format!("/v1/deliveries/{}/retry", text(&waiting[0]["id"]));
    told.api.post(&retry, json!({})).await.assert_problem(409, "invalid_state");

    let enabled = told.api.patch(&path, json!({ "enabled": true })).await.assert_status(200).json();
    assert_eq!((&enabled["enabled"], &enabled["disabled_at"]), (&json!(true), &Value::Null));
    assert_eq!(told.deliver().await, 1);
    assert_eq!(told.receiver.heard()[0].event()["data"]["object"]["name"], "Before");
}

both_engines!(what_is_pending_for_a_removed_endpoint_is_sent_no_more);
async fn what_is_pending_for_a_removed_endpoint_is_sent_no_more(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    told.shop.customer().name("Ada").create().await;
    let delivery = told.deliveries(&endpoint).await.remove(0);

    told.api.delete(&format!("/v1/webhook_endpoints/{}", text(&endpoint["id"]))).await.assert_status(200);
    told.shop.customer().name("Grace").create().await;

    assert_eq!(told.deliver().await, 0);
    assert_eq!(told.in_full(&delivery).await["status"], "failed");
    let retry = format!("/v1/deliveries/{}/retry", text(&delivery["id"]));
    told.api.post(&retry, json!({})).await.assert_problem(409, "invalid_state");
}

both_engines!(an_erased_person_is_in_nothing_that_was_sent_or_came_back);
async fn an_erased_person_is_in_nothing_that_was_sent_or_came_back(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    let ada = told.api.customer(json!({ "name": "Ada Lovelace", "email": "ada@example.com" })).await;
    told.receiver.answers(200, "Welcome, Ada Lovelace");
    assert_eq!(told.deliver().await, 1);
    let paid = json!({ "amount": 900, "currency": "eur", "customer_id": ada, "metadata": { "gift_for": "Lovelace" } });
    told.api.post("/v1/payments", paid).await.assert_status(201);

    told.api.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);

    for delivery in told.deliveries(&endpoint).await {
        let answer = told.api.get(&format!("/v1/deliveries/{}", text(&delivery["id"]))).await;
        answer.assert_status(200).assert_lacks("Lovelace").assert_lacks("ada@example.com");
    }
    // What was pending is still told: what remains of it.
    assert_eq!(told.deliver().await, 2);
    let heard = told.receiver.heard();
    assert!(heard[1..].iter().all(|heard| !heard.body.contains("Lovelace")), "{heard:?}");
    assert!(heard[1..].iter().any(|heard| heard.event()["data"]["object"]["amount"] == 900), "{heard:?}");
    assert!(heard[1..].iter().any(|heard| heard.event()["data"]["object"]["deleted"] == true), "{heard:?}");
    let first = told.deliveries(&endpoint).await.pop().expect("a delivery");
    told.api.post(&format!("/v1/deliveries/{}/retry", text(&first["id"])), json!({})).await.assert_status(200);
    assert_eq!(told.deliver().await, 1);
    assert_eq!(told.receiver.heard()[3].event()["data"]["object"]["deleted"], true);
}
