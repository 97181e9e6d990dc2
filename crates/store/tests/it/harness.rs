//! An empty house for each test: a database with its tables, and what a test begins with.

use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use clientele_domain::customer::{Counts, Customer, CustomerFields, Kind};
use clientele_domain::id::{CustomerId, MerchantId, OrderId, PaymentId};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{Method, Order, OrderStatus, Payment, PaymentDetails, PaymentStatus, Source};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_store::merchants::{self, Merchant};
use clientele_store::{Conn, Db, Tx};
use sqlx::{AssertSqlSafe, Row};

pub use crate::database::Engine;
use crate::database::Fresh;

/// Makes two tests of a rule, one for each engine. The rule is an `async fn` of this name that takes a [`House`].
macro_rules! both_engines {
    ($rule:ident) => {
        mod $rule {
            #[tokio::test]
            async fn sqlite() {
                run($crate::harness::Engine::Sqlite).await;
            }

            #[tokio::test]
            async fn postgres() {
                run($crate::harness::Engine::Postgres).await;
            }

            async fn run(engine: $crate::harness::Engine) {
                let Some(house) = $crate::harness::House::open(engine).await else { return };
                super::$rule(&house).await;
                house.close().await;
            }
        }
    };
}
pub(crate) use both_engines;

/// A database with its tables.
pub struct House {
    /// The database.
    pub db: Db,
    database: Fresh,
}

impl House {
    /// A database of this engine; `None` when the engine's tests are to be skipped.
    pub async fn open(engine: Engine) -> Option<Self> {
        Some(Self::of(Fresh::with_tables(engine).await?).await)
    }

    /// A house with this database.
    pub async fn of(database: Fresh) -> Self {
        let db = Db::connect(&database.url).await.expect("the database opens");
        Self { db, database }
    }

    /// Ends; the database goes.
    pub async fn close(self) {
        self.leave().await.remove().await;
    }

    /// Ends; the database stays.
    pub async fn leave(self) -> Fresh {
        self.db.close().await;
        self.database
    }

    /// A transaction.
    pub async fn begin(&self) -> Tx {
        self.db.begin().await.expect("a transaction")
    }

    /// A new merchant whose own currency is the euro, in test mode.
    pub async fn merchant(&self) -> Scope {
        let merchant =
            Merchant { id: MerchantId::new(MORNING, random()), name: "Analytical Engines".into(), currency: eur() };
        let mut tx = self.begin().await;
        merchants::insert(&mut tx.conn(), &merchant, MORNING).await.expect("a merchant");
        tx.commit().await.expect("a merchant");
        Scope { merchant: merchant.id, mode: Mode::Test }
    }

    /// Runs a statement that the store has no function for.
    pub async fn sql(&self, sql: &str) {
        let mut tx = self.begin().await;
        run(&mut tx.conn(), sql).await;
        tx.commit().await.expect("a commit");
    }

    /// The first column of every row, as text.
    pub async fn texts(&self, sql: &str) -> Vec<String> {
        texts(&mut self.begin().await.conn(), sql).await
    }
}

/// Runs a statement that the store has no function for.
pub async fn run(conn: &mut Conn<'_>, sql: &str) {
    let sql = AssertSqlSafe(sql.to_owned());
    match conn {
        Conn::Sqlite(c) => drop(sqlx::query(sql).execute(&mut **c).await.expect("a sound statement")),
        Conn::Postgres(c) => drop(sqlx::query(sql).execute(&mut **c).await.expect("a sound statement")),
    }
}

/// The first column of every row, as text.
pub async fn texts(conn: &mut Conn<'_>, sql: &str) -> Vec<String> {
    let sql = AssertSqlSafe(sql.to_owned());
    match conn {
        Conn::Sqlite(c) => {
            let rows = sqlx::query(sql).fetch_all(&mut **c).await.expect("a sound question");
            rows.iter().map(|row| row.get::<Option<String>, _>(0).unwrap_or_default()).collect()
        }
        Conn::Postgres(c) => {
            let rows = sqlx::query(sql).fetch_all(&mut **c).await.expect("a sound question");
            rows.iter().map(|row| row.get::<Option<String>, _>(0).unwrap_or_default()).collect()
        }
    }
}

/// A moment to begin with.
pub const MORNING: Timestamp = Timestamp::from_micros(1_767_225_600_000_000);

/// So many minutes after [`MORNING`], or before it.
pub fn minutes(minutes: i64) -> Timestamp {
    Timestamp::from_micros(MORNING.micros() + minutes * 60_000_000)
}

/// The merchant's own currency.
pub fn eur() -> Currency {
    "EUR".parse().expect("a currency")
}

/// Ten bytes that no other id has, whatever run made it.
pub fn random() -> [u8; 10] {
    static COUNT: LazyLock<AtomicU64> = LazyLock::new(|| {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        AtomicU64::new(u64::try_from(since_1970.as_nanos()).expect("an earlier century"))
    });
    let mut bytes = [7; 10];
    bytes[2..].copy_from_slice(&COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

/// A customer without history.
pub fn customer(fields: CustomerFields) -> Customer {
    Customer {
        id: CustomerId::new(MORNING, random()),
        kind: Kind::Registered,
        fields,
        delinquent: false,
        counts: Counts::default(),
        subscription_status: None,
        active_until: None,
        clock: None,
        merged_from: Vec::new(),
        first_payment_at: None,
        last_payment_at: None,
        created_at: MORNING,
        updated_at: MORNING,
        version: 1,
    }
}

/// An order and its payment, by card, of which nothing was given back.
pub fn sale(customer: CustomerId, status: PaymentStatus, amount: Amount) -> (Order, Payment) {
    let id = OrderId::new(MORNING, random());
    let number = id.to_string()[20..].to_uppercase();
    let payment = Payment {
        id: PaymentId::new(MORNING, random()),
        customer: Some(customer),
        order: id,
        order_number: number.clone(),
        amount,
        refunded: 0,
        held: 0,
        status,
        method: Method::card("visa", "4242"),
        source: Source::Api,
        source_description: String::new(),
        occurred_at: MORNING,
        more: PaymentDetails {
            succeeded_at: status.was_paid().then_some(MORNING),
            created_at: MORNING,
            version: 1,
            ..PaymentDetails::default()
        },
    };
    let status = OrderStatus::following(status);
    let (customer, description) = (Some(customer), String::new());
    (Order { id, customer, number, amount, status, description, created_at: MORNING }, payment)
}
