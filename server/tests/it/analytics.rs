//! Figures over time: what the API answers is what a walk over payments and refunds comes to.

mod asked;
mod history;
mod products;
mod recurring;
mod walked;

use serde_json::Value;

use crate::harness::Api;

async fn read(api: &Api, path: &str) -> Value {
    api.get(path).await.assert_status(200).json()
}
