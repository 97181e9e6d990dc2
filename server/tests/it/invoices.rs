//! Invoices and credit: numbers without gaps, what pays them, and what becomes of them.

mod charged;
mod credit;
mod late;
mod merged;
mod numbers;

use clientele_domain::card::CardDraft;
use clientele_domain::payment::MethodKind;
use clientele_service::checkout::{self, Submission, Submitted};
use serde_json::{Value, json};

use crate::harness::{Api, TestApp};

/// An invoice over so many cents, made out; as it is told.
async fn billed(api: &Api, customer: &str, cents: i64) -> Value {
    let lines = json!([{ "description": "Bouquet", "amount": cents }]);
    let asked = json!({ "customer_id": customer, "lines": lines, "currency": "eur" });
    api.post("/v1/invoices", asked).await.assert_status(201).json()
}

fn id(object: &Value) -> &str {
    object["id"].as_str().expect("an id")
}

async fn read(api: &Api, invoice: &Value) -> Value {
    api.get(&format!("/v1/invoices/{}", id(invoice))).await.assert_status(200).json()
}

/// Does this about an invoice; gives it as it is then.
async fn act(api: &Api, invoice: &Value, act: &str, body: Value) -> Value {
    api.post(&format!("/v1/invoices/{}/{act}", id(invoice)), body).await.assert_status(200).json()
}

/// Gives credit, or takes it.
async fn give(api: &Api, customer: &str, cents: i64) {
    let asked = json!({ "amount": cents, "currency": "eur" });
    api.post(&format!("/v1/customers/{customer}/balance_transactions"), asked).await.assert_status(201);
}

/// What a customer has to their credit, in cents.
async fn balance(api: &Api, customer: &str) -> i64 {
    let customer = api.get(&format!("/v1/customers/{customer}")).await.json();
    customer["balance"][0]["amount"].as_i64().unwrap_or(0)
}

/// The events of this kind, the first one first.
async fn told(api: &Api, kind: &str) -> Vec<Value> {
    let mut found = api.walk(&format!("/v1/events?type={kind}")).await;
    found.reverse();
    found
}

/// A registered customer whose card of the sandbox is kept: a first payment was made with it.
async fn with_card(app: &TestApp, api: &Api) -> String {
    let ada = api.customer(json!({ "email": "ada@example.com", "external_id": "ada" })).await;
    keep(app, api, &ada, "4242 4242 4242 4242").await;
    ada
}

/// Has a customer pay with this card, and keeps it.
async fn keep(app: &TestApp, api: &Api, ada: &str, number: &str) {
    let asked = json!({
        "customer_id": ada, "amount": 100, "currency": "eur", "title": "A print", "save_payment_method": true,
        "collect": { "email": false },
    });
    let session = api.post("/v1/checkout_sessions", asked).await.assert_status(201).id();
    assert_eq!(sent(app, &session, MethodKind::Card, number).await, Submitted::Complete);
}

async fn submitted(app: &TestApp, session: &str, method: MethodKind) -> Submitted {
    sent(app, session, method, "4242 4242 4242 4242").await
}

async fn sent(app: &TestApp, session: &str, method: MethodKind, number: &str) -> Submitted {
    let form = Submission {
        method: Some(method),
        card: CardDraft { number: number.into(), expiry: "12/40".into(), cvc: "123".into() },
        ..Submission::default()
    };
    checkout::submit(app.house(), session.parse().expect("an id"), &form).await.expect("an answer")
}

/// The kept cards answer like this from now on.
async fn cards_become(app: &TestApp, word: &str) {
    app.sql(&format!("UPDATE sandbox_charges SET card = '{word}' WHERE card = 'succeeds'")).await;
}
