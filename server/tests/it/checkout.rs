//! Checkouts: what merchants make and buyers pay.

mod at_once;
mod buyers;
mod cards;
mod devices;
mod merchants;
mod money;
mod staff;
mod terms;
mod users;

use clientele_domain::card::CardDraft;
use clientele_domain::customer::CustomerFields;
use clientele_domain::payment::MethodKind;
use clientele_service::checkout::{self, Submission, Submitted};
use clientele_store::Conn;
use serde_json::{Value, json};

use crate::harness::{Api, Shop, TestApp};

/// Makes a session of 25 dollars with these fields beside; gives its id.
async fn session(api: &Api, more: Value) -> String {
    let mut asked = json!({ "amount": 2500, "currency": "usd", "title": "A print" });
    asked.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
    let answer = api.post("/v1/checkout_sessions", asked).await;
    answer.assert_status(201);
    answer.id()
}

/// A form with this email, paid with this card.
fn form(email: &str, card: &str) -> Submission {
    Submission {
        fields: CustomerFields { email: email.into(), ..CustomerFields::default() },
        method: Some(MethodKind::Card),
        card: CardDraft { number: card.into(), expiry: "12/40".into(), cvc: "123".into() },
        ..Submission::default()
    }
}

const GOOD: &str = "4242 4242 4242 4242";
const DECLINED: &str = "4000 0000 0000 0002";
const LOST: &str = "4000 0000 0000 0341";

async fn submit(app: &TestApp, id: &str, form: &Submission) -> Submitted {
    checkout::submit(app.house(), id.parse().expect("an id"), form).await.expect("an answer")
}

/// Makes a session and pays it; gives the session as it is then.
async fn paid(app: &TestApp, api: &Api, more: Value, form: &Submission) -> Value {
    let id = session(api, more).await;
    assert_eq!(submit(app, &id, form).await, Submitted::Complete);
    read(api, &id).await
}

async fn read(api: &Api, id: &str) -> Value {
    api.get(&format!("/v1/checkout_sessions/{id}")).await.assert_status(200).json()
}

/// How many rows a table has of a shop's, on a condition that begins with AND.
async fn count(app: &TestApp, shop: &Shop, table: &str, condition: &str) -> i64 {
    let merchant = shop.scope.merchant;
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE merchant_id = '{merchant}' {condition}");
    let sql = sqlx::AssertSqlSafe(sql);
    let mut reader = app.house().db.read().await.expect("the database answers");
    match reader.conn() {
        Conn::Sqlite(c) => sqlx::query_as::<_, (i64,)>(sql).fetch_one(c).await.expect("a count").0,
        Conn::Postgres(c) => sqlx::query_as::<_, (i64,)>(sql).fetch_one(c).await.expect("a count").0,
    }
}

/// The fields that a refused form has to mend.
fn wrong(submitted: Submitted) -> Vec<String> {
    match submitted {
        Submitted::Wrong(violations) => violations.into_iter().map(|violation| violation.field).collect(),
        other => panic!("the form was taken: {other:?}"),
    }
}
