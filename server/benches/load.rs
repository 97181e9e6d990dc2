//! How quick the house is, as ratios to a floor that is measured in the same run: a bare axum answer, and one read by
//! primary key. Machines differ and are noisy; ratios travel.
//!
//! `bin/bench [CUSTOMERS…]`, by default 10,000 and 100,000 with some five payments each. Loopback only, a few seconds a row.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
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
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

type Failure = Box<dyn std::error::Error + Send + Sync>;

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

/// The server under test; ends with this value.
struct Server(Child);

impl Server {
    fn start(url: &str) -> Result<(Self, String), Failure> {
        let mut child = Command::new(env!("CARGO_BIN_EXE_clientele"))
            .args(["serve", "--addr", "127.0.0.1:0", "--rate-limit", "0", "--database", url])
            .stdout(Stdio::piped())
            .spawn()?;
        let out = child.stdout.take().ok_or("the server has no output")?;
        for line in BufReader::new(out).lines() {
            if let Some(address) = line?.strip_prefix("Clientele is at http://") {
                return Ok((Self(child), address.to_owned()));
            }
        }
        Err("the server did not say where it is".into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
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

/// A request with one more header, or none.
fn get_request(path: &str, header: &str) -> String {
    let header = if header.is_empty() { String::new() } else { format!("{header}\r\n") };
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: application/json\r\n{header}\r\n")
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

/// One request and its whole answer; the answer's head is given back.
async fn exchange(stream: &mut TcpStream, request: &str) -> Result<String, Failure> {
    stream.write_all(request.as_bytes()).await?;
    let mut received = Vec::with_capacity(16 * 1024);
    loop {
        if stream.read_buf(&mut received).await? == 0 {
            return Err("the connection was closed".into());
        }
        let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&received[..end]).to_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        let whole = match length {
            Some(length) => received.len() >= end + 4 + length,
            None => received.ends_with(b"0\r\n\r\n") || head.starts_with("http/1.1 303"),
        };
        if whole {
            return Ok(String::from_utf8_lossy(&received[..end]).into_owned());
        }
    }
}

async fn sign_in(address: &str, email: &str, password: &str) -> Result<String, Failure> {
    let body = format!("email={}&password={password}", email.replace('@', "%40"));
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: bench\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let head = exchange(&mut TcpStream::connect(address).await?, &request).await?;
    let cookie =
        head.lines().find_map(|line| line.to_lowercase().starts_with("set-cookie: ").then(|| line[12..].to_owned()));
    let cookie = cookie.and_then(|cookie| cookie.split(';').next().map(str::to_owned));
    cookie.ok_or_else(|| "the sign-in gave no cookie".into())
}
