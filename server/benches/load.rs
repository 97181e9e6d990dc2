//! How quick the house is, as ratios to a floor that is measured in the same run: a bare axum answer, and one read by
//! primary key. Machines differ and are noisy; ratios travel.
//!
//! `bin/bench [CUSTOMERS…]`, by default 10,000 and 100,000 with some five payments each. Loopback only, a few seconds a row.

mod common;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::{Json, Router, routing::get};
use clientele_domain::customer::CustomerFields;
use clientele_domain::list::{Direction, SortBy};
use clientele_domain::query::Query;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::customers::{list, views};
use clientele_service::demo::{DemoOptions, demo};
use clientele_service::{Ctx, Db, House, Place};
use common::{Failure, Server, exchange, get_request, sign_in};
use tokio::net::{TcpListener, TcpStream};

const CLIENTS: usize = 16;
const SECONDS: u64 = 3;

/// Answers a second, and the time within which 99 of 100 came.
#[derive(Clone, Copy)]
struct Figure {
    per_second: f64,
    p99: Duration,
}

#[tokio::main]
async fn main() -> Result<(), Failure> {
    // `cargo bench` adds an option of its own.
    let sizes: Vec<u32> = std::env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    println!(
        "{CLIENTS} clients, {SECONDS} s a row, SQLite. Throughput and p99 as ratios to the bare answer of the same run.\n"
    );
    println!("| customers | work | per second | of bare | p99 | × bare p99 |");
    println!("|---:|---|---:|---:|---:|---:|");
    for size in sizes {
        measure(size).await?;
    }
    Ok(())
}

async fn measure(size: u32) -> Result<(), Failure> {
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}", folder.path().join("bench.db").display());
    let db = Db::connect(&url).await?;
    db.migrate().await?;
    let house = House::new(db);
    let merchant = demo(&house, DemoOptions { customers: size, seed: 1 }).await?;
    let scope = Scope { merchant: merchant.merchant_id, mode: Mode::Live };

    let bare_address = bare_server().await?;
    let bare = load(&bare_address, &[get_request("/", "")]).await?;
    row(size, "bare axum answer", bare, bare);
    row(size, "one read by primary key, in process", key_reads(&house, scope).await?, bare);

    let (server, address) = Server::start(&url)?;
    let cookie = format!("Cookie: {}", sign_in(&address, &merchant.email, &merchant.password).await?);
    let ids = some_ids(&house, scope).await?;
    let place = format!("scope={}%2Flive", scope.merchant);
    let listing = |query: &str| vec![get_request(&format!("/fn/customers/list?{place}&query={query}"), &cookie)];
    let search = |text: &str| vec![get_request(&format!("/fn/customers/search?{place}&text={text}"), &cookie)];
    let details: Vec<String> =
        ids.iter().map(|id| get_request(&format!("/fn/customers/detail?{place}&id={id}&query="), &cookie)).collect();
    for (work, requests) in [
        ("retrieve one customer with all that hangs on it", details),
        ("list, newest first", listing("")),
        ("list by name", listing("sort%3Dname")),
        ("list by total spent", listing("sort%3Dtotal_spent")),
        ("list by last payment", listing("sort%3Dlast_payment_at")),
        ("list of a tag", listing("tag%3Dvip")),
        ("search: rare", search("okonkwo")),
        ("search: common", search("example")),
        ("search: nothing found", search("zzqqxx")),
        ("search: two characters", search("am")),
    ] {
        row(size, work, load(&address, &requests).await?, bare);
    }
    for (work, requests) in api_requests(&house, scope, &merchant.keys.live.secret).await? {
        row(size, work, load(&address, &requests).await?, bare);
    }
    drop(server);
    house.db.close().await;
    Ok(())
}

/// What programs ask for most.
async fn api_requests(house: &House, scope: Scope, key: &str) -> Result<Vec<(&'static str, Vec<String>)>, Failure> {
    let ctx = Ctx::system(house, scope, "Bench");
    let newest = (SortBy::CreatedAt, Direction::Descending);
    let (known, ..) = views(&ctx, &Query::everybody(), newest, &Place::Start, 100).await?;
    let with_key = format!("Authorization: Bearer {key}");
    let get = |path: String| get_request(&path, &with_key);
    let by_id = known.iter().map(|view| get(format!("/v1/customers/{}", view.customer.id)));
    let named = |of: fn(&CustomerFields) -> &String, by: &str| -> Vec<String> {
        let values = known.iter().map(|view| of(&view.customer.fields)).filter(|value| !value.is_empty());
        values.map(|value| get(format!("/v1/customers/{by}:{value}"))).collect()
    };
    let body = r#"{ "name": "Ada Lovelace", "email": "ada@example.com" }"#;
    let create = format!(
        "POST /v1/customers HTTP/1.1\r\nHost: bench\r\n{with_key}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    Ok(vec![
        ("API: retrieve by id", by_id.collect()),
        ("API: retrieve by external id", named(|fields| &fields.external_id, "external_id")),
        ("API: retrieve by email", named(|fields| &fields.email, "email")),
        ("API: list of 20", vec![get("/v1/customers".to_owned())]),
        ("API: search, rare", vec![get("/v1/customers/search?q=okonkwo".to_owned())]),
        ("API: create", vec![create]),
    ])
}

fn row(size: u32, work: &str, figure: Figure, bare: Figure) {
    println!(
        "| {size} | {work} | {:.0} | {:.1} % | {:.2} ms | {:.1} |",
        figure.per_second,
        100.0 * figure.per_second / bare.per_second,
        figure.p99.as_secs_f64() * 1000.0,
        figure.p99.as_secs_f64() / bare.p99.as_secs_f64(),
    );
}

async fn bare_server() -> Result<String, Failure> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    let app =
        Router::new().route("/", get(|| async { Json(serde_json::json!({ "object": "customer", "id": "cus_1" })) }));
    tokio::spawn(async move { axum::serve(listener, app).await });
    Ok(address)
}

async fn some_ids(house: &House, scope: Scope) -> Result<Vec<String>, Failure> {
    let ctx = Ctx::system(house, scope, "Bench");
    let by_name = (SortBy::Name, Direction::Ascending);
    let page = list(&ctx, &Query::everybody(), by_name, &Place::Start, 100).await?;
    Ok(page.customers.into_iter().map(|customer| customer.id.to_string()).collect())
}

/// Reads one customer by id, over and over, by as many readers as there are clients.
async fn key_reads(house: &House, scope: Scope) -> Result<Figure, Failure> {
    let ids: Arc<Vec<_>> = Arc::new(
        some_ids(house, scope)
            .await?
            .iter()
            .map(|id| id.parse().map_err(|_| "an id that is none"))
            .collect::<Result<_, _>>()?,
    );
    let (house, round) = (house.clone(), Arc::new(AtomicU64::new(0)));
    run(move || {
        let (house, ids, round) = (house.clone(), ids.clone(), round.clone());
        async move {
            let id = ids[round.fetch_add(1, Ordering::Relaxed) as usize % ids.len()];
            let mut reader = house.db.read().await?;
            clientele_store::customers::by_id(&mut reader.conn(), scope, id).await?;
            Ok(())
        }
    })
    .await
}

/// Runs the work by many at once for some seconds.
async fn run<F>(work: impl Fn() -> F + Clone + Send + 'static) -> Result<Figure, Failure>
where
    F: Future<Output = Result<(), Failure>> + Send,
{
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let work = work.clone();
        clients.push(tokio::spawn(async move {
            let (until, mut times) = (Instant::now() + Duration::from_secs(SECONDS), Vec::new());
            while Instant::now() < until {
                let began = Instant::now();
                work().await?;
                times.push(began.elapsed());
            }
            Ok::<_, Failure>(times)
        }));
    }
    figure(clients).await
}

async fn figure(clients: Vec<tokio::task::JoinHandle<Result<Vec<Duration>, Failure>>>) -> Result<Figure, Failure> {
    let mut times = Vec::new();
    for client in clients {
        times.extend(client.await??);
    }
    times.sort();
    let p99 = times[(times.len() * 99 / 100).min(times.len() - 1)];
    Ok(Figure { per_second: times.len() as f64 / SECONDS as f64, p99 })
}

/// Sends the requests in turn over connections that stay open, by many clients at once.
async fn load(address: &str, requests: &[String]) -> Result<Figure, Failure> {
    let mut clients = Vec::new();
    for first in 0..CLIENTS {
        let (address, requests) = (address.to_owned(), requests.to_vec());
        clients.push(tokio::spawn(async move {
            let mut stream = TcpStream::connect(&address).await?;
            stream.set_nodelay(true)?;
            let (until, mut times) = (Instant::now() + Duration::from_secs(SECONDS), Vec::new());
            for round in first.. {
                let began = Instant::now();
                if began >= until {
                    break;
                }
                let answer = exchange(&mut stream, &requests[round % requests.len()]).await?;
                if !answer.starts_with("HTTP/1.1 20") {
                    return Err(answer.lines().next().unwrap_or("no answer").to_owned().into());
                }
                times.push(began.elapsed());
            }
            Ok::<_, Failure>(times)
        }));
    }
    figure(clients).await
}
