//! A fresh database of either engine for one test; it goes with the test. The server's tests use this file too.
//!
//! Making tables takes longer than most tests, so it is done once for each build of the tests, and the rest are copies.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use clientele_store::Db;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// Where the throw-away PostgreSQL is: an address without a database name, or `skip`.
const POSTGRES: &str = "CLIENTELE_TEST_POSTGRES";

/// The file of a database in its folder.
const FILE: &str = "clientele.db";

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
        let url = format!("sqlite://{}", folder.join(FILE).display());
        Self { url, kept: Kept::Folder(folder) }
    }

    async fn database() -> Option<Self> {
        let fresh = Self::server()?;
        let Kept::Database { server, name } = &fresh.kept else { return None };
        sqlx::query(AssertSqlSafe(format!("CREATE DATABASE {name}")))
            .execute(&mut admin(server).await)
            .await
            .expect("a database can be made");
        Some(fresh)
    }

    /// The name of a database that is not there yet; `None` when this engine's tests are to be skipped.
    fn server() -> Option<Self> {
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
        Some(Self { url: format!("{server}/{name}"), kept: Kept::Database { server, name } })
    }

    /// A database of its own with all tables; `None` when this engine's tests are to be skipped.
    pub async fn with_tables(engine: Engine) -> Option<Self> {
        let make = async |empty: Self| {
            let db = Db::connect(&empty.url).await.expect("the database opens");
            db.migrate().await.expect("the tables are made");
            db.close().await;
            empty
        };
        Self::copy(engine, "tables", make).await
    }

    /// A copy of a database that `make` makes of an empty one and closes, once for each build of the tests.
    pub async fn copy(engine: Engine, name: &str, make: impl AsyncFnOnce(Self) -> Self) -> Option<Self> {
        let fresh = match engine {
            Engine::Sqlite => Self::file(),
            Engine::Postgres => Self::server()?,
        };
        if !fresh.copied(name).await {
            // Whoever does the same at the same time makes an equal one; the first to have done stays.
            make(Self::new(engine).await?).await.kept_as(name).await;
            assert!(fresh.copied(name).await, "there is a model now");
        }
        Some(fresh)
    }

    /// Becomes a copy of the model of this name, if there is one.
    async fn copied(&self, name: &str) -> bool {
        match &self.kept {
            Kept::Folder(folder) => {
                let model = model_file(name);
                if !is_newer_than_these_tests(&model) {
                    return false;
                }
                std::fs::copy(model, folder.join(FILE)).expect("the model can be copied");
                true
            }
            Kept::Database { server, name: own } => {
                // By files: by default all that is copied is written to the log as well.
                let model = model_database(name);
                let copy = AssertSqlSafe(format!("CREATE DATABASE {own} TEMPLATE {model} STRATEGY file_copy"));
                match sqlx::query(copy).execute(&mut admin(server).await).await {
                    Ok(_) => true,
                    Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("3D000") => false,
                    Err(error) => panic!("the model can't be copied: {error}"),
                }
            }
        }
    }

    /// Becomes the model of this name, unless there is one by now.
    async fn kept_as(self, name: &str) {
        match &self.kept {
            Kept::Folder(folder) => {
                let model = model_file(name);
                // Renamed within a folder, so that nobody sees half of it.
                let beside = model.with_extension(unique());
                std::fs::copy(folder.join(FILE), &beside).expect("the model can be kept");
                std::fs::rename(beside, model).expect("the model gets its name");
            }
            Kept::Database { server, name: own } => {
                let rename = AssertSqlSafe(format!("ALTER DATABASE {own} RENAME TO {}", model_database(name)));
                match sqlx::query(rename).execute(&mut admin(server).await).await {
                    Ok(_) => {}
                    Err(sqlx::Error::Database(error)) if error.code().as_deref() == Some("42P04") => {
                        self.remove().await
                    }
                    Err(error) => panic!("the model can't be kept: {error}"),
                }
            }
        }
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

fn model_file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}.db", these_tests().0))
}

fn model_database(name: &str) -> String {
    let (tests, built) = these_tests();
    let built = built.duration_since(UNIX_EPOCH).unwrap_or_default().as_millis();
    format!("model_{}_{built:x}_{name}", tests.replace('-', "_"))
}

/// A model of an older build may have other tables.
fn is_newer_than_these_tests(model: &Path) -> bool {
    match model.metadata() {
        Ok(file) => file.modified().expect("files have a time") > these_tests().1,
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) => panic!("{} can't be looked at: {error}", model.display()),
    }
}

/// What these tests are called among all builds, and when they were built.
fn these_tests() -> (String, SystemTime) {
    let file = std::env::current_exe().expect("a running program");
    let name = file.file_name().expect("programs have a name").to_string_lossy().into_owned();
    (name, file.metadata().and_then(|file| file.modified()).expect("files have a time"))
}

async fn admin(server: &str) -> PgConnection {
    PgConnection::connect(&format!("{server}/postgres")).await.expect("the PostgreSQL for tests answers")
}

fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let nanos = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    format!("clientele_test_{}_{nanos:x}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
