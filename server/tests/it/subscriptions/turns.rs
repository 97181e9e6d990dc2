//! What can't be gone on with keeps nobody else waiting.

use std::time::Duration;

use serde_json::json;

use super::{at, count, ctx_at, look, price, texts};
use crate::harness::{TestApp, both_engines};

/// More than are looked at in one go.
const MANY: usize = 60;

both_engines!(sixty_subscriptions_that_always_fail_keep_the_one_behind_them_waiting_for_nothing);
async fn sixty_subscriptions_that_always_fail_keep_the_one_behind_them_waiting_for_nothing(app: TestApp) {
    let shop = app.merchant().await;
    let api = shop.api().await;
    let price = price(&api, 2900, "month").await.parse().expect("an id");
    let ada = api.customer(json!({ "name": "Ada" })).await;
    for number in 0..=MANY {
        let asked = clientele_service::subscriptions::NewSubscription {
            customer: ada.parse().expect("a customer"),
            items: vec![clientele_domain::catalog::LineItem { price, quantity: 1 }],
            // The last one is due a day after the others.
            trial_days: if number == MANY { 11 } else { 10 },
            card: None,
            metadata: Vec::new(),
        };
        let made = clientele_service::subscriptions::create(&ctx_at(&shop, at("2027-01-31")), &asked).await;
        made.expect("a subscription");
    }
    let last = texts(&app, "SELECT id FROM subscriptions ORDER BY due_at DESC LIMIT 1").await.remove(0);
    app.sql(&format!("UPDATE subscriptions SET items = '{{' WHERE id <> '{last}'")).await;

    look(&app, at("2027-02-20")).await;

    let late = "status = 'past_due' OR status = 'canceled'";
    assert_eq!(count(&app, "subscriptions", late).await, 1, "the last one had its turn");
    assert_eq!(count(&app, "subscriptions", "passed_over_until IS NOT NULL").await, MANY);
    // As soon as they can be gone on with, they are.
    app.sql(&format!("UPDATE subscriptions SET items = (SELECT items FROM subscriptions WHERE id = '{last}')")).await;
    look(&app, at("2027-02-20").plus(Duration::from_secs(30))).await;
    assert_eq!(count(&app, "subscriptions", late).await, 1, "not before their time has come again");
    look(&app, at("2027-02-20").plus(Duration::from_secs(600))).await;
    assert_eq!(count(&app, "subscriptions", late).await, MANY + 1);
    assert_eq!(count(&app, "subscriptions", "passed_over_until IS NOT NULL").await, 0);
}
