//! How many checkouts are completed in a second, as ratios to a floor of the same run: one small committed write.
//!
//! A checkout here is a session made, filled in and paid by a sandbox card: four transactions, with the person found among
//! those who are there, the order, the payment, the totals and the events. SQLite waits for its disk; the PostgreSQL that
//! `bin/with-postgres` starts does not.

use std::time::{Duration, Instant};

use clientele_domain::card::CardDraft;
use clientele_domain::checkout::{Sale, Terms};
use clientele_domain::customer::CustomerFields;
use clientele_domain::matching::Settings;
use clientele_domain::money::Amount;
use clientele_domain::payment::MethodKind;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::checkout::{self, NewSession, Submission, Submitted};
use clientele_service::demo::{DemoOptions, demo};
use clientele_service::matching::update_settings;
use clientele_service::{Ctx, Db, House};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

type Failure = Box<dyn std::error::Error + Send + Sync>;

const SECONDS: u64 = 5;
/// Customers who are there already.
const THERE: u32 = 2_000;
/// So many buyers come again and again.
const BUYERS: u64 = 500;

#[tokio::main]
async fn main() -> Result<(), Failure> {
    println!("{SECONDS} s a row, {THERE} customers there already.\n");
    println!("| engine | clients | committed writes per second | checkouts per second | of the floor |");
    println!("|---|---:|---:|---:|---:|");
    let folder = tempfile::tempdir()?;
    measure("SQLite", &format!("sqlite://{}", folder.path().join("bench.db").display())).await?;
    if let Ok(server) = std::env::var("CLIENTELE_TEST_POSTGRES") {
        let name = format!("clientele_bench_{}", std::process::id());
        let mut admin = PgConnection::connect(&format!("{server}/postgres")).await?;
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await?;
        measure("PostgreSQL", &format!("{server}/{name}")).await?;
    }
    Ok(())
}

async fn measure(engine: &str, url: &str) -> Result<(), Failure> {
    let db = Db::connect(url).await?;
    db.migrate().await?;
    let house = House::new(db);
    let merchant = demo(&house, DemoOptions { customers: THERE, seed: 1 }).await?;
    let scope = Scope { merchant: merchant.merchant_id, mode: Mode::Test };
    // The sandbox has few cards: they must not make one person of everybody.
    let settings = Settings { merge_on_card: false, ..Settings::default() };
    update_settings(&Ctx::system(&house, scope, "Bench"), &settings).await?;
    for clients in [1, 16] {
        let (there, here) = (house.clone(), house.clone());
        let floor = run(clients, move |number| write(there.clone(), scope, number)).await?;
        let paid = run(clients, move |number| pay(here.clone(), scope, number)).await?;
        println!("| {engine} | {clients} | {floor:.0} | {paid:.0} | {:.1} % |", 100.0 * paid / floor);
    }
    house.db.close().await;
    Ok(())
}

/// One small committed write: a counter.
async fn write(house: House, scope: Scope, number: u64) -> Result<(), Failure> {
    let mut tx = house.db.begin().await?;
    clientele_store::counters::add(&mut tx.conn(), scope, "bench", (number % 16) as i64, 1).await?;
    Ok(tx.commit().await?)
}

async fn pay(house: House, scope: Scope, number: u64) -> Result<(), Failure> {
    let amount = Amount { minor: 2500, currency: "EUR".parse().map_err(|_| "a currency that is none")? };
    let terms = Terms::of(Sale::Amount { title: "A print".into(), description: String::new(), amount });
    let session = checkout::create(&Ctx::system(&house, scope, "Bench"), &NewSession::of(terms)).await?;
    let form = Submission {
        fields: CustomerFields { email: format!("buyer{}@example.com", number % BUYERS), ..CustomerFields::default() },
        method: Some(MethodKind::Card),
        card: CardDraft { number: "4242 4242 4242 4242".into(), expiry: "12/40".into(), cvc: "123".into() },
        ..Submission::default()
    };
    match checkout::submit(&house, session.id.parse().map_err(|_| "an id that is none")?, &form).await? {
        Submitted::Complete => Ok(()),
        other => Err(format!("a checkout was not completed: {other:?}").into()),
    }
}

/// Runs the work by so many at once for some seconds; how often a second.
async fn run<F>(clients: u64, work: impl Fn(u64) -> F + Clone + Send + 'static) -> Result<f64, Failure>
where
    F: Future<Output = Result<(), Failure>> + Send,
{
    let mut running = Vec::new();
    for client in 0..clients {
        let work = work.clone();
        running.push(tokio::spawn(async move {
            let until = Instant::now() + Duration::from_secs(SECONDS);
            let mut done = 0u64;
            while Instant::now() < until {
                work(done * clients + client).await?;
                done += 1;
            }
            Ok::<_, Failure>(done)
        }));
    }
    let mut done = 0;
    for client in running {
        done += client.await??;
    }
    Ok(done as f64 / SECONDS as f64)
}
