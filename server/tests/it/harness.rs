//! A house of its own for each test: database, clock and router, and the people and records that a test begins with.

mod answer;
mod api;
mod browser;
mod lnurl;
mod receiver;
mod shop;
mod smtp;
mod tls;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use axum::Router;
use clientele::fetcher::fetcher;
use clientele::router::router;
use clientele::state::{AppState, Settings};
use clientele_domain::rules::Reach;
use clientele_domain::time::Timestamp;
use clientele_service::{Clock, Db, House};
use clientele_store::Conn;

pub use crate::database::Engine;
use crate::database::Fresh;
pub use answer::{Answer, page_text};
pub use api::Api;
pub use browser::{Browser, urlencoded};
pub use lnurl::{Lure, Misdeed, Provider};
pub use receiver::Receiver;
pub use shop::{Shop, eur};
pub use smtp::{Manner, Smtp, Taken};

/// Makes two tests of a rule, one for each engine. The rule is an `async fn` of this name that takes a [`TestApp`].
macro_rules! both_engines {
    ($rule:ident) => {
        mod $rule {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                run($crate::harness::Engine::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                run($crate::harness::Engine::Postgres).await;
            }

            async fn run(engine: $crate::harness::Engine) {
                let Some(app) = $crate::harness::TestApp::start(engine).await else { return };
                super::$rule(app.clone()).await;
                app.stop().await;
            }
        }
    };
}
pub(crate) use both_engines;

/// Where the server of a test is, for the browsers of that test.
pub const ADDRESS: &str = "http://127.0.0.1:3000";

/// A server with an empty database. Cheap to clone.
#[derive(Clone)]
pub struct TestApp(Arc<Inner>);

struct Inner {
    house: House,
    router: Router,
    database: Fresh,
    /// By how much this house's clock is ahead, in microseconds.
    ahead: Arc<AtomicI64>,
}

impl TestApp {
    /// A server on a database of this engine; `None` when the engine's tests are to be skipped.
    pub async fn start(engine: Engine) -> Option<Self> {
        let database = Fresh::with_tables(engine).await?;
        let db = Db::connect(&database.url).await.expect("the database opens");
        let ahead = Arc::new(AtomicI64::new(0));
        let fetch = fetcher().expect("a fetcher");
        let house = House { clock: clock(&ahead), fetch, ..House::new(db) };
        let router = served(&house, None);
        Some(Self(Arc::new(Inner { house, router, database, ahead })))
    }

    /// Recomputes every maintained figure and ends.
    pub async fn stop(self) {
        let differences =
            clientele_store::verify::differences(&self.house().db).await.expect("the figures are computed");
        assert!(differences.is_empty(), "maintained figures differ from the ledger: {differences:#?}");
        self.house().db.close().await;
        self.0.database.remove().await;
    }

    /// Database, clock and randomness.
    pub fn house(&self) -> &House {
        &self.0.house
    }

    /// The address of the database, for the command line.
    pub fn database(&self) -> &Fresh {
        &self.0.database
    }

    /// The server's routes.
    pub fn router(&self) -> &Router {
        &self.0.router
    }

    /// The same house and its routes, when webhooks may go anywhere: to a receiver of the test.
    pub fn in_development(&self) -> (House, Router) {
        let house = House { reach: Reach::Anywhere, ..self.house().clone() };
        let router = served(&house, None);
        (house, router)
    }

    /// A browser that nobody has signed in with.
    pub fn browser(&self) -> Browser {
        Browser::new(self.0.router.clone(), ADDRESS)
    }

    /// A browser at a server that is reached by this address, on the same database.
    pub fn browser_at(&self, public_url: &str) -> Browser {
        Browser::new(served(self.house(), Some(public_url)), public_url)
    }

    /// A merchant with an owner who is signed in, in test mode.
    pub async fn merchant(&self) -> Shop {
        Shop::open(self).await
    }

    /// Runs a statement that no use case has yet: what a test needs to find.
    pub async fn sql(&self, sql: &str) {
        let sql = sqlx::AssertSqlSafe(sql.to_owned());
        let mut tx = self.house().db.begin().await.expect("a transaction");
        match tx.conn() {
            Conn::Sqlite(c) => drop(sqlx::query(sql).execute(c).await.expect("a sound statement")),
            Conn::Postgres(c) => drop(sqlx::query(sql).execute(c).await.expect("a sound statement")),
        }
        tx.commit().await.expect("a commit");
    }

    /// Has the embedded engine not wait for the disk after each transaction, for tests of very many. They are transactions
    /// all the same; only the power must not go out.
    pub async fn hurry(&self) {
        let mut tx = self.house().db.begin().await.expect("a transaction");
        if let Conn::Sqlite(c) = tx.conn() {
            // Within a transaction it can't be changed, and there is one writer.
            let hurry = "COMMIT; PRAGMA synchronous = OFF; BEGIN IMMEDIATE";
            sqlx::raw_sql(hurry).execute(c).await.expect("it does not wait");
        }
        tx.commit().await.expect("a commit");
    }

    /// Lets time pass.
    pub fn pass(&self, time: Duration) {
        let micros = i64::try_from(time.as_micros()).expect("a time that fits");
        self.0.ahead.fetch_add(micros, Ordering::Relaxed);
    }
}

fn clock(ahead: &Arc<AtomicI64>) -> Clock {
    let (ahead, machine) = (ahead.clone(), Clock::system());
    Clock::from_fn(move || Timestamp::from_micros(machine.now().micros() + ahead.load(Ordering::Relaxed)))
}

fn served(house: &House, public_url: Option<&str>) -> Router {
    let addr = SocketAddr::from(([127, 0, 0, 1], 3000));
    let settings = Settings::new(addr, public_url.map(str::to_owned), false).expect("sound settings");
    router(AppState::new(house.clone(), Settings { rate_limit: 0, ..settings }))
}
