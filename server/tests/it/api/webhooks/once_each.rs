//! Several servers at work, and servers that stop.

use std::collections::BTreeSet;
use std::time::Duration;

use clientele_service::webhooks::{attempt, claim};
use serde_json::json;

use super::Told;
use crate::harness::{TestApp, both_engines};

both_engines!(several_servers_at_once_deliver_each_event_once);
async fn several_servers_at_once_deliver_each_event_once(app: TestApp) {
    let told = Told::open(&app).await;
    told.endpoint("/one", &["*"]).await;
    told.endpoint("/other", &["*"]).await;
    for number in 0..12 {
        told.shop.customer().name(&format!("Person {number}")).create().await;
    }

    let sent = tokio::join!(told.deliver(), told.deliver(), told.deliver());

    assert_eq!(sent.0 + sent.1 + sent.2, 24);
    let heard = told.receiver.heard();
    let different: BTreeSet<(&str, &str)> =
        heard.iter().map(|heard| (heard.path.as_str(), heard.header("webhook-id"))).collect();
    assert_eq!((heard.len(), different.len()), (24, 24));
}

both_engines!(what_a_server_left_behind_another_takes_up);
async fn what_a_server_left_behind_another_takes_up(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    told.shop.customer().name("Ada").create().await;

    // This one sends it and stops before it can note that.
    let left = claim(&told.house, &[]).await.expect("claimed");
    assert_eq!(left.len(), 1);
    assert_eq!(told.deliver().await, 0, "it is not due to anybody else");
    told.app.pass(Duration::from_secs(61));
    assert_eq!(told.deliver().await, 1);
    // Or it was only slow: what it finds out late changes nothing.
    told.receiver.answers(500, "");
    for late in left {
        attempt(&told.courier, late).await.expect("it is noted");
    }

    let heard = told.receiver.heard();
    assert_eq!((heard.len(), &heard[0].body), (2, &heard[1].body));
    assert_eq!(heard[0].header("webhook-id"), heard[1].header("webhook-id"));
    let delivery = told.in_full(&told.deliveries(&endpoint).await[0]).await;
    assert_eq!((&delivery["status"], &delivery["attempt_count"]), (&json!("delivered"), &json!(2)));
    let numbers: Vec<i64> = delivery["attempts"]
        .as_array()
        .expect("attempts")
        .iter()
        .map(|attempt| attempt["number"].as_i64().expect("a number"))
        .collect();
    assert_eq!(numbers, [2, 1]);
}

both_engines!(what_brings_servers_down_is_given_up_in_the_end);
async fn what_brings_servers_down_is_given_up_in_the_end(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    told.shop.customer().name("Ada").create().await;

    for _ in 0..10 {
        assert_eq!(claim(&told.house, &[]).await.expect("claimed").len(), 1);
        told.app.pass(Duration::from_secs(61));
    }

    assert_eq!(told.deliver().await, 0);
    assert_eq!(told.deliveries(&endpoint).await[0]["status"], "failed");
}

both_engines!(who_is_busy_with_an_endpoint_gets_others);
async fn who_is_busy_with_an_endpoint_gets_others(app: TestApp) {
    let told = Told::open(&app).await;
    told.endpoint("/slow", &["*"]).await;
    for number in 0..6 {
        told.shop.customer().name(&format!("Person {number}")).create().await;
    }
    let busy = claim(&told.house, &[]).await.expect("claimed")[0].endpoint();
    told.endpoint("/quick", &["payment.succeeded"]).await;
    let ada = told.shop.customer().name("Ada").create().await;
    told.shop.payment(ada, 100).await;

    let others = claim(&told.house, &[busy]).await.expect("claimed");

    assert_eq!(others.len(), 1);
    assert_ne!(others[0].endpoint(), busy);
}
