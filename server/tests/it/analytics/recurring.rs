//! What recurs, and what moves it.

use serde_json::{Value, json};

use super::read;
use crate::harness::{Api, TestApp, both_engines};
use crate::subscriptions::keep_card;

/// A price of so many cents for this time.
async fn price(api: &Api, cents: i64, interval: &str, count: i64) -> String {
    let asked = json!({
        "product": { "name": format!("By the {interval}") }, "amount": cents, "currency": "eur",
        "recurring": { "interval": interval, "count": count }
    });
    api.post("/v1/prices", asked).await.id()
}

async fn figures(api: &Api, interval: &str, zone: &str) -> Value {
    let asked = format!("from=2027-01-01&to=2027-03-31&interval={interval}&time_zone={zone}");
    read(api, &format!("/v1/analytics/recurring?{asked}")).await
}

fn row(point: &Value) -> [i64; 8] {
    ["recurring", "new", "expansion", "contraction", "churned", "active", "started", "ended"]
        .map(|field| point[field].as_i64().expect("a figure"))
}

both_engines!(each_step_of_a_subscription_moves_what_recurs);
async fn each_step_of_a_subscription_moves_what_recurs(app: TestApp) {
    let api = app.merchant().await.api().await;
    let clock = api.post("/v1/test_clocks", json!({ "now": "2027-01-10T10:00:00Z" })).await.id();
    let turn = async |to: &str| {
        let path = format!("/v1/test_clocks/{clock}/advance");
        api.post(&path, json!({ "to": format!("{to}T10:00:00Z") })).await.assert_status(200);
    };
    let ada = api.customer(json!({ "name": "Ada", "test_clock_id": clock })).await;
    let subscribe = async |price: String, more: Value| {
        let mut asked = json!({ "customer_id": ada, "price_id": price });
        asked.as_object_mut().expect("fields").extend(more.as_object().cloned().unwrap_or_default());
        api.post("/v1/subscriptions", asked).await.assert_status(201).json()["id"].as_str().expect("an id").to_owned()
    };

    keep_card(&app, &api, &ada).await;

    // A year's 200.12 are 16.68 a month: 16.6766… rounded. What is tried counts nothing.
    let monthly = subscribe(price(&api, 1200, "month", 1).await, json!({})).await;
    let yearly = subscribe(price(&api, 10_006, "year", 1).await, json!({ "quantity": 2 })).await;
    let tried = subscribe(price(&api, 1000, "quarter", 1).await, json!({ "trial_days": 14 })).await;
    let january = [1200 + 1668, 2868, 0, 0, 0, 2, 2, 0];
    assert_eq!(row(&figures(&api, "month", "UTC").await["points"][0]), january);

    // The trial ends on the 24th; a quarter's 10.00 are 3.33 a month.
    turn("2027-01-25").await;
    let january = [2868 + 333, 3201, 0, 0, 0, 3, 3, 0];
    assert_eq!(row(&figures(&api, "month", "UTC").await["points"][0]), january);

    // Paused, it comes to nothing; unpaused, it is new again. More counts from the next period on.
    api.post(&format!("/v1/subscriptions/{yearly}/pause"), json!({})).await.assert_status(200);
    turn("2027-02-01").await;
    api.post(&format!("/v1/subscriptions/{yearly}/unpause"), json!({})).await.assert_status(200);
    api.patch(&format!("/v1/subscriptions/{monthly}"), json!({ "quantity": 3 })).await.assert_status(200);
    let points = figures(&api, "month", "UTC").await["points"].clone();
    assert_eq!(row(&points[0]), [3201 - 1668, 3201, 0, 0, 1668, 2, 3, 1]);
    assert_eq!(row(&points[1]), [3201, 1668, 0, 0, 0, 3, 1, 0]);
    turn("2027-02-11").await;
    assert_eq!(row(&figures(&api, "month", "UTC").await["points"][1]), [5601, 1668, 2400, 0, 0, 3, 1, 0]);

    // Fewer again, from March on; and one is canceled.
    api.patch(&format!("/v1/subscriptions/{monthly}"), json!({ "quantity": 2 })).await.assert_status(200);
    turn("2027-03-11").await;
    api.post(&format!("/v1/subscriptions/{tried}/cancel"), json!({ "at_period_end": false })).await.assert_status(200);
    let told = figures(&api, "month", "UTC").await;
    assert_eq!(row(&told["points"][2]), [5601 - 1200 - 333, 0, 0, 1200, 333, 2, 0, 1]);
    assert_eq!((&told["totals"]["before"], &told["totals"]["recurring"]), (&0.into(), &4068.into()));
    assert_eq!((&told["totals"]["started"], &told["totals"]["ended"]), (&4.into(), &2.into()));

    // On other calendars and by other intervals it comes to the same.
    for (interval, zone) in [("day", "UTC"), ("week", "Asia/Kathmandu"), ("quarter", "America/New_York")] {
        let other = figures(&api, interval, zone).await;
        assert_eq!(other["totals"], told["totals"], "{interval} {zone}");
    }
    let march = read(&api, "/v1/analytics/recurring?from=2027-03-01&to=2027-03-31&interval=month").await;
    assert_eq!((&march["totals"]["before"], &march["totals"]["active_before"]), (&5601.into(), &3.into()));
    assert_eq!(row(&march["points"][0]), row(&told["points"][2]));

    api.delete(&format!("/v1/customers/{ada}")).await.assert_status(200);
    assert_eq!(figures(&api, "month", "UTC").await["totals"]["active"], 0);
}
