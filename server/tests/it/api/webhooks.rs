//! Webhooks: what is told to whom, and what becomes of it.

mod deliveries;
mod endpoints;
mod failing;
mod killed;
mod once_each;
mod outbound;
mod signatures;

use std::time::Duration;

use clientele::webhooks_sender::courier;
use clientele_service::House;
use clientele_service::webhooks::{Courier, deliver_due};
use serde_json::{Value, json};

use crate::harness::{Api, Receiver, Shop, TestApp};

/// A merchant whose receiver is on this machine.
struct Told {
    app: TestApp,
    shop: Shop,
    api: Api,
    house: House,
    courier: Courier,
    receiver: Receiver,
}

impl Told {
    async fn open(app: &TestApp) -> Self {
        let shop = app.merchant().await;
        let (house, router) = app.in_development();
        let api = shop.api().await.at(&router);
        let courier = courier().expect("a courier");
        Self { app: app.clone(), shop, api, house, courier, receiver: Receiver::start().await }
    }

    /// An endpoint that is told of these events at this path.
    async fn endpoint(&self, path: &str, events: &[&str]) -> Value {
        let asked = json!({ "url": self.receiver.url(path), "events": events });
        self.api.post("/v1/webhook_endpoints", asked).await.assert_status(201).json()
    }

    /// Sends what is due now; gives how many were sent.
    async fn deliver(&self) -> usize {
        deliver_due(&self.house, &self.courier).await.expect("it is sent and noted")
    }

    /// The deliveries to an endpoint, newest first.
    async fn deliveries(&self, endpoint: &Value) -> Vec<Value> {
        let id = endpoint["id"].as_str().expect("an id");
        self.api.walk(&format!("/v1/webhook_endpoints/{id}/deliveries")).await
    }

    /// A delivery with its attempts.
    async fn in_full(&self, delivery: &Value) -> Value {
        let id = delivery["id"].as_str().expect("an id");
        self.api.get(&format!("/v1/deliveries/{id}")).await.assert_status(200).json()
    }

    /// The endpoint as it is now.
    async fn look(&self, endpoint: &Value) -> Value {
        let id = endpoint["id"].as_str().expect("an id");
        self.api.get(&format!("/v1/webhook_endpoints/{id}")).await.assert_status(200).json()
    }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

const HOUR: Duration = Duration::from_secs(3600);
