//! A server that is killed between any two steps of a refund leaves something that the next one goes on with, and money is
//! given back once. A step is kept from happening by taking its table away.

use std::time::Duration;

use clientele_service::refunds;
use serde_json::json;

use super::{GOOD, by_card, of, read};
use crate::harness::{Api, TestApp, both_engines};

/// The tables without which each step can't be done: to ask the processor, and to note what it answered.
const STEPS: [&str; 2] = ["sandbox_refunds", "customer_totals"];

async fn without(app: &TestApp, table: &str, gone: bool) {
    let (from, to) =
        if gone { (table.to_owned(), format!("{table}_gone")) } else { (format!("{table}_gone"), table.to_owned()) };
    app.sql(&format!("ALTER TABLE {from} RENAME TO {to}")).await;
}

async fn goes_on(app: &TestApp, api: &Api, payment: &str, refund: &str) {
    let status = async || read(api, &format!("/v1/refunds/{refund}")).await["status"].clone();
    assert_eq!(status().await, "pending");
    api.post("/v1/refunds", of(payment, Some(1))).await.assert_problem(409, "refund_exceeds_payment");
    api.post(&format!("/v1/refunds/{refund}/cancel"), json!({})).await.assert_problem(409, "invalid_state");
    refunds::carry_on(app.house()).await.expect("a look");
    assert_eq!(status().await, "pending", "whoever asked may still be there");

    app.pass(Duration::from_secs(20));
    // Several servers may look at the same moment.
    let looks = (0..4).map(|_| {
        let app = app.clone();
        tokio::spawn(async move { refunds::carry_on(app.house()).await.expect("a look") })
    });
    for look in looks.collect::<Vec<_>>() {
        look.await.expect("a look");
    }

    assert_eq!(status().await, "succeeded");
    let events = api.walk(&format!("/v1/events?object={refund}")).await;
    assert_eq!(events.iter().filter(|event| event["type"] == "refund.succeeded").count(), 1);
    assert_eq!(read(api, &format!("/v1/payments/{payment}")).await["refunded_amount"], 2500);
}

both_engines!(a_refund_that_is_interrupted_at_any_step_is_gone_on_with);
async fn a_refund_that_is_interrupted_at_any_step_is_gone_on_with(app: TestApp) {
    let api = app.merchant().await.api().await;
    for table in STEPS {
        let payment = by_card(&app, &api, GOOD).await;
        without(&app, table, true).await;
        let refund = api.post("/v1/refunds", of(&payment, None)).await.assert_status(201).json();
        without(&app, table, false).await;

        goes_on(&app, &api, &payment, refund["id"].as_str().expect("an id")).await;
    }
}

both_engines!(a_request_with_a_key_that_is_interrupted_is_answered_with_its_refund);
async fn a_request_with_a_key_that_is_interrupted_is_answered_with_its_refund(app: TestApp) {
    let api = app.merchant().await.api().await;
    let payment = by_card(&app, &api, GOOD).await;
    let once = api.with_header("idempotency-key", "refund-1");
    without(&app, "sandbox_refunds", true).await;
    let refund = once.post("/v1/refunds", of(&payment, None)).await.assert_status(201).json();
    without(&app, "sandbox_refunds", false).await;

    let again = once.post("/v1/refunds", of(&payment, None)).await.assert_status(201).json();

    assert_eq!(again["id"], refund["id"]);
    goes_on(&app, &api, &payment, refund["id"].as_str().expect("an id")).await;
}
