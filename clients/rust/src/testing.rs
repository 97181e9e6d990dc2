//! What the tests share: people, and a place to run futures.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::json;

use crate::Customer;

fn customer(id: &str, profile: serde_json::Value) -> Customer {
    let mut told = json!({ "object": "customer", "id": id, "livemode": false, "portal": false });
    if let (Some(told), Some(profile)) = (told.as_object_mut(), profile.as_object()) {
        told.extend(profile.clone());
    }
    serde_json::from_value(told).expect("a customer")
}

pub(crate) fn ada() -> Customer {
    customer("cus_ada", json!({ "external_id": "ada", "name": "Ada", "email": "ada@analytical.example" }))
}

pub(crate) fn bob() -> Customer {
    customer("cus_bob", json!({ "external_id": "bob", "name": "Bob", "email": "bob@analytical.example" }))
}

/// Whose session doesn't show who it is.
pub(crate) fn unnamed() -> Customer {
    customer("cus_ada", json!({}))
}

/// Lets others go on first.
pub(crate) async fn pause() {
    let mut paused = false;
    std::future::poll_fn(|context| {
        context.waker().wake_by_ref();
        if std::mem::replace(&mut paused, true) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}

/// Runs a future to its end, on this thread.
pub(crate) fn run<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(answer) = future.as_mut().poll(&mut context) {
            return answer;
        }
    }
    panic!("a future that never ends")
}
