//! Invoices that are not paid in time: told once, summed up by currency, and what the customer is until they are.

use std::time::Duration;

use clientele_domain::time::Timestamp;
use clientele_service::invoices;
use serde_json::{Value, json};

use super::{act, id, told};
use crate::harness::{Api, TestApp, both_engines};

const DAY: Duration = Duration::from_secs(86_400);

/// An invoice over so many minor units that is due in so many days.
async fn due_in(app: &TestApp, api: &Api, customer: &str, (minor, currency): (i64, &str), days: u32) -> Value {
    let due_at: Timestamp = app.house().now().plus(DAY * days);
    let lines = json!([{ "description": "Rent", "amount": minor }]);
    let due_at = clientele_wire::Time(due_at);
    let asked = json!({ "customer_id": customer, "lines": lines, "currency": currency, "due_at": due_at });
    api.post("/v1/invoices", asked).await.assert_status(201).json()
}

async fn customer(api: &Api, id: &str) -> Value {
    api.get(&format!("/v1/customers/{id}")).await.json()
}

both_engines!(what_is_overdue_is_told_once_however_many_look);
async fn what_is_overdue_is_told_once_however_many_look(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let first = due_in(&app, &api, &ada, (1500, "usd"), 3).await;
    due_in(&app, &api, &ada, (1000, "usd"), 2).await;
    due_in(&app, &api, &ada, (700, "eur"), 1).await;
    due_in(&app, &api, &ada, (99, "eur"), 30).await;
    let place = format!("/v1/customers/{ada}/overdue_invoices");
    assert_eq!(api.get(&place).await.json()["summary"], json!({}));

    app.pass(DAY * 4);
    let all = (0..8).map(|_| {
        let house = app.house().clone();
        tokio::spawn(async move { invoices::due(&house).await })
    });
    for one in all.collect::<Vec<_>>() {
        one.await.expect("an answer").expect("a look");
    }

    let events = told(&api, "invoice.overdue").await;
    assert_eq!(events.len(), 3);
    let overdue = api.get(&place).await.assert_status(200).json();
    let summary = json!({ "eur": { "amount": 700, "count": 1 }, "usd": { "amount": 2500, "count": 2 } });
    assert_eq!(overdue["summary"], summary);
    let amounts: Vec<i64> =
        overdue["invoices"].as_array().expect("a list").iter().filter_map(|one| one["amount"].as_i64()).collect();
    assert_eq!(
        (amounts, &overdue["customer"]["id"]),
        (vec![700, 1000, 1500], &json!(ada)),
        "the longest overdue first"
    );
    assert_eq!(customer(&api, &ada).await["delinquent"], true);
    assert_eq!(api.walk("/v1/invoices?status=open").await.len(), 4);
    shop.get(&format!("customers/{ada}")).await.assert_shows("was not paid in time");
    act(&api, &first, "pay", json!({ "paid_elsewhere": { "method": "cash" } })).await;
    assert_eq!(api.get(&place).await.json()["summary"]["usd"], json!({ "amount": 1000, "count": 1 }));
}

both_engines!(a_customer_is_late_until_what_was_written_off_is_paid_or_voided);
async fn a_customer_is_late_until_what_was_written_off_is_paid_or_voided(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let [one, two] = [due_in(&app, &api, &ada, (500, "eur"), 1).await, due_in(&app, &api, &ada, (700, "eur"), 1).await];
    app.pass(DAY * 2);
    invoices::due(app.house()).await.expect("a look");
    for invoice in [&one, &two] {
        let off = act(&api, invoice, "mark_uncollectible", json!({})).await;
        assert_eq!((&off["status"], &off["overdue"]), (&json!("uncollectible"), &json!(false)));
    }
    assert_eq!(told(&api, "invoice.uncollectible").await.len(), 2);
    assert_eq!(customer(&api, &ada).await["delinquent"], true, "nobody forgets it");

    let paid = act(&api, &one, "pay", json!({ "paid_elsewhere": { "method": "cash" } })).await;
    assert_eq!((&paid["status"], &paid["amount_paid"]), (&json!("paid"), &json!(500)));
    assert_eq!(customer(&api, &ada).await["delinquent"], true);
    act(&api, &two, "void", json!({})).await;
    assert_eq!(customer(&api, &ada).await["delinquent"], false);
    let place = format!("/v1/invoices/{}/mark_uncollectible", id(&two));
    api.post(&place, json!({})).await.assert_problem(409, "invalid_state");
}

both_engines!(sixty_invoices_that_always_fail_keep_the_one_behind_them_waiting_for_nothing);
async fn sixty_invoices_that_always_fail_keep_the_one_behind_them_waiting_for_nothing(app: TestApp) {
    let api = app.merchant().await.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    for _ in 0..60 {
        due_in(&app, &api, &ada, (500, "eur"), 1).await;
    }
    let last = due_in(&app, &api, &ada, (700, "eur"), 2).await;
    app.sql(&format!("UPDATE invoices SET lines = '{{' WHERE id <> '{}'", id(&last))).await;
    app.pass(DAY * 3);

    while invoices::due(app.house()).await.expect("a look") {}

    let told = told(&api, "invoice.overdue").await;
    assert_eq!((told.len(), &told[0]["data"]["object"]["id"]), (1, &last["id"]));
    app.sql(&format!("UPDATE invoices SET lines = (SELECT lines FROM invoices WHERE id = '{}')", id(&last))).await;
    app.pass(Duration::from_secs(600));
    while invoices::due(app.house()).await.expect("a look") {}
    assert_eq!(super::told(&api, "invoice.overdue").await.len(), 61);
}
