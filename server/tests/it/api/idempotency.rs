//! A request with an idempotency key happens once.

use serde_json::json;

use crate::harness::{TestApp, both_engines};

both_engines!(a_hundred_at_once_make_one_customer);
async fn a_hundred_at_once_make_one_customer(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await.with_header("idempotency-key", "sign-up-1");

    let all = (0..100).map(|_| {
        let api = api.clone();
        tokio::spawn(async move { api.post("/v1/customers", json!({ "name": "Ada" })).await })
    });
    let mut answers = Vec::new();
    for answer in all.collect::<Vec<_>>() {
        answers.push(answer.await.expect("an answer"));
    }

    let made: Vec<_> = answers.iter().filter(|answer| answer.status == 201).collect();
    assert!(!made.is_empty());
    assert!(made.iter().all(|answer| answer.body == made[0].body), "every answer is the same");
    for other in answers.iter().filter(|answer| answer.status != 201) {
        other.assert_problem(409, "idempotency_in_progress");
    }
    assert_eq!(shop.api().await.walk("/v1/customers").await.len(), 1);
}

both_engines!(the_same_again_is_answered_with_the_same_bytes);
async fn the_same_again_is_answered_with_the_same_bytes(app: TestApp) {
    let shop = app.merchant().await;
    let plain = shop.api().await;
    let api = plain.with_header("idempotency-key", "one");
    let first = api.post("/v1/customers", json!({ "name": "Ada" })).await;
    first.assert_status(201);
    plain.patch(&format!("/v1/customers/{}", first.id()), json!({ "name": "Augusta" })).await.assert_status(200);

    let again = api.post("/v1/customers", json!({ "name": "Ada" })).await;

    assert_eq!((again.status, &again.body), (first.status, &first.body));
    assert_eq!((first.header("idempotent-replayed"), again.header("idempotent-replayed")), ("", "true"));
    // Who may not make a customer is not told of one either.
    let reader =
        shop.api_with(clientele_domain::key::KeyKind::Secret, "read").await.with_header("idempotency-key", "one");
    let refused = reader.post("/v1/customers", json!({ "name": "Ada" })).await;
    refused.assert_problem(422, "idempotency_key_reused").assert_lacks("Ada");
    // Another key of the same shop repeats the same request; another shop does not.
    let colleague = shop.api().await.with_header("idempotency-key", "one");
    assert_eq!(colleague.post("/v1/customers", json!({ "name": "Ada" })).await.body, first.body);
    let elsewhere = app.merchant().await.api().await.with_header("idempotency-key", "one");
    assert_ne!(elsewhere.post("/v1/customers", json!({ "name": "Ada" })).await.id(), first.id());
}

both_engines!(another_request_under_the_key_is_refused_without_effect);
async fn another_request_under_the_key_is_refused_without_effect(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await.with_header("idempotency-key", "one");
    let ada = api.post("/v1/customers", json!({ "name": "Ada" })).await.id();

    api.post("/v1/customers", json!({ "name": "Eve" })).await.assert_problem(422, "idempotency_key_reused");
    let note = format!("/v1/customers/{ada}/notes");
    api.post(&note, json!({ "name": "Ada" })).await.assert_problem(422, "idempotency_key_reused");

    assert_eq!(shop.api().await.walk("/v1/customers").await.len(), 1);
}

both_engines!(what_was_refused_leaves_the_key_free);
async fn what_was_refused_leaves_the_key_free(app: TestApp) {
    let shop = app.merchant().await;
    let plain = shop.api().await;
    let api = plain.with_header("idempotency-key", "one");
    plain.customer(json!({ "external_id": "user-1" })).await;

    api.post("/v1/customers", json!({ "email": "nobody" })).await.assert_problem(422, "parameter_invalid");
    api.post("/v1/customers", json!({ "external_id": "user-1" })).await.assert_problem(409, "external_id_taken");
    api.post("/v1/customers", json!({ "external_id": "user-2" })).await.assert_status(201);

    assert_eq!(plain.walk("/v1/customers").await.len(), 2);
}

both_engines!(a_key_counts_for_a_day);
async fn a_key_counts_for_a_day(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await.with_header("idempotency-key", "one");
    let first = api.post("/v1/customers", json!({ "name": "Ada" })).await.id();

    app.pass(std::time::Duration::from_secs(24 * 3600 + 1));

    assert_ne!(api.post("/v1/customers", json!({ "name": "Eve" })).await.assert_status(201).id(), first);
    for key in ["", " ", "é", &"x".repeat(256)] {
        let odd = shop.api().await.with_header("idempotency-key", key);
        odd.post("/v1/customers", json!({ "name": "Ada" })).await.assert_problem(422, "parameter_invalid");
    }
}

both_engines!(a_payment_for_somebody_new_happens_once_as_a_whole);
async fn a_payment_for_somebody_new_happens_once_as_a_whole(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await.with_header("idempotency-key", "order-1");
    let paid = json!({ "amount": 2500, "currency": "eur", "customer": { "email": "ada@example.com" } });

    let (one, other) = tokio::join!(api.post("/v1/payments", paid.clone()), api.post("/v1/payments", paid.clone()));

    assert_eq!(one.assert_status(201).body, other.assert_status(201).body);
    assert_eq!(shop.api().await.walk("/v1/payments").await.len(), 1);
    assert_eq!(shop.api().await.walk("/v1/customers").await.len(), 1);
}

both_engines!(an_erased_person_is_in_no_answer_that_was_kept);
async fn an_erased_person_is_in_no_answer_that_was_kept(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await.with_header("idempotency-key", "one");
    let ada = api.post("/v1/customers", json!({ "name": "Ada Lovelace" })).await.id();
    shop.api().await.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);

    let again = api.post("/v1/customers", json!({ "name": "Ada Lovelace" })).await;

    assert_eq!(again.assert_status(201).json(), json!({ "object": "customer", "id": ada, "deleted": true }));
    assert_eq!(shop.api().await.walk("/v1/customers").await.len(), 0);
}
