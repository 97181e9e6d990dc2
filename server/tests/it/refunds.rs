//! Money given back: in full, in part, with approvals, by hand, at once and after everything that can happen on the way.

mod approval;
mod asked;
mod at_once;
mod drawer;
mod interrupted;
mod killed;
mod queue;
mod sent;
mod sequences;

use std::time::Duration;

use clientele_domain::card::CardDraft;
use clientele_domain::customer::CustomerFields;
use clientele_domain::id::UserId;
use clientele_domain::payment::MethodKind;
use clientele_domain::refund::RefundReason;
use clientele_domain::role::Role;
use clientele_service::checkout::{self, Submission, Submitted};
use clientele_service::refunds::NewRefund;
use clientele_service::{Actor, Ctx};
use serde_json::{Value, json};

use crate::harness::{Api, Shop, TestApp};

const GOOD: &str = "4242 4242 4242 4242";
const NO_REFUNDS: &str = "4000 0000 0000 5126";

/// A payment of 25 dollars by this card of the sandbox; gives its id.
async fn by_card(app: &TestApp, api: &Api, card: &str) -> String {
    let asked = json!({ "amount": 2500, "currency": "usd", "title": "A print" });
    let fields = CustomerFields { email: "ada@example.com".into(), ..CustomerFields::default() };
    by_checkout(app, api, asked, fields, card).await
}

/// The same by somebody of whom nothing is known.
async fn by_somebody(app: &TestApp, api: &Api) -> String {
    let asked = json!({ "amount": 2500, "currency": "eur", "title": "A print", "collect": { "email": false } });
    by_checkout(app, api, asked, CustomerFields::default(), GOOD).await
}

async fn by_checkout(app: &TestApp, api: &Api, asked: Value, fields: CustomerFields, card: &str) -> String {
    let session = api.post("/v1/checkout_sessions", asked).await.assert_status(201).json();
    let id = session["id"].as_str().expect("an id").to_owned();
    let form = Submission {
        fields,
        method: Some(MethodKind::Card),
        card: CardDraft { number: card.into(), expiry: "12/40".into(), cvc: "123".into() },
        ..Submission::default()
    };
    let submitted = checkout::submit(app.house(), id.parse().expect("an id"), &form).await.expect("an answer");
    assert_eq!(submitted, Submitted::Complete);
    let session = api.get(&format!("/v1/checkout_sessions/{id}")).await.json();
    session["payment_id"].as_str().expect("a payment").to_owned()
}

/// A payment of 25 euros that was taken elsewhere; gives its id.
async fn elsewhere(api: &Api, customer: Value) -> String {
    let asked = json!({ "amount": 2500, "currency": "eur", "customer": customer });
    api.post("/v1/payments", asked).await.assert_status(201).json()["id"].as_str().expect("an id").to_owned()
}

/// A refund of this payment; of all that is left without an amount.
fn of(payment: &str, amount: Option<i64>) -> Value {
    let mut asked = json!({ "payment": payment, "reason": "requested_by_customer" });
    if let Some(amount) = amount {
        asked["amount"] = amount.into();
    }
    asked
}

async fn read(api: &Api, path: &str) -> Value {
    api.get(path).await.assert_status(200).json()
}

/// Somebody of the team with this role.
pub(crate) fn staff(shop: &Shop, name: &str, role: Role) -> Ctx {
    let house = shop.app.house();
    let user = UserId::new(house.now(), house.randomness.bytes());
    Ctx::new(house, shop.scope, Actor::Staff { user, name: name.into(), role })
}

/// The same somewhat later. What happens at one moment has no order.
fn later(app: &TestApp, ctx: &Ctx) -> Ctx {
    app.pass(Duration::from_millis(1));
    Ctx::new(&ctx.house, ctx.scope, ctx.actor.clone())
}

/// A refund as the service takes it.
pub(crate) fn wanted(payment: &str, amount: Option<i64>) -> NewRefund {
    NewRefund {
        payment: payment.parse().expect("an id"),
        amount,
        reason: RefundReason::Duplicate,
        note: String::new(),
        to: None,
    }
}
