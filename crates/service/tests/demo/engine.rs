//! Houses with empty databases of their own on either engine, and what is in their tables.

use clientele_domain::time::Timestamp;
use clientele_service::{Clock, Db, House, Randomness};
use clientele_store::verify;
use sqlx::{
    AssertSqlSafe, ConnectOptions, Connection, Executor, PgConnection, SqliteConnection, postgres::PgConnectOptions,
};

/// Every table that holds what a merchant has.
const TABLES: [&str; 17] = [
    "merchants",
    "users",
    "memberships",
    "customers",
    "customer_tags",
    "identities",
    "wallets",
    "notes",
    "orders",
    "payments",
    "refunds",
    "customer_totals",
    "counters",
    "products",
    "prices",
    "payment_links",
    "payment_link_totals",
];

/// A kind of database.
pub enum Engine {
    Sqlite(tempfile::TempDir),
    Postgres(String),
}

/// A house and the address of its database.
pub struct Place {
    pub house: House,
    url: String,
}

/// Runs a test on SQLite, and on PostgreSQL when `CLIENTELE_TEST_POSTGRES` names a server.
pub fn on_each_engine(test: impl AsyncFn(&Engine)) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        test(&Engine::Sqlite(tempfile::tempdir().expect("a folder"))).await;
        if let Ok(server) = std::env::var("CLIENTELE_TEST_POSTGRES") {
            test(&Engine::Postgres(server)).await;
        }
    });
}

impl Engine {
    /// A house with an empty database. All have the same clock, which stands still; each has dice of its own.
    pub async fn house(&self, dice: u64) -> Place {
        let url = match self {
            Self::Sqlite(folder) => {
                let name = format!("{:016x}.db", rand::random::<u64>());
                format!("sqlite://{}", folder.path().join(name).display())
            }
            Self::Postgres(server) => new_database(server).await,
        };
        let db = Db::connect(&url).await.expect("a database");
        db.migrate().await.expect("tables");
        let now = Timestamp::from_micros(1_795_000_000_123_456);
        let house =
            House { clock: Clock::from_fn(move || now), randomness: Randomness::seeded(dice), ..House::new(db) };
        Place { house, url }
    }
}

async fn new_database(server: &str) -> String {
    let name = format!("demo_{:016x}", rand::random::<u64>());
    let options: PgConnectOptions = server.parse().expect("the address of a server");
    let mut connection = PgConnection::connect_with(&options).await.expect("a connection");
    connection.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.expect("a new database");
    options.database(&name).to_url_lossy().to_string()
}

impl Place {
    /// Everything that is kept about a merchant, one text a row, sorted within each table.
    pub async fn tables(&self) -> Vec<String> {
        let mut rows = Vec::new();
        for table in TABLES {
            let mut found =
                if self.house.db.is_sqlite() { self.sqlite(table).await } else { self.postgres(table).await };
            found.sort();
            rows.extend(found.into_iter().map(|row| format!("{table}: {row}")));
        }
        rows
    }

    async fn sqlite(&self, table: &str) -> Vec<String> {
        let mut connection = SqliteConnection::connect(&self.url).await.expect("a connection");
        let columns: Vec<(String,)> = sqlx::query_as("SELECT name FROM pragma_table_info($1)")
            .bind(table)
            .fetch_all(&mut connection)
            .await
            .expect("columns");
        let texts: Vec<String> = columns.into_iter().map(|(name,)| format!("'{name} ' || quote({name})")).collect();
        let sql = format!("SELECT {} FROM {table}", texts.join(" || ', ' || "));
        let rows: Vec<(String,)> =
            sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.expect("the rows");
        rows.into_iter().map(|(row,)| row).collect()
    }

    async fn postgres(&self, table: &str) -> Vec<String> {
        let mut connection = PgConnection::connect(&self.url).await.expect("a connection");
        let sql = format!("SELECT row_to_json(t)::text FROM {table} t");
        let rows: Vec<(String,)> =
            sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut connection).await.expect("the rows");
        rows.into_iter().map(|(row,)| row).collect()
    }

    /// How the indexes and, on PostgreSQL, the constraints are made, in the order of their making within each table where that
    /// matters.
    pub async fn indexes(&self) -> Vec<(String,)> {
        const SQLITE: &str = "
            SELECT tbl_name || ': ' || sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
            ORDER BY tbl_name, rowid";
        const POSTGRES: &str = "
            SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL
            SELECT conrelid::regclass || ': ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE contype = 'f'
            ORDER BY 1";
        if self.house.db.is_sqlite() {
            let mut connection = SqliteConnection::connect(&self.url).await.expect("a connection");
            sqlx::query_as(SQLITE).fetch_all(&mut connection).await.expect("indexes")
        } else {
            let mut connection = PgConnection::connect(&self.url).await.expect("a connection");
            sqlx::query_as(POSTGRES).fetch_all(&mut connection).await.expect("indexes")
        }
    }

    /// Every maintained figure is what the ledger says.
    pub async fn is_sound(&self) {
        let differences = verify::differences(&self.house.db).await.expect("a comparison");
        assert!(differences.is_empty(), "{differences:#?}");
    }
}
