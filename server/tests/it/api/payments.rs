//! Payments and orders.

use serde_json::{Value, json};

use crate::harness::{TestApp, both_engines};

both_engines!(a_payment_taken_elsewhere_is_recorded_with_its_order);
async fn a_payment_taken_elsewhere_is_recorded_with_its_order(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "external_id": "user-1" })).await;

    let answer = api
        .post(
            "/v1/payments",
            json!({
                "amount": 2500, "currency": "EUR", "customer_id": "external_id:user-1", "source_id": "till-7",
                "description": "Punched cards", "metadata": { "till": 7 }, "occurred_at": "2026-01-31T12:30:00+01:00",
                "method": { "type": "card", "brand": "visa", "last4": "4242", "exp_month": 4, "exp_year": 2030 }
            }),
        )
        .await;

    let payment = answer.assert_status(201).json();
    assert_eq!((&payment["amount"], &payment["currency"]), (&2500.into(), &"eur".into()));
    assert_eq!((&payment["status"], &payment["source"]), (&"succeeded".into(), &"api".into()));
    assert_eq!((&payment["customer_id"], &payment["source_id"]), (&ada.as_str().into(), &"till-7".into()));
    assert_eq!(payment["succeeded_at"], "2026-01-31T11:30:00.000000Z");
    assert_eq!((&payment["method"]["exp_year"], &payment["method"]["address"]), (&2030.into(), &Value::Null));
    assert_eq!(payment["metadata"], json!({ "till": 7 }));
    assert_eq!(api.get(&format!("/v1/payments/{}", answer.id())).await.json(), payment);
    let order = api.get(&format!("/v1/orders/{}", payment["order_id"].as_str().expect("an order"))).await.json();
    assert_eq!((&order["status"], &order["customer_id"]), (&"paid".into(), &ada.as_str().into()));
    let customer = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&customer["totals"][0]["spent"], &customer["counts"]["orders"]), (&2500.into(), &1.into()));
}

both_engines!(a_pending_payment_counts_once_it_succeeds);
async fn a_pending_payment_counts_once_it_succeeds(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let announce = json!({ "amount": 900, "currency": "eur", "customer_id": ada, "status": "pending" });
    let (good, bad) =
        (api.post("/v1/payments", announce.clone()).await.id(), api.post("/v1/payments", announce).await.id());
    let counts = async || api.get(&format!("/v1/customers/{ada}")).await.json()["counts"].clone();
    assert_eq!((&counts().await["payments"], &counts().await["orders"]), (&0.into(), &2.into()));

    let succeeded = api.post(&format!("/v1/payments/{good}/succeed"), json!({})).await;
    let failed = api.post(&format!("/v1/payments/{bad}/fail"), json!({})).await;

    assert_eq!(succeeded.assert_status(200).json()["status"], "succeeded");
    assert_eq!((failed.assert_status(200).json()["status"].clone(), failed.header("etag")), ("failed".into(), "\"2\""));
    assert_eq!((&counts().await["payments"], &counts().await["orders"]), (&1.into(), &2.into()));
    let again = api.post(&format!("/v1/payments/{good}/succeed"), json!({})).await;
    assert_eq!(again.assert_status(200).json(), succeeded.json());
    api.post(&format!("/v1/payments/{good}/fail"), json!({})).await.assert_problem(409, "invalid_state");
    assert_eq!(counts().await["payments"], 1);
    let orders = api.walk(&format!("/v1/customers/{ada}/orders")).await;
    assert_eq!((&orders[0]["status"], &orders[1]["status"]), (&"canceled".into(), &"paid".into()));
}

both_engines!(twenty_who_settle_at_once_count_once);
async fn twenty_who_settle_at_once_count_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let pending = json!({ "amount": 900, "currency": "eur", "customer_id": ada, "status": "pending" });
    let path = format!("/v1/payments/{}/succeed", api.post("/v1/payments", pending).await.id());

    let all = (0..20).map(|_| {
        let (api, path) = (api.clone(), path.clone());
        tokio::spawn(async move { api.post(&path, json!({})).await })
    });
    for answer in all.collect::<Vec<_>>() {
        answer.await.expect("an answer").assert_status(200);
    }

    let customer = api.get(&format!("/v1/customers/{ada}")).await.json();
    assert_eq!((&customer["totals"][0]["spent"], &customer["counts"]["payments"]), (&900.into(), &1.into()));
    let told = api.walk("/v1/events?type=payment.succeeded").await;
    assert_eq!(told.len(), 1);
}

both_engines!(who_paid_is_found_by_what_is_told_of_them);
async fn who_paid_is_found_by_what_is_told_of_them(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "email": "ada@example.com" })).await;
    let pay = async |customer: Value| {
        let paid = json!({ "amount": 100, "currency": "eur", "customer": customer });
        api.post("/v1/payments", paid).await.assert_status(201).json()["customer_id"].clone()
    };

    assert_eq!(pay(json!({ "email": "ADA@example.com", "external_id": "user-1" })).await, ada.as_str());
    assert_eq!(pay(json!({ "external_id": "user-1", "name": "Somebody" })).await, ada.as_str());
    assert_ne!(pay(json!({ "email": "ada@example.com", "external_id": "user-2" })).await, ada.as_str());
    assert_eq!(api.get(&format!("/v1/customers/{ada}")).await.json()["external_id"], "user-1");
}

both_engines!(what_is_wrong_with_a_payment_is_told_at_once);
async fn what_is_wrong_with_a_payment_is_told_at_once(app: TestApp) {
    let api = app.merchant().await.api().await;
    let wrong = json!({
        "currency": "doubloon", "status": "refunded", "occurred_at": "2999-01-01", "customer": { "email": "nobody" },
        "method": { "kind": "card", "last4": "4242424242424242" }
    });

    let answer = api.post("/v1/payments", wrong).await;

    answer.assert_problem(422, "parameter_unknown");
    let mut fields: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
    fields.sort();
    let expected = ["amount", "currency", "customer.email", "method.kind", "method.last4", "occurred_at", "status"];
    assert_eq!(fields, expected);
    let unknown = json!({ "amount": 1, "currency": "eur", "customer_id": "external_id:nobody" });
    let answer = api.post("/v1/payments", unknown).await;
    assert_eq!(answer.assert_problem(422, "parameter_invalid").faults()[0].0, "customer_id");
    let large = json!({ "amount": 1_000_000_000_000_001i64, "currency": "eur", "customer": { "name": "Ada" } });
    api.post("/v1/payments", large).await.assert_problem(422, "parameter_invalid");
    assert_eq!(api.walk("/v1/customers").await, [] as [Value; 0], "nobody was made on the way");
}

both_engines!(payments_are_listed_by_what_is_known_of_them);
async fn payments_are_listed_by_what_is_known_of_them(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (ada, grace) = (shop.customer().name("Ada").create().await, shop.customer().name("Grace").create().await);
    for cents in [100, 200, 300] {
        shop.payment(ada, cents).await;
    }
    let link = json!({
        "amount": 400, "currency": "eur", "customer_id": grace, "source": "payment_link", "source_id": "plink_1",
        "status": "pending"
    });
    api.post("/v1/payments", link).await.assert_status(201);

    let amounts = async |query: &str| {
        let found = api.walk(&format!("/v1/payments?limit=2{query}")).await;
        found.iter().map(|payment| payment["amount"].as_i64().expect("an amount")).collect::<Vec<_>>()
    };
    assert_eq!(amounts("").await, [400, 300, 200, 100]);
    assert_eq!(amounts(&format!("&customer={ada}")).await, [300, 200, 100]);
    assert_eq!(amounts("&source=payment_link").await, [400]);
    assert_eq!(amounts("&source_id=plink_1").await, [400]);
    assert_eq!(amounts("&status=pending").await, [400]);
    assert_eq!(amounts("&status=succeeded").await, [300, 200, 100]);
    assert_eq!(amounts("&created_before=2020-01-01").await, [] as [i64; 0]);
    assert_eq!(amounts("&created_from=2020-01-01").await, [400, 300, 200, 100]);
    api.get("/v1/payments?customer=email:nobody@example.com").await.assert_problem(404, "not_found");
}
