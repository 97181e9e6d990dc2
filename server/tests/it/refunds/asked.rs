//! Asking for refunds by API.

use serde_json::{Value, json};

use super::{GOOD, NO_REFUNDS, by_card, elsewhere, of, read};
use crate::harness::{TestApp, both_engines};

both_engines!(a_card_of_the_sandbox_gets_its_money_back_at_once_and_everything_follows);
async fn a_card_of_the_sandbox_gets_its_money_back_at_once_and_everything_follows(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = by_card(&app, &api, GOOD).await;

    let part = api.post("/v1/refunds", of(&payment, Some(1000))).await.assert_status(201).json();

    assert_eq!((&part["status"], &part["destination"]["type"]), (&"succeeded".into(), &"card".into()));
    assert_eq!(
        (&part["amount"], &part["currency"], &part["payment_id"]),
        (&1000.into(), &"usd".into(), &payment.as_str().into())
    );
    let paid = read(&api, &format!("/v1/payments/{payment}")).await;
    assert_eq!((&paid["status"], &paid["refunded_amount"]), (&"partially_refunded".into(), &1000.into()));
    assert_eq!(paid["refundable_amount"], 1500);
    let rest = api.post("/v1/refunds", of(&payment, None)).await.assert_status(201).json();
    assert_eq!((&rest["amount"], &rest["status"]), (&1500.into(), &"succeeded".into()));
    let paid = read(&api, &format!("/v1/payments/{payment}")).await;
    assert_eq!((&paid["status"], &paid["refundable_amount"]), (&"refunded".into(), &0.into()));
    let order = read(&api, &format!("/v1/orders/{}", paid["order_id"].as_str().expect("an order"))).await;
    assert_eq!(order["status"], "refunded");
    let customer = read(&api, &format!("/v1/customers/{}", paid["customer_id"].as_str().expect("a customer"))).await;
    assert_eq!((&customer["totals"][0]["refunded"], &customer["totals"][0]["net"]), (&2500.into(), &0.into()));
    let mut told = api.walk(&format!("/v1/events?object={}", rest["id"].as_str().expect("an id"))).await;
    told.sort_by_key(|event| event["sequence"].as_i64());
    let told: Vec<&Value> = told.iter().map(|event| &event["type"]).collect();
    assert_eq!(told, ["refund.created", "refund.succeeded"]);
    let timeline = read(&api, &format!("/v1/customers/{}/timeline", customer["id"].as_str().expect("an id"))).await;
    assert!(timeline["data"].as_array().expect("a list").iter().any(|entry| entry["refund_id"] == rest["id"]));

    let answer = api.post("/v1/refunds", of(&payment, None)).await;
    answer.assert_problem(409, "refund_exceeds_payment");
    assert!(answer.body.contains("Nothing is left to refund"), "{}", answer.body);
}

both_engines!(more_than_is_left_is_refused_by_saying_what_is_left_and_who_gave_back_what);
async fn more_than_is_left_is_refused_by_saying_what_is_left_and_who_gave_back_what(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = elsewhere(&api, json!({ "name": "Ada" })).await;
    api.post("/v1/refunds", of(&payment, Some(1000))).await.assert_status(201);

    let answer = api.post("/v1/refunds", of(&payment, Some(1501))).await;

    answer.assert_problem(409, "refund_exceeds_payment");
    assert!(
        answer.body.contains("€15.00 is left") && answer.body.contains("Web shop refunded €10.00"),
        "{}",
        answer.body
    );
    api.post("/v1/refunds", of(&payment, Some(1500))).await.assert_status(201);
}

both_engines!(a_request_with_a_key_gives_back_once_and_is_answered_as_things_went);
async fn a_request_with_a_key_gives_back_once_and_is_answered_as_things_went(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = by_card(&app, &api, GOOD).await;
    let once = api.with_header("idempotency-key", "refund-1");

    let first = once.post("/v1/refunds", of(&payment, Some(700))).await;
    let again = once.post("/v1/refunds", of(&payment, Some(700))).await;

    assert_eq!(first.assert_status(201).json()["status"], "succeeded");
    assert_eq!(
        (again.assert_status(201).body.clone(), again.header("idempotent-replayed")),
        (first.body.clone(), "true")
    );
    assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["refunded_amount"], 700);
    once.post("/v1/refunds", of(&payment, Some(701))).await.assert_problem(422, "idempotency_key_reused");
}

both_engines!(what_is_wrong_is_told_at_once_and_nothing_is_recorded);
async fn what_is_wrong_is_told_at_once_and_nothing_is_recorded(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = elsewhere(&api, json!({ "name": "Ada" })).await;

    let answer = api.post("/v1/refunds", json!({ "payment": "re_1", "reason": "regret" })).await;
    answer.assert_problem(422, "parameter_invalid");
    let fields: Vec<String> = answer.json()["errors"]
        .as_array()
        .expect("errors")
        .iter()
        .map(|error| error["param"].as_str().expect("a field").to_owned())
        .collect();
    assert_eq!(fields, ["reason", "payment"]);
    let wrong = json!({ "payment": payment, "reason": "other", "amount": 0, "destination": "ada@wallet" });
    let answer = api.post("/v1/refunds", wrong).await;
    answer.assert_status(422);
    assert_eq!(answer.json()["errors"].as_array().map(Vec::len), Some(3), "{}", answer.body);
    let nobodys = json!({ "payment": payment.replace(&payment[20..], "0000000000"), "reason": "duplicate" });
    api.post("/v1/refunds", nobodys).await.assert_status(422);
    let balance = json!({ "payment": payment, "reason": "duplicate", "destination": "card" });
    api.post("/v1/refunds", balance).await.assert_problem(422, "parameter_invalid");
    let pending = json!({ "amount": 900, "currency": "eur", "customer": { "name": "Ada" }, "status": "pending" });
    let pending = api.post("/v1/payments", pending).await.id();
    api.post("/v1/refunds", of(&pending, None)).await.assert_problem(409, "invalid_state");

    assert_eq!(api.walk("/v1/refunds").await, [] as [Value; 0]);
    assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["refundable_amount"], 2500);
}

both_engines!(the_customers_refund_address_is_where_it_goes_unless_somebody_chooses);
async fn the_customers_refund_address_is_where_it_goes_unless_somebody_chooses(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = json!({ "email": "ada@example.com", "refund_address": "ada@wallet.example" });
    let payment = elsewhere(&api, ada).await;
    let refund = async |destination: Option<&str>| {
        let mut asked = of(&payment, Some(100));
        if let Some(destination) = destination {
            asked["destination"] = destination.into();
        }
        api.post("/v1/refunds", asked).await.assert_status(201).json()
    };

    let usual = refund(None).await;
    assert_eq!(usual["destination"], json!({ "type": "lightning_address", "address": "ada@wallet.example" }));
    assert_eq!((&usual["status"], &usual["payout"]), (&"requires_action".into(), &Value::Null));
    let evm = refund(Some("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed")).await;
    assert_eq!(evm["destination"]["type"], "evm");
    let by_hand = refund(Some("by_hand")).await;
    assert_eq!((&by_hand["destination"]["type"], &by_hand["status"]), (&"by_hand".into(), &"requires_action".into()));
    let credit = refund(Some("balance")).await;
    assert_eq!((&credit["destination"]["type"], &credit["status"]), (&"balance".into(), &"succeeded".into()));

    let customer = read(&api, "/v1/customers/email:ada@example.com").await;
    assert_eq!(customer["balance"], json!([{ "currency": "eur", "amount": 100 }]));
    assert_eq!(customer["totals"][0]["refunded"], 100);
}

both_engines!(satoshi_that_were_paid_go_back_in_proportion);
async fn satoshi_that_were_paid_go_back_in_proportion(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = json!({ "email": "ada@example.com", "refund_address": "ada@wallet.example" });
    let asked = json!({ "amount": 184_000, "currency": "btc", "customer": ada, "method": { "type": "lightning" } });
    let payment = api.post("/v1/payments", asked).await.id();

    let refund = api.post("/v1/refunds", of(&payment, Some(1000))).await.assert_status(201).json();

    assert_eq!((&refund["payout"]["sats"], &refund["payout"]["rate"]), (&1000.into(), &Value::Null));
}

both_engines!(a_refund_that_fails_is_left_to_refund_again);
async fn a_refund_that_fails_is_left_to_refund_again(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = by_card(&app, &api, NO_REFUNDS).await;

    let failed = api.post("/v1/refunds", of(&payment, None)).await.assert_status(201).json();

    assert_eq!(failed["status"], "failed");
    assert!(failed["failure"].as_str().is_some_and(|why| why.ends_with('.')));
    assert_eq!(read(&api, &format!("/v1/payments/{payment}")).await["status"], "succeeded");
    let mut by_hand = of(&payment, None);
    by_hand["destination"] = "by_hand".into();
    let again = api.post("/v1/refunds", by_hand).await.assert_status(201).json();
    assert_eq!((&again["amount"], &again["status"]), (&2500.into(), &"requires_action".into()));
}

both_engines!(refunds_are_listed_by_payment_customer_and_state);
async fn refunds_are_listed_by_payment_customer_and_state(app: TestApp) {
    let api = app.merchant().await.api().await;
    let (ada, grace) = (
        elsewhere(&api, json!({ "email": "ada@example.com" })).await,
        elsewhere(&api, json!({ "email": "grace@example.com" })).await,
    );
    let mut refunds = Vec::new();
    for (payment, amount) in [(&ada, 100), (&ada, 200), (&grace, 300)] {
        refunds.push(api.post("/v1/refunds", of(payment, Some(amount))).await.json());
    }
    let canceled = refunds[1]["id"].as_str().expect("an id");
    let done = api.post(&format!("/v1/refunds/{canceled}/cancel"), json!({})).await.assert_status(200).json();
    assert_eq!(done["status"], "canceled");
    let amounts = async |path: &str| -> Vec<i64> {
        api.walk(path).await.iter().map(|refund| refund["amount"].as_i64().expect("an amount")).collect()
    };

    assert_eq!(amounts("/v1/refunds?limit=2").await, [300, 200, 100]);
    assert_eq!(amounts(&format!("/v1/payments/{ada}/refunds?limit=1")).await, [200, 100]);
    assert_eq!(amounts("/v1/refunds?customer=email:ada@example.com").await, [200, 100]);
    assert_eq!(amounts("/v1/refunds?status=requires_action&limit=1").await, [300, 100]);
    assert_eq!(amounts(&format!("/v1/refunds?payment={grace}")).await, [300]);
    assert_eq!(read(&api, &format!("/v1/refunds/{canceled}")).await, done);
    assert_eq!(read(&api, &format!("/v1/payments/{ada}")).await["refundable_amount"], 2400);
}

both_engines!(who_was_erased_can_still_be_given_money_back);
async fn who_was_erased_can_still_be_given_money_back(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = json!({ "email": "ada@example.com", "refund_address": "ada@wallet.example" });
    let payment = elsewhere(&api, ada).await;
    let before = api.post("/v1/refunds", of(&payment, Some(100))).await.id();
    api.post(&format!("/v1/refunds/{before}/cancel"), json!({})).await.assert_status(200);
    api.delete("/v1/customers/email:ada@example.com").await.assert_status(200);

    let refund = api.post("/v1/refunds", of(&payment, None)).await.assert_status(201).json();

    assert_eq!(refund["destination"]["type"], "by_hand");
    let body = json!({ "proof": { "transaction_id": "till 7" } });
    let sent = api.post(&format!("/v1/refunds/{}/mark_sent", refund["id"].as_str().expect("an id")), body).await;
    assert_eq!(sent.assert_status(200).json()["status"], "succeeded");
    assert_eq!(read(&api, &format!("/v1/refunds/{before}")).await["destination"]["address"], Value::Null);
    api.walk("/v1/events").await;
}
