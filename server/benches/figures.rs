//! How pages of figures and lists by query grow with a merchant: through the API and the dashboard, one request after the
//! other, on each engine. Pages of figures as ratios to themselves at the smallest size, lists as ratios to one customer read
//! by id in the same run.
//!
//! `cargo bench --bench figures -- [CUSTOMERS…]`, by default 10,000 and 100,000 with some five payments each. Embedded databases
//! are kept in CLIENTELE_BENCH_DATA, if that names a folder, and measured again: a million takes a quarter of an hour to make.

mod common;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use clientele_domain::list::{Direction, SortBy};
use clientele_domain::query::Query;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::customers::list;
use clientele_service::demo::{DemoOptions, demo};
use clientele_service::{Ctx, Db, House, Place};
use common::{Failure, Server, exchange, get_request, sign_in};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tokio::net::TcpStream;

/// Each request is sent so often, and then until so much time has gone by.
const AT_LEAST: usize = 7;
const PATIENCE: Duration = Duration::from_secs(2);

const FIGURES: [(&str, &str); 11] = [
    ("page: 12 months", "/{place}/analytics"),
    ("page: 30 days", "/{place}/analytics?range=30d"),
    ("page: all time", "/{place}/analytics?range=all"),
    ("API: revenue", "/v1/analytics/revenue?interval=month&from=2025-01-01"),
    ("API: revenue, another calendar", "/v1/analytics/revenue?interval=day&time_zone=Asia/Kathmandu"),
    ("API: sources", "/v1/analytics/sources?from=2025-01-01"),
    ("API: products", "/v1/analytics/products?from=2025-01-01"),
    ("API: recurring", "/v1/analytics/recurring?interval=month&from=2025-01-01"),
    ("API: cohorts", "/v1/analytics/cohorts"),
    ("API: distribution", "/v1/analytics/distribution"),
    ("API: top customers, 30 days", "/v1/customers/top?period=30d"),
];

const LISTS: [&str; 10] = [
    "spent>100 tag:vip country:DE",
    "spent>100 country:DE kind:registered",
    "tag:vip country:IS spent>5000",
    "signal:at_risk spent>100 kind:registered",
    "signal:top_spender refunded>0 country:GB",
    "signal:new payments>1 -tag:vip",
    "last_payment<30d payments>3 -tag:vip",
    "last_payment>90d spent>500 has:email",
    "status:active created>2025-01-01 tag:vip",
    "(country:DE OR country:FR) spent>200 -status:active",
];

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // `cargo bench` adds an option of its own.
    let sizes: Vec<u32> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    println!("Medians of one request after the other. Figures as ratios to the first size, lists to one read by id.\n");
    println!("| engine | customers | work | median | p99 | ratio |");
    println!("|---|---:|---|---:|---:|---:|");
    let mut known = BTreeMap::new();
    let thrown_away = tempfile::tempdir()?;
    let folder = std::env::var_os("CLIENTELE_BENCH_DATA").map_or_else(|| thrown_away.path().to_owned(), PathBuf::from);
    for size in &sizes {
        let url = format!("sqlite://{}", folder.join(format!("{size}.db")).display());
        measure("SQLite", &url, *size, &mut known).await?;
    }
    let Ok(server) = std::env::var("CLIENTELE_TEST_POSTGRES") else { return Ok(()) };
    let mut admin = PgConnection::connect(&format!("{server}/postgres")).await?;
    for size in &sizes {
        let name = format!("clientele_figures_{}_{size}", std::process::id());
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await?;
        measure("PostgreSQL", &format!("{server}/{name}"), *size, &mut known).await?;
        sqlx::query(AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"))).execute(&mut admin).await?;
    }
    Ok(())
}

/// Medians of the first size, by engine and work.
type Known = BTreeMap<(&'static str, &'static str), Duration>;

async fn measure(engine: &'static str, url: &str, size: u32, known: &mut Known) -> Result<(), Failure> {
    let db = Db::connect(url).await?;
    db.migrate().await?;
    let house = House::new(db);
    let merchant = demo(&house, DemoOptions { customers: size, seed: 1 }).await?;
    let scope = Scope { merchant: merchant.merchant_id, mode: Mode::Live };
    let ctx = Ctx::system(&house, scope, "Bench");
    let by_name = (SortBy::Name, Direction::Ascending);
    let page = list(&ctx, &Query::everybody(), by_name, &Place::Start, 20).await?;
    let ids: Vec<String> = page.customers.into_iter().map(|customer| customer.id.to_string()).collect();
    house.db.close().await;

    let (server, address) = Server::start(url)?;
    let cookie = format!("Cookie: {}", sign_in(&address, &merchant.email, &merchant.password).await?);
    let key = format!("Authorization: Bearer {}", merchant.keys.live.secret);
    let reads: Vec<String> = ids.iter().map(|id| get_request(&format!("/v1/customers/{id}"), &key)).collect();
    let floor = times(&address, &reads).await?;
    row(engine, size, "one customer by id", floor, floor.0);
    for (work, path) in FIGURES {
        let path = path.replace("{place}", &scope.to_string());
        let header = if path.starts_with("/v1/") { &key } else { &cookie };
        let taken = times(&address, &[get_request(&path, header)]).await?;
        let first = *known.entry((engine, work)).or_insert(taken.0);
        row(engine, size, work, taken, first);
    }
    for query in LISTS {
        let escaped: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
        let request = get_request(&format!("/v1/customers?q={escaped}"), &key);
        match times(&address, &[request]).await {
            Ok(taken) => row(engine, size, query, taken, floor.0),
            Err(failure) => println!("| {engine} | {size} | {query} | {failure} | | |"),
        }
    }
    drop(server);
    Ok(())
}

fn row(engine: &str, size: u32, work: &str, (median, p99): (Duration, Duration), of: Duration) {
    let millis = |time: Duration| time.as_secs_f64() * 1000.0;
    let ratio = median.as_secs_f64() / of.as_secs_f64();
    let work = work.replace('|', "\\|");
    println!("| {engine} | {size} | {work} | {:.2} ms | {:.2} ms | {ratio:.1} |", millis(median), millis(p99));
}

/// The median, and the time within which 99 of 100 answers came, of requests that are sent in turn.
async fn times(address: &str, requests: &[String]) -> Result<(Duration, Duration), Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (begun, mut times) = (Instant::now(), Vec::new());
    for request in requests.iter().cycle() {
        let began = Instant::now();
        let answer = exchange(&mut stream, request).await?;
        if !answer.starts_with("HTTP/1.1 20") {
            return Err(answer.lines().next().unwrap_or("no answer").to_owned().into());
        }
        // The first has to warm up.
        times.push(began.elapsed());
        if times.len() > AT_LEAST && begun.elapsed() > PATIENCE {
            break;
        }
    }
    times.remove(0);
    times.sort();
    Ok((times[times.len() / 2], times[times.len() * 99 / 100]))
}
