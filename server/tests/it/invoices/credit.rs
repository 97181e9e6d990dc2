//! Credit goes into invoices first, comes back when they are voided, and is never less than none.

use serde_json::json;

use super::{act, balance, billed, give, id, read, told};
use crate::harness::{TestApp, both_engines};

both_engines!(credit_is_applied_first_and_comes_back_when_the_invoice_is_voided);
async fn credit_is_applied_first_and_comes_back_when_the_invoice_is_voided(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    give(&api, &ada, 700).await;

    let whole = billed(&api, &ada, 500).await;
    assert_eq!((&whole["status"], &whole["amount_credited"]), (&json!("paid"), &json!(500)));
    assert_eq!(told(&api, "invoice.paid").await.len(), 1);
    let part = billed(&api, &ada, 500).await;
    assert_eq!(
        (&part["status"], &part["amount_credited"], &part["amount_remaining"]),
        (&"open".into(), &200.into(), &300.into())
    );
    assert_eq!(balance(&api, &ada).await, 0);

    let void = act(&api, &part, "void", json!({})).await;
    assert_eq!((&void["status"], &void["amount_remaining"]), (&json!("void"), &json!(0)));
    assert_eq!(balance(&api, &ada).await, 200);
    api.post(&format!("/v1/invoices/{}/void", id(&part)), json!({})).await.assert_problem(409, "invalid_state");
    api.post(&format!("/v1/invoices/{}/void", id(&whole)), json!({})).await.assert_problem(409, "invalid_state");

    let moved = api.walk(&format!("/v1/customers/{ada}/balance_transactions")).await;
    let told: Vec<_> = moved
        .iter()
        .rev()
        .map(|one| (one["type"].as_str(), one["amount"].as_i64(), one["ending_balance"].as_i64()))
        .collect();
    let expected =
        [("adjustment", 700, 700), ("invoice", -500, 200), ("invoice", -200, 0), ("invoice_voided", 200, 200)];
    assert_eq!(told, expected.map(|(kind, amount, after)| (Some(kind), Some(amount), Some(after))));
}

both_engines!(credit_is_never_below_nothing);
async fn credit_is_never_below_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let place = format!("/v1/customers/{ada}/balance_transactions");
    api.post(&place, json!({ "amount": -1, "currency": "eur" })).await.assert_problem(422, "parameter_invalid");
    api.post(&place, json!({ "amount": 0, "currency": "eur" })).await.assert_problem(422, "parameter_invalid");
    api.post(&place, json!({})).await.assert_problem(422, "parameter_missing");
    give(&api, &ada, 1000).await;

    let all = (0..20).map(|_| {
        let (api, place) = (api.clone(), place.clone());
        tokio::spawn(
            async move { api.post(&place, json!({ "amount": -300, "currency": "eur" })).await.status.as_u16() },
        )
    });
    let mut taken = 0;
    for answer in all.collect::<Vec<_>>() {
        taken += usize::from(answer.await.expect("an answer") == 201);
    }

    assert_eq!((taken, balance(&api, &ada).await), (3, 100));
    let customer = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!(customer["totals"], json!([]), "credit is nothing that was paid");
    let note = json!({ "amount": 5, "currency": "usd", "note": "Late delivery" });
    let moved = api.post(&place, note).await.assert_status(201).json();
    assert_eq!((&moved["note"], &moved["created_by"]), (&json!("Late delivery"), &json!("Web shop")));
    shop.get(&format!("customers/{ada}")).await.assert_shows("changed the credit from");
}

both_engines!(what_is_paid_elsewhere_is_a_payment_like_any_other);
async fn what_is_paid_elsewhere_is_a_payment_like_any_other(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    give(&api, &ada, 100).await;
    let invoice = billed(&api, &ada, 500).await;
    let place = format!("/v1/invoices/{}/pay", id(&invoice));
    api.post(&place, json!({})).await.assert_problem(422, "parameter_invalid");
    api.post(&place, json!({ "paid_elsewhere": {} })).await.assert_problem(422, "parameter_missing");

    let elsewhere = json!({ "paid_elsewhere": { "method": "bank_transfer", "note": "Statement of 3 May" } });
    let paid = act(&api, &invoice, "pay", elsewhere.clone()).await;

    assert_eq!(
        (&paid["status"], &paid["amount_paid"], &paid["amount_remaining"]),
        (&"paid".into(), &400.into(), &0.into())
    );
    let payment = api.get(&format!("/v1/payments/{}", paid["payment_id"].as_str().expect("a payment"))).await.json();
    assert_eq!((&payment["amount"], &payment["method"]["type"]), (&json!(400), &json!("bank_transfer")));
    assert_eq!(payment["description"], "Invoice TEST-000001: Statement of 3 May");
    assert_eq!(api.get(&format!("/v1/customers/{ada}")).await.json()["totals"][0]["spent"], 400);
    api.post(&place, elsewhere).await.assert_problem(409, "invalid_state");
    assert_eq!(read(&api, &invoice).await, paid);
    shop.get(&format!("customers/{ada}")).await.assert_shows("TEST-000001 over €5.00 was made out");
}
