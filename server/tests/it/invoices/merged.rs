//! Invoices and credit go with a customer who is merged, and come back; and they outlast what is known of a person.

use std::time::Duration;

use clientele_service::invoices;
use serde_json::json;

use super::{act, balance, billed, give, id};
use crate::harness::{TestApp, both_engines};

both_engines!(invoices_and_credit_go_along_and_come_back);
async fn invoices_and_credit_go_along_and_come_back(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let twin = api.customer(json!({ "name": "Ada L" })).await;
    let late = billed(&api, &twin, 900).await;
    app.pass(Duration::from_secs(15 * 86_400));
    invoices::due(app.house()).await.expect("a look");
    give(&api, &twin, 300).await;
    give(&api, &ada, 100).await;

    let merge = api.post(&format!("/v1/customers/{twin}/merge"), json!({ "into": ada })).await.id();
    assert_eq!(balance(&api, &ada).await, 400);
    let one = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&one["delinquent"], &one["counts"]["invoices"]), (&json!(true), &json!(1)));
    assert_eq!(api.walk(&format!("/v1/customers/{ada}/invoices")).await[0]["id"], late["id"]);
    // The one record uses credit that came with the other.
    let used = billed(&api, &ada, 350).await;
    assert_eq!((&used["status"], balance(&api, &ada).await), (&json!("paid"), 50));

    api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_status(200);

    assert_eq!((balance(&api, &ada).await, balance(&api, &twin).await), (0, 50), "nobody is below nothing");
    let [ada, twin] = [ada, twin].map(|id| format!("/v1/customers/{id}"));
    let (ada, twin) = (api.get(&ada).await.json(), api.get(&twin).await.json());
    assert_eq!((&ada["delinquent"], &ada["counts"]["invoices"]), (&json!(false), &json!(1)));
    assert_eq!((&twin["delinquent"], &twin["counts"]["invoices"]), (&json!(true), &json!(1)));
}

both_engines!(credit_goes_back_with_what_gave_it);
async fn credit_goes_back_with_what_gave_it(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let twin = api.customer(json!({ "name": "Ada L" })).await;
    give(&api, &twin, 100).await;
    let theirs = billed(&api, &twin, 900).await;
    let paid = json!({ "amount": 500, "currency": "eur", "customer_id": twin });
    let paid = api.post("/v1/payments", paid).await.id();
    let merge = api.post(&format!("/v1/customers/{twin}/merge"), json!({ "into": ada })).await.id();
    let refund = json!({ "payment": paid, "amount": 200, "reason": "duplicate", "destination": "balance" });
    api.post("/v1/refunds", refund).await.assert_status(201);
    act(&api, &theirs, "void", json!({})).await;
    assert_eq!(balance(&api, &ada).await, 300);

    api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_status(200);

    assert_eq!((balance(&api, &ada).await, balance(&api, &twin).await), (0, 300));
}

both_engines!(invoices_stay_when_a_customer_is_deleted);
async fn invoices_stay_when_a_customer_is_deleted(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let invoice = billed(&api, &ada, 900).await;
    let note = json!({ "amount": 100, "currency": "eur", "note": "She moved to Nairobi" });
    api.post(&format!("/v1/customers/{ada}/balance_transactions"), note).await.assert_status(201);
    api.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);

    assert_eq!(api.walk(&format!("/v1/customers/{ada}/invoices")).await[0]["id"], invoice["id"]);
    let moved = api.walk(&format!("/v1/customers/{ada}/balance_transactions")).await;
    assert_eq!((&moved[0]["amount"], &moved[0]["note"]), (&json!(100), &json!(null)));
    let paid = act(&api, &invoice, "pay", json!({ "paid_elsewhere": { "method": "cash" } })).await;
    assert_eq!(paid["status"], "paid", "the books go on");
    let asked = json!({ "customer_id": ada, "lines": [{ "description": "More", "amount": 1 }] });
    api.post("/v1/invoices", asked).await.assert_problem(422, "parameter_invalid");
    for event in api.walk("/v1/events?type=invoice.created").await {
        assert_eq!(event["data"]["object"]["id"].as_str(), Some(id(&invoice)), "told as it is now");
    }
}
