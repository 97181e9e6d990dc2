//! The pools of either engine, migrations, and the two ways to use them: a reader and a transaction.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, Postgres, Sqlite, SqlitePool, Transaction};

use crate::conn::Conn;
use crate::error::{Error, Result};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// A database of either engine. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Db(Pools);

#[derive(Debug, Clone)]
enum Pools {
    // SQLite has one writer at a time; giving it one connection makes writers queue here instead of failing there.
    Sqlite { writer: SqlitePool, readers: SqlitePool },
    Postgres(PgPool),
}

/// A connection for looking.
pub struct Reader(Held);

enum Held {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A transaction: all of it happens at [`Tx::commit`], or none of it.
pub struct Tx(Open);

enum Open {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Db {
    /// Connects to `sqlite://PATH` or `postgres://…`. An SQLite file is made when it is missing.
    ///
    /// Errors: `Unusable` when the address is wrong, `Unavailable` when nobody answers.
    pub async fn connect(url: &str) -> Result<Self> {
        if url.starts_with("sqlite:") {
            Self::connect_sqlite(url).await
        } else if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Self::connect_postgres(url).await
        } else {
            Err(Error::Unusable(format!(
                "The database address {url:?} begins with neither sqlite:// nor postgres://. \
                 Try sqlite://clientele.db or postgres://user:password@host/name."
            )))
        }
    }

    async fn connect_sqlite(url: &str) -> Result<Self> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(|error| Error::Unusable(format!("The SQLite address {url:?} can't be read: {error}.")))?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(5))
            .pragma("cache_size", "-16384")
            .pragma("mmap_size", "268435456")
            .pragma("temp_store", "MEMORY")
            .optimize_on_close(true, 400);
        let writer = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(15))
            .connect_with(options.clone())
            .await
            .map_err(|error| Error::Unavailable(format!("{url} can't be opened: {error}")))?;
        let readers = SqlitePoolOptions::new()
            .max_connections(8)
            .acquire_timeout(Duration::from_secs(5))
            .test_before_acquire(false)
            .connect_lazy_with(options.pragma("query_only", "ON"));
        Ok(Self(Pools::Sqlite { writer, readers }))
    }

    async fn connect_postgres(url: &str) -> Result<Self> {
        let options = PgConnectOptions::from_str(url)
            .map_err(|error| Error::Unusable(format!("The PostgreSQL address can't be read: {error}.")))?
            .options([
                ("statement_timeout", "15s"),
                ("lock_timeout", "5s"),
                ("idle_in_transaction_session_timeout", "30s"),
                // Compiling a plan takes a sixth of a second, in which all of a page's statements have been answered.
                ("jit", "off"),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(24)
            .acquire_timeout(Duration::from_secs(5))
            .connect_with(options)
            .await
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Self(Pools::Postgres(pool)))
    }

    /// Brings the tables up to date.
    ///
    /// Errors: `Unusable` when the database was made by a newer release.
    pub async fn migrate(&self) -> Result<()> {
        let done = match &self.0 {
            Pools::Sqlite { writer, .. } => SQLITE.run(writer).await,
            Pools::Postgres(pool) => {
                // The index of a great table takes longer than any statement of a page may.
                let options = (*pool.connect_options()).clone().options([("statement_timeout", "0")]);
                let mut connection = sqlx::ConnectOptions::connect(&options).await?;
                let done = POSTGRES.run(&mut connection).await;
                sqlx::Connection::close(connection).await?;
                done
            }
        };
        done.map_err(|error| match error {
            MigrateError::VersionMissing(version) => Error::Unusable(format!(
                "This database was made by a newer release of Clientele (it knows the migration {version}; this \
                 program does not). Start that release or a later one, or restore a backup made before the upgrade."
            )),
            MigrateError::Execute(error) => error.into(),
            other => Error::Broken(other.to_string()),
        })
    }

    /// A connection for looking.
    pub async fn read(&self) -> Result<Reader> {
        Ok(Reader(match &self.0 {
            Pools::Sqlite { readers, .. } => Held::Sqlite(readers.acquire().await?),
            Pools::Postgres(pool) => Held::Postgres(pool.acquire().await?),
        }))
    }

    /// A transaction. On SQLite it is the writer from the first statement on, so that nothing it read can go stale.
    pub async fn begin(&self) -> Result<Tx> {
        Ok(Tx(match &self.0 {
            Pools::Sqlite { writer, .. } => Open::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?),
            Pools::Postgres(pool) => Open::Postgres(pool.begin().await?),
        }))
    }

    /// A transaction for whoever compares everything with everything: it sees all as it was at its first look, whatever others
    /// write meanwhile, and takes the time it takes. PostgreSQL does not look rows up one by one for it, as it would when
    /// it thinks that there are few.
    pub(crate) async fn survey(&self) -> Result<Tx> {
        const UNHURRIED: &str = "
            SET LOCAL statement_timeout = 0;
            SET LOCAL idle_in_transaction_session_timeout = 0;
            SET LOCAL enable_nestloop = off";
        Ok(Tx(match &self.0 {
            Pools::Sqlite { readers, .. } => Open::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => {
                let mut tx = pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY").await?;
                sqlx::raw_sql(UNHURRIED).execute(&mut *tx).await?;
                Open::Postgres(tx)
            }
        }))
    }

    /// The same database for whoever writes a great many rows that are sound by their making: the embedded engine looks
    /// no parent up for them, which takes a tenth of the time, and keeps up to a gigabyte of pages in memory until they
    /// are written once, instead of writing and reading them again as they change. What doesn't fit while indexes are built is
    /// sorted on disk.
    pub async fn for_loading(&self) -> Result<Self> {
        let Pools::Sqlite { writer, readers } = &self.0 else { return Ok(self.clone()) };
        let options = (*writer.connect_options())
            .clone()
            .foreign_keys(false)
            .pragma("cache_size", "-1048576")
            .pragma("temp_store", "FILE");
        let writer = SqlitePoolOptions::new().max_connections(1).connect_with(options).await?;
        Ok(Self(Pools::Sqlite { writer, readers: readers.clone() }))
    }

    /// Does at once what engines do by themselves in time after a great many rows were written. SQLite folds its log into the
    /// file, which the next writer would wait for. PostgreSQL goes through its tables: until then it plans for the few rows
    /// that it knows of, and reads from tables what indexes could tell.
    pub async fn loaded(&self) -> Result<()> {
        let pool = match &self.0 {
            Pools::Sqlite { writer, .. } => {
                sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(writer).await?;
                return Ok(());
            }
            Pools::Postgres(pool) => pool,
        };
        // No connection of the pool: this takes longer than any statement may.
        let options = (*pool.connect_options()).clone().options([("statement_timeout", "0")]);
        let mut connection = sqlx::ConnectOptions::connect(&options).await?;
        sqlx::query("VACUUM (ANALYZE)").execute(&mut connection).await?;
        Ok(sqlx::Connection::close(connection).await?)
    }

    /// Whether this is the embedded engine.
    pub fn is_sqlite(&self) -> bool {
        matches!(self.0, Pools::Sqlite { .. })
    }

    /// Writes a whole, compact copy of the embedded database to a new file, while others go on working: the state at one
    /// moment, with everything committed before it.
    ///
    /// Errors: `Unusable` on PostgreSQL, which has its own tools; `Broken` when the file exists.
    pub async fn copy_to(&self, path: &str) -> Result<()> {
        let Pools::Sqlite { readers, .. } = &self.0 else {
            return Err(Error::Unusable("PostgreSQL is copied by its own tools.".to_owned()));
        };
        // A connection of its own: readers are held to looking, and the writer has others waiting.
        let mut options = (*readers.connect_options()).clone();
        options = options.pragma("query_only", "OFF");
        let mut connection = sqlx::ConnectOptions::connect(&options).await?;
        sqlx::query("VACUUM INTO $1").bind(path).execute(&mut connection).await?;
        Ok(sqlx::Connection::close(connection).await?)
    }

    /// Closes every connection; SQLite folds its log into the file.
    pub async fn close(&self) {
        match &self.0 {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}

impl Reader {
    /// The connection, for the functions of this crate.
    pub fn conn(&mut self) -> Conn<'_> {
        match &mut self.0 {
            Held::Sqlite(c) => Conn::Sqlite(c),
            Held::Postgres(c) => Conn::Postgres(c),
        }
    }
}

impl Tx {
    /// The connection, for the functions of this crate.
    pub fn conn(&mut self) -> Conn<'_> {
        match &mut self.0 {
            Open::Sqlite(tx) => Conn::Sqlite(tx),
            Open::Postgres(tx) => Conn::Postgres(tx),
        }
    }

    /// Makes everything true at once. Dropping the transaction instead undoes everything.
    pub async fn commit(self) -> Result<()> {
        match self.0 {
            Open::Sqlite(tx) => tx.commit().await?,
            Open::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
