//! A fresh database of either engine for one test; it goes with the test. The server's tests use this file too.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Where the throw-away PostgreSQL is: an address without a database name, or `skip`.
const POSTGRES: &str = "CLIENTELE_TEST_POSTGRES";

/// The two engines.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// A file.
    Sqlite,
    /// A database of the server that `bin/with-postgres` starts.
    Postgres,
}

/// An empty database.
pub struct Fresh {
    /// Its address, as `--database` takes it.
    pub url: String,
    kept: Kept,
}

enum Kept {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl Fresh {
    /// A database of its own for a test; `None` when this engine's tests are to be skipped.
    pub async fn new(engine: Engine) -> Option<Self> {
        match engine {
            Engine::Sqlite => Some(Self::file()),
            Engine::Postgres => Self::database().await,
        }
    }

    fn file() -> Self {
        let folder = std::env::temp_dir().join(unique());
        std::fs::create_dir(&folder).expect("a temporary folder can be made");
        let url = format!("sqlite://{}", folder.join("clientele.db").display());
        Self { url, kept: Kept::Folder(folder) }
    }

    async fn database() -> Option<Self> {
        let server = std::env::var(POSTGRES).unwrap_or_else(|_| {
            panic!(
                "{POSTGRES} is not set. Run `bin/with-postgres cargo test …`, which starts a PostgreSQL for the tests, or \
                 set {POSTGRES}=skip to leave out what needs one."
            )
        });
        if server == "skip" {
            return None;
        }
        let name = unique();
        let mut connection = admin(&server).await;
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut connection)
            .await
            .expect("a database can be made");
        Some(Self { url: format!("{server}/{name}"), kept: Kept::Database { server, name } })
    }

    /// A path beside the database file, for what a test writes.
    pub fn folder(&self) -> PathBuf {
        match &self.kept {
            Kept::Folder(folder) => folder.clone(),
            Kept::Database { name, .. } => {
                let folder = std::env::temp_dir().join(name);
                std::fs::create_dir_all(&folder).expect("a temporary folder can be made");
                folder
            }
        }
    }

    /// Removes the database of a server; a file goes by itself. What a failed test leaves goes with the server.
    pub async fn remove(&self) {
        if let Kept::Database { server, name } = &self.kept {
            let drop = AssertSqlSafe(format!("DROP DATABASE {name} WITH (FORCE)"));
            sqlx::query(drop).execute(&mut admin(server).await).await.expect("the database can be removed");
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let folder = match &self.kept {
            Kept::Folder(folder) => folder.clone(),
            Kept::Database { name, .. } => std::env::temp_dir().join(name),
        };
        let _ = std::fs::remove_dir_all(folder);
    }
}

async fn admin(server: &str) -> PgConnection {
    PgConnection::connect(&format!("{server}/postgres")).await.expect("the PostgreSQL for tests answers")
}

fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!("clientele_test_{}_{nanos:x}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
