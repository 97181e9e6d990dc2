//! A server that is killed in the middle of giving money back, again and again. Each time it leaves refunds that the next one,
//! or a person, goes on with; whoever asked and got no answer asks again with the same key, and money is given back once.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use clientele_domain::refund::{Refund, RefundStatus, Task};
use clientele_service::refunds::{self, RefundFilter};
use clientele_store::{Conn, verify};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;

use super::{GOOD, by_card, elsewhere, of};
use crate::cli::serving;
use crate::harness::{Shop, TestApp, both_engines};

/// So many payments of each sort, and so many refunds of each of them.
const PAYMENTS: usize = 6;
const REFUNDS: usize = 12;
/// What each gives back; all together it is less than was paid, so that nothing but the key keeps one from being made twice.
const AMOUNT: i64 = 100;
/// So many programs ask at once.
const PROGRAMS: usize = 4;
/// No more of it than this: the last server finishes what is left.
const LONGEST: Duration = Duration::from_secs(15);

/// One refund to be made, and what is done with it then.
#[derive(Debug, Clone)]
struct Job {
    /// The key that it is asked for with, however often.
    key: String,
    payment: String,
    then: Option<&'static str>,
}

/// What is left to do, shared by the programs.
#[derive(Default)]
struct Work {
    left: Mutex<Vec<Job>>,
    /// Which refund each key made.
    made: Mutex<BTreeMap<String, String>>,
    answered: Notify,
}

/// Status and body; none when the server is gone before it has answered.
async fn post(at: &str, api_key: &str, path: &str, key: &str, body: &Value) -> Option<(u16, Value)> {
    let mut stream = TcpStream::connect(at).await.ok()?;
    let body = body.to_string();
    let head = format!(
        "POST {path} HTTP/1.1\r\nHost: {at}\r\nAuthorization: Bearer {api_key}\r\nIdempotency-Key: {key}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(format!("{head}{body}").as_bytes()).await.ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, serde_json::from_str(body).ok()?))
}

impl Work {
    /// Does what is left until the server is gone or nothing is left.
    async fn go_on(&self, at: &str, api_key: &str) {
        loop {
            let Some(job) = self.left.lock().expect("nobody failed here").pop() else { return };
            let done = self.one(at, api_key, &job).await;
            if done.is_none() {
                self.left.lock().expect("nobody failed here").push(job);
                return;
            }
            self.answered.notify_one();
        }
    }

    async fn one(&self, at: &str, api_key: &str, job: &Job) -> Option<()> {
        let asked = of(&job.payment, Some(AMOUNT));
        let (status, refund) = post(at, api_key, "/v1/refunds", &job.key, &asked).await?;
        assert_eq!(status, 201, "{refund}");
        let id = refund["id"].as_str().expect("an id").to_owned();
        let before = self.made.lock().expect("nobody failed here").insert(job.key.clone(), id.clone());
        assert!(before.is_none_or(|before| before == id), "one key made two refunds");
        if let Some(act) = job.then {
            let said = json!({ "note": "Out of the till", "confirm": true });
            let said = if act == "cancel" {
                json!({})
            } else if act == "mark_failed" {
                json!({ "note": "No" })
            } else {
                said
            };
            let key = format!("{}-{act}", job.key);
            let (status, told) = post(at, api_key, &format!("/v1/refunds/{id}/{act}"), &key, &said).await?;
            assert_eq!(status, 200, "{told}");
        }
        Some(())
    }

    fn is_done(&self) -> bool {
        self.left.lock().expect("nobody failed here").is_empty()
    }
}

/// Everything that was asked for: half goes back to cards, half is sent by hand, called off, or fails.
async fn work(app: &TestApp, shop: &Shop) -> Work {
    let api = shop.api().await;
    let work = Work::default();
    for place in 0..PAYMENTS {
        let card = by_card(app, &api, GOOD).await;
        let till = elsewhere(&api, json!({ "name": "Ada Lovelace" })).await;
        let jobs = (0..REFUNDS).flat_map(|number| {
            let then = [Some("mark_sent"), Some("cancel"), Some("mark_failed"), None][number % 4];
            let job = |sort: &str, payment: &str, then| Job {
                key: format!("{sort}-{place}-{number}"),
                payment: payment.to_owned(),
                then,
            };
            [job("card", &card, None), job("till", &till, then)]
        });
        work.left.lock().expect("nobody failed here").extend(jobs);
    }
    work
}

async fn all(shop: &Shop) -> Vec<Refund> {
    let (found, more) = refunds::list(&shop.ctx(), &RefundFilter::default(), None, 1000).await.expect("refunds");
    assert!(!more);
    found
}

/// Which refunds the sandbox was asked for; it knows each by its id.
async fn asked_of_the_sandbox(app: &TestApp) -> Vec<String> {
    const ASKED: &str = "SELECT refund_id FROM sandbox_refunds WHERE outcome = 'succeeded' ORDER BY refund_id";
    let mut reader = app.house().db.read().await.expect("the database answers");
    let rows: Vec<(String,)> = match &mut reader.conn() {
        Conn::Sqlite(conn) => sqlx::query_as(ASKED).fetch_all(&mut **conn).await.expect("rows"),
        Conn::Postgres(conn) => sqlx::query_as(ASKED).fetch_all(&mut **conn).await.expect("rows"),
    };
    rows.into_iter().map(|(id,)| id).collect()
}

/// After a crash: the next server goes on with what the processor has, and everything else is a person's to go on with.
async fn somebody_can_go_on(app: &TestApp, shop: &Shop) {
    app.pass(Duration::from_secs(20));
    while refunds::carry_on(app.house()).await.expect("a look") {}
    for refund in all(shop).await {
        let (status, waits) = (refund.status, refund.waits);
        let sound = matches!(
            (status, waits),
            (RefundStatus::RequiresAction, Some(Task::Send))
                | (RefundStatus::Failed, Some(Task::Check))
                | (RefundStatus::Succeeded | RefundStatus::Canceled, None)
        );
        assert!(sound, "nobody goes on with {refund:?}");
    }
    let differences = verify::differences(&app.house().db).await.expect("the figures are computed");
    assert!(differences.is_empty(), "{differences:#?}");
}

both_engines!(money_is_given_back_once_however_often_the_server_is_killed);
async fn money_is_given_back_once_however_often_the_server_is_killed(app: TestApp) {
    let shop = app.merchant().await;
    let (work, api_key) = (Arc::new(work(&app, &shop).await), shop.api().await.key);
    let (begun, mut kills) = (Instant::now(), 0_usize);
    while !work.is_done() {
        let (mut server, at) = serving(&app, &[]).await;
        let programs = (0..PROGRAMS).map(|_| {
            let (work, at, api_key) = (work.clone(), at.clone(), api_key.clone());
            tokio::spawn(async move { work.go_on(&at, &api_key).await })
        });
        let programs: Vec<_> = programs.collect();
        let [some, moment] = app.house().randomness.bytes();
        if begun.elapsed() < LONGEST {
            // After a few answers, and then at any moment of the next ones.
            for _ in 0..1 + some % 12 {
                let answered = tokio::time::timeout(Duration::from_secs(2), work.answered.notified());
                if work.is_done() || answered.await.is_err() {
                    break;
                }
            }
            tokio::time::sleep(Duration::from_micros(u64::from(moment) * 64)).await;
            server.kill().await.expect("it is killed");
            kills += 1;
        }
        for program in programs {
            program.await.expect("what it was answered is as it should be");
        }
        // If it was not before.
        server.kill().await.unwrap_or_default();
        somebody_can_go_on(&app, &shop).await;
    }

    assert!(kills >= 4, "the server was killed {kills} times only");
    let refunds = all(&shop).await;
    assert_eq!(refunds.len(), 2 * PAYMENTS * REFUNDS, "each was made once");
    assert_eq!(work.made.lock().expect("nobody failed here").len(), refunds.len());
    let by_card = |refund: &&Refund| refund.destination.kind == clientele_domain::refund::DestinationKind::Card;
    let mut cards: Vec<String> = refunds.iter().filter(by_card).map(|refund| refund.id.to_string()).collect();
    cards.sort();
    assert_eq!(cards, asked_of_the_sandbox(&app).await, "the processor was asked once for each");
    let with = |status| refunds.iter().filter(|refund| refund.status == status).count();
    let quarter = PAYMENTS * REFUNDS / 4;
    assert_eq!(with(RefundStatus::Succeeded), PAYMENTS * REFUNDS + quarter);
    assert_eq!([with(RefundStatus::Canceled), with(RefundStatus::Failed)], [quarter, quarter]);
    assert_eq!(with(RefundStatus::RequiresAction), quarter);
}
