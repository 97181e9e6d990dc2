//! What programs do with subscriptions.

use std::time::Duration;

use clientele_domain::payment::MethodKind;
use clientele_service::checkout::{self, Submission, Submitted};
use clientele_service::invoices;
use serde_json::{Value, json};

use super::{count, keep_card, look, pay, price, read};
use crate::harness::{TestApp, both_engines};

const DAY: Duration = Duration::from_secs(86_400);

fn id(object: &Value) -> &str {
    object["id"].as_str().expect("an id")
}

both_engines!(a_subscription_without_a_card_waits_for_its_first_payment);
async fn a_subscription_without_a_card_waits_for_its_first_payment(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada", "external_id": "user-1" })).await;
    let price = price(&api, 2900, "month").await;
    let asked =
        json!({ "customer_id": "external_id:user-1", "price_id": price, "quantity": 2, "metadata": { "a": 1 } });

    let made = api.post("/v1/subscriptions", asked).await.assert_status(201).json();

    assert_eq!((&made["status"], &made["amount"], &made["card_id"]), (&"past_due".into(), &5800.into(), &json!(null)));
    assert_eq!((&made["metadata"]["a"], &made["items"][0]["quantity"]), (&1.into(), &2.into()));
    assert_eq!(read(&api, &format!("/v1/customers/{ada}")).await["has_active_subscription"], true, "in its grace");
    pay(&shop, ada.parse().expect("an id"), app.house().now()).await;
    let sub = format!("/v1/subscriptions/{}", made["id"].as_str().expect("an id"));
    assert_eq!(read(&api, &sub).await["status"], "active");
    for path in ["/v1/subscriptions".to_owned(), format!("/v1/subscriptions?customer={ada}&status=active")] {
        assert_eq!(api.walk(&path).await.len(), 1, "{path}");
    }
    assert_eq!(api.walk(&format!("/v1/customers/{ada}/subscriptions")).await.len(), 1);
    assert!(api.walk("/v1/subscriptions?status=ended").await.is_empty());
}

both_engines!(what_is_wrong_is_told_where_it_was_sent);
async fn what_is_wrong_is_told_where_it_was_sent(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let monthly = price(&api, 2900, "month").await;
    let yearly = price(&api, 29_000, "year").await;
    let once = json!({ "product": { "name": "A print" }, "amount": 500, "currency": "eur" });
    let once = api.post("/v1/prices", once).await.id();

    for (body, fields) in [
        (json!({}), &["customer_id", "price_id"][..]),
        (json!({ "customer_id": "cus_nobody", "price_id": monthly }), &["customer_id"]),
        (json!({ "customer_id": ada, "price_id": once }), &["price_id"]),
        (json!({ "customer_id": ada, "price_id": monthly, "quantity": 0 }), &["quantity"]),
        (json!({ "customer_id": ada, "price_id": monthly, "trial_days": 731 }), &["trial_days"]),
        (json!({ "customer_id": ada, "price_id": monthly, "card_id": "card_nobodys" }), &["card_id"]),
        (json!({ "customer_id": ada, "items": [{ "price": monthly }, { "price": yearly }] }), &["items[1].price"]),
        (json!({ "customer_id": ada, "price_id": monthly, "items": [] }), &["items"]),
    ] {
        let answer = api.post("/v1/subscriptions", body.clone()).await;
        let found: Vec<String> = answer.faults().into_iter().map(|(field, _)| field).collect();
        assert_eq!(
            (answer.status.as_u16(), found),
            (422, fields.iter().map(|field| (*field).to_owned()).collect()),
            "{body}"
        );
    }
    assert_eq!(count(&app, "subscriptions", "1 = 1").await, 0);
}

both_engines!(a_change_counts_from_the_next_period_on);
async fn a_change_counts_from_the_next_period_on(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let (small, large) = (price(&api, 2900, "month").await, price(&api, 4900, "month").await);
    let yearly = price(&api, 29_000, "year").await;
    let made = api.post("/v1/subscriptions", json!({ "customer_id": ada, "price_id": small, "trial_days": 10 })).await;
    let sub = format!("/v1/subscriptions/{}", made.id());
    app.pass(DAY * 4);
    look(&app, app.house().now()).await;
    let open = "status = 'open'";
    assert_eq!(count(&app, "invoices", &format!("{open} AND amount = 2900")).await, 1, "made out 7 days before");

    let changed = api.patch(&sub, json!({ "price_id": large, "quantity": 3 })).await.assert_status(200).json();

    assert_eq!((&changed["amount"], &changed["next_items"][0]["quantity"]), (&2900.into(), &3.into()));
    assert_eq!(count(&app, "invoices", "status = 'void' AND amount = 2900").await, 1);
    assert_eq!(count(&app, "invoices", &format!("{open} AND amount = 14700")).await, 1);
    api.patch(&sub, json!({ "price_id": yearly })).await.assert_status(422);
    pay(&shop, ada.parse().expect("an id"), app.house().now()).await;
    api.patch(&sub, json!({ "quantity": 1 })).await.assert_problem(409, "invalid_state");
    app.pass(DAY * 6);
    look(&app, app.house().now()).await;
    let after = read(&api, &sub).await;
    assert_eq!(
        (&after["status"], &after["amount"], &after["next_items"]),
        (&"active".into(), &14_700.into(), &json!(null))
    );
    let renamed = api.patch(&sub, json!({ "metadata": { "team": "blue" } })).await.assert_status(200).json();
    assert_eq!(renamed["metadata"]["team"], "blue");
}

both_engines!(canceling_resuming_and_pausing);
async fn canceling_resuming_and_pausing(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let ada = api.customer(json!({ "name": "Ada" })).await;
    let price = price(&api, 2900, "month").await;
    let made = api.post("/v1/subscriptions", json!({ "customer_id": ada, "price_id": price, "trial_days": 5 })).await;
    let sub = format!("/v1/subscriptions/{}", made.id());
    look(&app, app.house().now()).await;
    assert_eq!(count(&app, "invoices", "status = 'open'").await, 1);

    let canceled = api.post(&format!("{sub}/cancel"), json!({ "at_period_end": true })).await.assert_status(200).json();
    assert_eq!((&canceled["cancel_at_period_end"], &canceled["active_until"]), (&true.into(), &canceled["trial_end"]));
    assert_eq!(count(&app, "invoices", "status = 'open'").await, 0);
    let resumed = api.post(&format!("{sub}/resume"), json!({})).await.assert_status(200).json();
    assert_eq!(resumed["cancel_at_period_end"], false);
    assert_eq!(count(&app, "invoices", "status = 'open'").await, 1);
    let stale = api.with_header("if-match", "\"1\"");
    stale.post(&format!("{sub}/cancel"), json!({})).await.assert_status(412);

    api.post(&format!("{sub}/pause"), json!({})).await.assert_status(200);
    app.pass(DAY * 5);
    look(&app, app.house().now()).await;
    let paused = read(&api, &sub).await;
    assert_eq!((&paused["status"], paused["paused_at"].is_string()), (&"active".into(), true));
    assert_eq!(count(&app, "invoices", "status = 'draft'").await, 1);
    assert_eq!(count(&app, "invoices", "status = 'open'").await, 0);
    api.post(&format!("{sub}/unpause"), json!({})).await.assert_status(200);

    let canceled = api.post(&format!("{sub}/cancel"), json!({})).await.assert_status(200).json();
    assert_eq!(canceled["status"], "canceled");
    assert_eq!(read(&api, &format!("/v1/customers/{ada}")).await["has_active_subscription"], false);
    for act in ["cancel", "resume", "pause", "unpause"] {
        api.post(&format!("{sub}/{act}"), json!({})).await.assert_problem(409, "invalid_state");
    }
}

both_engines!(subscriptions_go_with_their_customer_and_end_with_them);
async fn subscriptions_go_with_their_customer_and_end_with_them(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let (ada, bob) = (api.customer(json!({ "name": "Ada" })).await, api.customer(json!({ "name": "Bob" })).await);
    keep_card(&app, &api, &ada).await;
    let price = price(&api, 2900, "month").await;
    api.post("/v1/subscriptions", json!({ "customer_id": ada, "price_id": price })).await.assert_status(201);

    let merge = api.post(&format!("/v1/customers/{ada}/merge"), json!({ "into": bob })).await.assert_status(201).id();
    let merged = read(&api, &format!("/v1/customers/{bob}?include=subscriptions")).await;
    assert_eq!((&merged["has_active_subscription"], &merged["subscription_status"]), (&true.into(), &"active".into()));
    assert_eq!(merged["subscriptions"].as_array().map(Vec::len), Some(1));
    api.post(&format!("/v1/merges/{merge}/undo"), json!({})).await.assert_status(200);
    assert_eq!(read(&api, &format!("/v1/customers/{bob}")).await["has_active_subscription"], false);
    assert_eq!(read(&api, &format!("/v1/customers/{ada}")).await["has_active_subscription"], true);

    api.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);
    assert_eq!(read(&api, "/v1/subscriptions").await["data"][0]["status"], "canceled");
}

both_engines!(periods_are_counted_on_the_merchants_calendar);
async fn periods_are_counted_on_the_merchants_calendar(app: TestApp) {
    let api = app.merchant().await.api().await;
    let change = json!({ "billing": { "time_zone": "america/new_york", "grace_days": 5 } });
    let changed = api.patch("/v1/settings", change).await.assert_status(200).json();
    assert_eq!(changed["billing"], json!({ "time_zone": "America/New_York", "grace_days": 5 }));
    assert_eq!(read(&api, "/v1/settings").await["billing"], changed["billing"]);
    for wrong in [json!({ "time_zone": "Mars" }), json!({ "grace_days": 28 }), json!({ "grace_days": null })] {
        api.patch("/v1/settings", json!({ "billing": wrong })).await.assert_status(422);
    }
    // Half past eleven in the evening of 30 January in New York.
    let clock = api.post("/v1/test_clocks", json!({ "now": "2027-01-31T04:30:00Z" })).await.id();
    let ada = api.customer(json!({ "name": "Ada", "test_clock_id": clock })).await;
    keep_card(&app, &api, &ada).await;
    let price = price(&api, 2900, "month").await;
    let made =
        api.post("/v1/subscriptions", json!({ "customer_id": ada, "price_id": price })).await.assert_status(201).json();

    assert_eq!(
        (&made["status"], &made["current_period_end"], &made["active_until"]),
        (&"active".into(), &"2027-03-01T04:30:00.000000Z".into(), &"2027-03-06T04:30:00.000000Z".into())
    );
}

both_engines!(money_that_comes_after_the_end_brings_nothing_back);
async fn money_that_comes_after_the_end_brings_nothing_back(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let price = price(&api, 2900, "month").await;
    let subscribed = async |name: &str| {
        let customer = api.customer(json!({ "name": name })).await;
        let asked = json!({ "customer_id": customer, "price_id": price, "trial_days": 2 });
        (customer, api.post("/v1/subscriptions", asked).await.id())
    };
    let (late, canceled) = (subscribed("Ada").await, subscribed("Bob").await);
    let billed =
        async |customer: &str| read(&api, &format!("/v1/invoices?customer={customer}")).await["data"][0].clone();
    look(&app, app.house().now()).await;
    // Bob looks at the Lightning invoice of a period that never begins.
    let desk =
        invoices::desk(&shop.ctx(), id(&billed(&canceled.0).await).parse().expect("an id")).await.expect("a desk");
    let lightning = Submission { method: Some(MethodKind::Lightning), ..Submission::default() };
    assert_eq!(checkout::submit(app.house(), desk, &lightning).await.expect("an answer"), Submitted::Waiting);
    api.post(&format!("/v1/subscriptions/{}/cancel", canceled.1), json!({})).await.assert_status(200);
    app.pass(DAY * 6);
    look(&app, app.house().now()).await;
    let before = (billed(&late.0).await["status"].clone(), billed(&canceled.0).await["status"].clone());
    assert_eq!(before, (json!("uncollectible"), json!("void")));
    let events = api.walk("/v1/events?type=subscription.canceled").await.len();
    assert_eq!(events, 2);

    let place = format!("/v1/invoices/{}/pay", id(&billed(&late.0).await));
    api.post(&place, json!({ "paid_elsewhere": { "method": "cash" } })).await.assert_status(200);
    app.sql("UPDATE sandbox_charges SET outcome = 'succeeded' WHERE outcome = 'waiting'").await;
    app.pass(Duration::from_secs(20));
    checkout::ask_and_expire(app.house()).await.expect("a look");
    look(&app, app.house().now().plus(DAY * 40)).await;

    assert_eq!(billed(&late.0).await["status"], "paid");
    for (customer, subscription) in [&late, &canceled] {
        assert_eq!(api.walk(&format!("/v1/payments?customer={customer}")).await.len(), 1);
        let after = read(&api, &format!("/v1/subscriptions/{subscription}")).await;
        assert_eq!((&after["status"], &after["current_period_end"]), (&json!("canceled"), &after["trial_end"]));
        let customer = read(&api, &format!("/v1/customers/{customer}")).await;
        assert_eq!(
            (&customer["has_active_subscription"], &customer["subscription_status"]),
            (&json!(false), &json!("canceled"))
        );
        assert_eq!(
            api.walk(&format!("/v1/events?object={subscription}"))
                .await
                .iter()
                .filter(|event| event["type"] == "subscription.renewed")
                .count(),
            0
        );
    }
    assert_eq!(read(&api, &format!("/v1/customers/{}", canceled.0)).await["balance"][0]["amount"], 2900);
}
