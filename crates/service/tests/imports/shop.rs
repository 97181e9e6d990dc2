//! A merchant with an empty database of its own, on either engine.

use std::io::Cursor;

use clientele_domain::customer::CustomerFields;
use clientele_domain::id::MerchantId;
use clientele_domain::import::{Delimiter, Layout, What};
use clientele_domain::money::Currency;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::accounts::staff;
use clientele_service::customers::{self, CustomerDetail};
use clientele_service::imports::{self, Import, NewImport, Reject};
use clientele_service::{Ctx, Db, House, Result};
use clientele_store::verify;
use sqlx::{ConnectOptions, Connection, Executor, PgConnection, postgres::PgConnectOptions};

pub struct Shop {
    pub house: House,
    pub scope: Scope,
    _folder: tempfile::TempDir,
}

/// Runs a test on SQLite, and on PostgreSQL when `CLIENTELE_TEST_POSTGRES` names a server.
pub fn on_each_engine(test: impl AsyncFn(&Shop)) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let folder = tempfile::tempdir().expect("a folder");
        let shop = Shop::open(&format!("sqlite://{}", folder.path().join("test.db").display()), folder).await;
        test(&shop).await;
        shop.is_sound().await;
        if let Ok(server) = std::env::var("CLIENTELE_TEST_POSTGRES") {
            let folder = tempfile::tempdir().expect("a folder");
            let shop = Shop::open(&new_database(&server).await, folder).await;
            test(&shop).await;
            shop.is_sound().await;
        }
    });
}

async fn new_database(server: &str) -> String {
    let name = format!("imports_{:016x}", rand::random::<u64>());
    let options: PgConnectOptions = server.parse().expect("the address of a server");
    let mut connection = PgConnection::connect_with(&options).await.expect("a connection");
    connection.execute(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.expect("a new database");
    options.database(&name).to_url_lossy().to_string()
}

impl Shop {
    async fn open(url: &str, folder: tempfile::TempDir) -> Self {
        let db = Db::connect(url).await.expect("a database");
        db.migrate().await.expect("tables");
        let house = House::new(db);
        let usd: Currency = "USD".parse().expect("a currency");
        let merchant: MerchantId = staff::create_merchant(&house, "Shop", usd).await.expect("a merchant").0.id;
        Self { house, scope: Scope { merchant, mode: Mode::Test }, _folder: folder }
    }

    pub fn ctx(&self) -> Ctx {
        Ctx::system(&self.house, self.scope, "Test")
    }

    /// Fingerprints and starts an import of this text, as the command line does.
    pub async fn start(&self, layout: &Layout, text: &str, again: bool) -> Result<Import> {
        let (fingerprint, total_lines) = imports::fingerprint(file(text), layout).await?;
        let (what, file_name) = (layout.what, "rows.csv".to_owned());
        imports::start(
            &self.ctx(),
            NewImport { what, file_name, layout: layout.clone(), fingerprint, total_lines, again },
        )
        .await
    }

    /// Imports this text from beginning to end.
    pub async fn import(&self, layout: &Layout, text: &str) -> Import {
        let import = self.start(layout, text, false).await.expect("a new import");
        imports::run(&self.ctx(), &import, file(text), |_| {}).await.expect("an import that ends")
    }

    pub async fn rejects(&self, import: &Import) -> Vec<Reject> {
        imports::rejects(&self.ctx(), import.id, 0, 1_000).await.expect("rejects")
    }

    /// What a trial of this text would refuse.
    pub async fn trial(&self, layout: &Layout, text: &str) -> (imports::Report, Vec<Reject>) {
        let mut rejects = Vec::new();
        let report = imports::dry_run(&self.ctx(), layout, file(text), |reject| rejects.push(reject.clone())).await;
        (report.expect("a report"), rejects)
    }

    pub async fn customer(&self, fields: CustomerFields) -> clientele_domain::id::CustomerId {
        customers::create(&self.ctx(), &fields).await.expect("a customer").id
    }

    pub async fn detail(&self, id: clientele_domain::id::CustomerId) -> CustomerDetail {
        customers::get(&self.ctx(), id).await.expect("the customer")
    }

    pub async fn by_external_id(&self, external_id: &str) -> Option<clientele_domain::customer::Customer> {
        let mut reader = self.house.db.read().await.expect("a reader");
        clientele_store::customers::by_external_id(&mut reader.conn(), self.scope, external_id)
            .await
            .expect("an answer")
    }

    pub async fn count(&self) -> i64 {
        let mut reader = self.house.db.read().await.expect("a reader");
        let name = clientele_store::counters::CUSTOMERS;
        clientele_store::counters::get(&mut reader.conn(), self.scope, name).await.expect("a count")
    }

    /// Every maintained figure agrees with the ledger.
    async fn is_sound(&self) {
        assert_eq!(verify::differences(&self.house.db).await.expect("an answer"), []);
    }
}

/// What the importer reads.
pub fn file(text: &str) -> Cursor<Vec<u8>> {
    Cursor::new(text.as_bytes().to_vec())
}

/// The layout of a text that begins with a header.
pub fn layout(what: What, text: &str) -> Layout {
    let header: Vec<String> = text.lines().next().unwrap_or_default().split(',').map(str::to_owned).collect();
    Layout::from_header(what, &header, Delimiter::Comma, &[], &[]).expect("a layout")
}

/// The lines and fields of rejects.
pub fn places(rejects: &[Reject]) -> Vec<(i64, &str)> {
    rejects.iter().map(|reject| (reject.line, reject.violation.field.as_str())).collect()
}
