//! Subscriptions: begun, renewed, late and ended, by time that is passed in.

mod at_once;
mod bought;
mod calls;
mod clocks;
mod killed;
mod settings;
mod turns;
mod two_years;

use clientele::webhooks_sender::courier;
use clientele_domain::card::CardDraft;
use clientele_domain::customer::CustomerFields;
use clientele_domain::id::CustomerId;
use clientele_domain::payment::MethodKind;
use clientele_domain::time::Timestamp;
use clientele_service::checkout::{self, Submission, Submitted};
use clientele_service::{Clock, Ctx, House, invoices, mail, subscriptions, workflows};
use clientele_store::Conn;
use serde_json::{Value, json};

use crate::harness::{Api, Shop, Smtp, TestApp};

/// A moment: `2027-01-31`, at ten o'clock, or with a time of its own.
fn at(text: &str) -> Timestamp {
    let text = if text.len() == 10 { format!("{text}T10:00:00Z") } else { text.to_owned() };
    clientele_domain::import::moment(&text).expect("a moment")
}

/// The house at that moment.
fn house_at(app: &TestApp, now: Timestamp) -> House {
    House { clock: Clock::from_fn(move || now), ..app.house().clone() }
}

/// The owner's context at that moment.
fn ctx_at(shop: &Shop, now: Timestamp) -> Ctx {
    Ctx { house: house_at(&shop.app, now), now, ..shop.ctx() }
}

/// Looks as the runner does, until nothing is due at that moment.
async fn look(app: &TestApp, now: Timestamp) {
    let house = house_at(app, now);
    while subscriptions::due(&house).await.expect("a look") {}
    while invoices::due(&house).await.expect("a look") {}
}

/// A mail server, and a house that sends its mails there. What was to be told before it was opened is told to nobody.
#[derive(Clone)]
struct Post {
    app: TestApp,
    house: House,
    smtp: Smtp,
}

impl Post {
    async fn open(app: &TestApp) -> Self {
        app.sql("DELETE FROM workflow_runs").await;
        let smtp = Smtp::start().await;
        Self { app: app.clone(), house: smtp.house(app), smtp }
    }

    /// Writes and sends what is due at this moment, as the runner does.
    async fn work(&self, now: Timestamp) {
        let house = House { clock: Clock::from_fn(move || now), ..self.house.clone() };
        workflows::run_due(&house, &courier().expect("a courier")).await.expect("workflows run");
        mail::send_due(&house).await.expect("mails are sent");
    }

    /// The mails that the server took, by their ids. None came twice.
    fn taken(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.smtp.taken().iter().map(|mail| mail.header("Message-ID")).collect();
        let all = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), all, "a mail came twice");
        ids
    }

    /// Every mail that was written came once.
    async fn assert_each_once(&self) {
        let mut written = texts(&self.app, "SELECT id FROM mails WHERE status = 'sent'").await;
        written.sort();
        assert_eq!(count(&self.app, "mails", "status <> 'sent'").await, 0);
        assert_eq!(self.taken(), written.iter().map(|id| message_id(id)).collect::<Vec<_>>());
    }

    /// The same where servers stopped anywhere: what came of a mail that was being handed over then, nobody knows. It is not sent
    /// again, and says so.
    async fn assert_none_twice(&self) {
        let taken = self.taken();
        for id in texts(&self.app, "SELECT id FROM mails WHERE status = 'sent'").await {
            assert!(taken.contains(&message_id(&id)), "{id} was sent to nobody");
        }
        assert_eq!(count(&self.app, "mails", "status NOT IN ('sent', 'unknown')").await, 0);
        assert!(taken.len() <= count(&self.app, "mails", "1 = 1").await);
    }
}

fn message_id(mail: &str) -> String {
    format!("<{mail}@clientele.example>")
}

/// A price that recurs, in euros.
async fn price(api: &Api, cents: i64, interval: &str) -> String {
    let asked = json!({
        "product": { "name": format!("By the {interval}") }, "amount": cents, "currency": "eur",
        "recurring": { "interval": interval, "count": 1 }
    });
    api.post("/v1/prices", asked).await.id()
}

/// A form that is paid with a card that is good.
fn by_card(email: &str) -> Submission {
    Submission {
        fields: CustomerFields { email: email.into(), ..CustomerFields::default() },
        method: Some(MethodKind::Card),
        card: CardDraft { number: "4242 4242 4242 4242".into(), expiry: "12/40".into(), cvc: "123".into() },
        ..Submission::default()
    }
}

/// Has a registered customer pay once, and keeps the card.
pub(crate) async fn keep_card(app: &TestApp, api: &Api, customer: &str) {
    let asked = json!({
        "customer_id": customer, "save_payment_method": true, "amount": 100, "currency": "eur", "title": "A print",
        "collect": { "email": false }
    });
    let session = api.post("/v1/checkout_sessions", asked).await.id();
    let sent = checkout::submit(app.house(), session.parse().expect("an id"), &by_card("")).await;
    assert_eq!(sent.expect("an answer"), Submitted::Complete);
}

/// What becomes of the kept card of a customer from now on: `succeeds`, `declined`.
async fn card_does(app: &TestApp, customer: CustomerId, does: &str) {
    app.sql(&format!(
        "UPDATE sandbox_charges SET card = '{does}' WHERE attempt_id IN (
            SELECT token FROM saved_cards WHERE customer_id = '{customer}'
        )"
    ))
    .await;
}

/// Pays the open invoice of a customer, as the merchant confirms.
async fn pay(shop: &Shop, customer: CustomerId, now: Timestamp) {
    let sql = format!("SELECT id FROM invoices WHERE customer_id = '{customer}' AND status = 'open'");
    let id = texts(&shop.app, &sql).await.pop().expect("an open invoice").parse().expect("an id");
    let ctx = ctx_at(shop, now);
    let session = invoices::desk(&ctx, id).await.expect("a checkout");
    checkout::confirm_payment(&ctx, session, None).await.expect("paid");
}

/// The first column of what a statement finds.
async fn texts(app: &TestApp, sql: &str) -> Vec<String> {
    let sql = sqlx::AssertSqlSafe(sql.to_owned());
    let mut reader = app.house().db.read().await.expect("the database answers");
    let found: Vec<(String,)> = match reader.conn() {
        Conn::Sqlite(c) => sqlx::query_as(sql).fetch_all(c).await.expect("rows"),
        Conn::Postgres(c) => sqlx::query_as(sql).fetch_all(c).await.expect("rows"),
    };
    found.into_iter().map(|(text,)| text).collect()
}

/// When something is due next of all of a house.
async fn next_due(app: &TestApp) -> Option<Timestamp> {
    let sql =
        "SELECT CAST(MIN(due_at) AS TEXT) FROM subscriptions WHERE due_at IS NOT NULL HAVING MIN(due_at) IS NOT NULL";
    texts(app, sql).await.pop().map(|micros| Timestamp::from_micros(micros.parse().expect("a moment")))
}

/// How many rows of a table fit.
pub async fn count(app: &TestApp, table: &str, condition: &str) -> usize {
    texts(app, &format!("SELECT id FROM {table} WHERE {condition}")).await.len()
}

async fn read(api: &Api, path: &str) -> Value {
    api.get(path).await.assert_status(200).json()
}
