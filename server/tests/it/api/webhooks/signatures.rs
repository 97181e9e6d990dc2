//! Who receives can tell that it comes from here.

use axum::http::HeaderMap;
use serde_json::{Value, json};
use standardwebhooks::Webhook;

use super::{HOUR, Told, text};
use crate::harness::{TestApp, both_engines};

both_engines!(a_message_is_signed_as_the_specification_says);
async fn a_message_is_signed_as_the_specification_says(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    told.shop.customer().name("Ada ✓").create().await;
    told.deliver().await;

    let heard = &told.receiver.heard()[0];
    let webhook = Webhook::new(text(&endpoint["secret"])).expect("a secret");
    let headers: HeaderMap = heard.headers.clone();
    assert!(webhook.verify(heard.body.as_bytes(), &headers).is_ok(), "{headers:?}");
    assert!(webhook.verify(heard.body.replace("Ada", "Eve").as_bytes(), &headers).is_err());
}

both_engines!(for_a_day_a_new_secret_stands_beside_the_one_before);
async fn for_a_day_a_new_secret_stands_beside_the_one_before(app: TestApp) {
    let told = Told::open(&app).await;
    let endpoint = told.endpoint("/", &["*"]).await;
    let path = format!("/v1/webhook_endpoints/{}", text(&endpoint["id"]));
    let rotated = told.api.post(&format!("{path}/rotate_secret"), json!({})).await.assert_status(200).json();
    let (old, new) = (text(&endpoint["secret"]), text(&rotated["secret"]));
    assert!(new.starts_with("whsec_") && new != old);
    assert!(rotated["previous_secret_until"].is_string());

    told.shop.customer().name("Ada").create().await;
    told.deliver().await;
    told.app.pass(HOUR * 24 + HOUR);
    told.shop.customer().name("Grace").create().await;
    told.deliver().await;

    let heard = told.receiver.heard();
    assert_eq!(heard[0].header("webhook-signature").split(' ').count(), 2);
    assert!(heard[0].is_signed_with(old) && heard[0].is_signed_with(new));
    assert_eq!(heard[1].header("webhook-signature").split(' ').count(), 1);
    assert!(!heard[1].is_signed_with(old) && heard[1].is_signed_with(new));
    assert_eq!(told.look(&endpoint).await["secret"], Value::Null);
}
