//! What does not arrive.

use std::time::Duration;

use serde_json::{Value, json};

use super::{HOUR, Told, text};
use crate::harness::{TestApp, both_engines};

both_engines!(what_did_not_arrive_is_sent_again_by_the_schedule);
async fn what_did_not_arrive_is_sent_again_by_the_schedule(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    told.receiver.answers(500, "Oh dear").answers(503, "").answers(429, "");
    told.shop.customer().name("Ada").create().await;

    assert_eq!(told.deliver().await, 1);
    // The pauses are 5 seconds, a minute and 5 minutes, each a tenth longer or shorter.
    for pause in [5, 60, 300] {
        told.app.pass(Duration::from_secs(pause).mul_f64(0.8));
        assert_eq!(told.deliver().await, 0, "too early, after {pause}");
        told.app.pass(Duration::from_secs(pause).mul_f64(0.4));
        assert_eq!(told.deliver().await, 1, "after {pause}");
    }

    let heard = told.receiver.heard();
    assert_eq!(heard.len(), 4);
    assert!(
        heard.iter().all(|one| one.body == heard[0].body && one.header("webhook-id") == heard[0].header("webhook-id"))
    );
    assert!(heard.iter().all(|one| one.is_signed_with(text(&endpoint["secret"]))));
    let delivery = told.in_full(&told.deliveries(&endpoint).await[0]).await;
    assert_eq!((&delivery["status"], &delivery["attempt_count"]), (&json!("delivered"), &json!(4)));
    let attempts = delivery["attempts"].as_array().expect("attempts");
    let answered: Vec<&Value> = attempts.iter().map(|attempt| &attempt["response_status"]).collect();
    assert_eq!(answered, [&json!(200), &json!(429), &json!(503), &json!(500)]);
    assert_eq!(attempts[3]["response_body"], "Oh dear");
    assert_eq!(told.look(&endpoint).await["failing_since"], Value::Null);
}

both_engines!(after_ten_attempts_it_has_failed_and_after_three_days_so_has_the_endpoint);
async fn after_ten_attempts_it_has_failed_and_after_three_days_so_has_the_endpoint(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["customer.created"]).await;
    for _ in 0..12 {
        told.receiver.answers(500, "");
    }
    told.shop.customer().name("Ada").create().await;

    let mut sent = told.deliver().await;
    let began = told.house.now();
    while told.deliveries(&endpoint).await[0]["status"] == "pending" {
        told.app.pass(HOUR / 4);
        sent += told.deliver().await;
        if told.house.now() < began.plus(HOUR * 71) {
            assert_eq!(told.look(&endpoint).await["enabled"], true);
        }
    }
    assert_eq!((sent, told.receiver.heard().len()), (10, 10));
    let took = Duration::from_micros((told.house.now().micros() - began.micros()).unsigned_abs());
    assert!((HOUR * 60..HOUR * 84).contains(&took), "{took:?}");

    // More than three days after the first failure, and nothing has arrived in between.
    told.app.pass(HOUR * 24);
    told.shop.customer().name("Grace").create().await;
    told.deliver().await;
    let is = told.look(&endpoint).await;
    assert_eq!(is["enabled"], false);
    assert!(text(&is["disabled_reason"]).starts_with("No event has arrived since "), "{is}");
    told.app.pass(HOUR);
    assert_eq!(told.deliver().await, 0);
    told.shop.customer().name("Mary").create().await;
    assert!(told.deliveries(&endpoint).await.len() <= 2);
}

both_engines!(who_is_gone_is_told_nothing_more);
async fn who_is_gone_is_told_nothing_more(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    told.receiver.answers(410, "Gone");
    told.shop.customer().name("Ada").create().await;

    assert_eq!(told.deliver().await, 1);

    let disabled = told.look(&endpoint).await;
    assert_eq!(disabled["enabled"], false);
    assert!(text(&disabled["disabled_reason"]).contains("410"), "{disabled}");
    assert_eq!(told.deliveries(&endpoint).await[0]["status"], "failed");
    told.shop.customer().name("Grace").create().await;
    told.app.pass(HOUR * 48);
    assert_eq!((told.deliver().await, told.receiver.heard().len()), (0, 1));
}

both_engines!(a_delivery_is_sent_again_by_hand);
async fn a_delivery_is_sent_again_by_hand(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    told.shop.customer().name("Ada").create().await;
    told.deliver().await;
    let delivery = told.deliveries(&endpoint).await.remove(0);
    let retry = format!("/v1/deliveries/{}/retry", text(&delivery["id"]));

    told.receiver.answers(500, "");
    let pending = told.api.post(&retry, json!({})).await.assert_status(200).json();
    assert_eq!((&pending["status"], &pending["id"]), (&json!("pending"), &delivery["id"]));
    assert_eq!(told.deliver().await, 1);
    // It waits for its time, unless somebody can't.
    assert_eq!(told.deliver().await, 0);
    told.api.post(&retry, json!({})).await.assert_status(200);
    assert_eq!(told.deliver().await, 1);

    let heard = told.receiver.heard();
    assert_eq!(heard.len(), 3);
    assert!(heard.iter().all(|one| one.body == heard[0].body));
    let now = told.in_full(&delivery).await;
    assert_eq!((&now["status"], &now["attempt_count"]), (&json!("delivered"), &json!(3)));
}
