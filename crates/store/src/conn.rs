//! One statement, either engine: a borrowed connection of one of the two kinds, and macros that write the same call for both.

use sqlx::{PgConnection, SqliteConnection};

/// A connection of either engine, inside a transaction or not.
pub enum Conn<'c> {
    /// SQLite.
    Sqlite(&'c mut SqliteConnection),
    /// PostgreSQL.
    Postgres(&'c mut PgConnection),
}

impl Conn<'_> {
    /// The text of the engine at hand, where the two differ.
    pub(crate) fn pick<T>(&self, sqlite: T, postgres: T) -> T {
        match self {
            Self::Sqlite(_) => sqlite,
            Self::Postgres(_) => postgres,
        }
    }
}

/// Runs a statement and gives the number of rows it touched.
macro_rules! execute {
    ($conn:expr, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::Conn::Sqlite(c) => sqlx::query($sql)$(.bind($arg))*.execute(&mut **c).await.map(|done| done.rows_affected()),
            $crate::Conn::Postgres(c) => sqlx::query($sql)$(.bind($arg))*.execute(&mut **c).await.map(|done| done.rows_affected()),
        }
    };
}

macro_rules! fetch {
    ($how:ident, $conn:expr, $row:ty, $sql:expr $(, $arg:expr)* $(,)?) => {
        match $conn {
            $crate::Conn::Sqlite(c) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.$how(&mut **c).await,
            $crate::Conn::Postgres(c) => sqlx::query_as::<_, $row>($sql)$(.bind($arg))*.$how(&mut **c).await,
        }
    };
}

/// At most one row.
macro_rules! fetch_optional {
    ($($rest:tt)*) => { fetch!(fetch_optional, $($rest)*) };
}

/// Exactly one row.
macro_rules! fetch_one {
    ($($rest:tt)*) => { fetch!(fetch_one, $($rest)*) };
}

/// Every row.
macro_rules! fetch_all {
    ($($rest:tt)*) => { fetch!(fetch_all, $($rest)*) };
}

/// A value of a statement whose conditions depend on what was asked.
#[derive(Debug, Clone)]
pub(crate) enum Arg {
    /// Text.
    Text(String),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
}

/// A statement put together from parts of our own, with its values kept apart from the text.
#[derive(Debug, Default)]
pub(crate) struct Statement {
    /// The text; values are `$1`, `$2`, …
    pub sql: String,
    /// The values.
    pub args: Vec<Arg>,
}

impl Statement {
    /// Adds text.
    pub fn push(&mut self, text: &str) {
        self.sql.push_str(text);
    }

    /// Adds a placeholder with its value.
    pub fn bind(&mut self, arg: Arg) {
        self.args.push(match arg {
            // No stored text holds a NUL, and PostgreSQL does not even take one to compare with.
            Arg::Text(text) if text.contains('\0') => Arg::Text(text.replace('\0', "\u{fffd}")),
            arg => arg,
        });
        self.sql.push_str(&format!("${}", self.args.len()));
    }
}

/// Every row of a [`Statement`].
macro_rules! fetch_statement {
    ($conn:expr, $row:ty, $statement:expr) => {{
        let statement = $statement;
        match $conn {
            $crate::Conn::Sqlite(c) => fetch_statement!(@run c, $row, statement),
            $crate::Conn::Postgres(c) => fetch_statement!(@run c, $row, statement),
        }
    }};
    (@run $c:ident, $row:ty, $statement:ident) => {{
        let mut query = sqlx::query_as::<_, $row>(sqlx::AssertSqlSafe($statement.sql));
        for arg in $statement.args {
            query = match arg {
                $crate::conn::Arg::Text(value) => query.bind(value),
                $crate::conn::Arg::Int(value) => query.bind(value),
                $crate::conn::Arg::Bool(value) => query.bind(value),
            };
        }
        query.fetch_all(&mut **$c).await
    }};
}
