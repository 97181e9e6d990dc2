//! One statement, either engine: a borrowed connection of one of the two kinds, and macros that write the same call for both.

use std::time::Duration;

use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
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

    /// Adds values with commas between.
    pub fn list(&mut self, values: &[impl ToString]) {
        for (place, value) in values.iter().enumerate() {
            self.push(if place == 0 { "" } else { ", " });
            self.bind(Arg::Text(value.to_string()));
        }
    }

    /// Begins the conditions with the scope.
    pub fn scope(&mut self, scope: Scope) {
        self.push(" WHERE merchant_id = ");
        self.bind(Arg::Text(scope.merchant.to_string()));
        self.push(" AND livemode = ");
        self.bind(Arg::Bool(scope.livemode()));
    }

    /// Only rows whose `id` comes after this one when the newest is first.
    pub fn after_id(&mut self, id: Option<impl ToString>) {
        if let Some(id) = id {
            self.push(" AND id < ");
            self.bind(Arg::Text(id.to_string()));
        }
    }

    /// Newest first. Those of one customer are few: they are found by the customer and sorted. Without the plus SQLite
    /// would rather walk everybody's in the order of their ids.
    pub fn newest_first(&mut self, conn: &Conn<'_>, of_customer: bool) {
        self.push(if of_customer {
            conn.pick(" ORDER BY +id DESC LIMIT ", " ORDER BY id DESC LIMIT ")
        } else {
            " ORDER BY id DESC LIMIT "
        });
    }

    /// Only rows made at or after the one moment and before the other. Ids begin with the moment of their making, so
    /// `first` makes bounds that an index by id can seek.
    pub fn created_within<I: ToString>(
        &mut self,
        from: Option<Timestamp>,
        before: Option<Timestamp>,
        first: impl Fn(Timestamp) -> I,
    ) {
        for (sign, moment) in [(">=", from), ("<", before)] {
            let Some(moment) = moment else { continue };
            // The id tells milliseconds, the column microseconds.
            let bound = if sign == "<" { moment.plus(Duration::from_millis(1)) } else { moment };
            self.push(&format!(" AND id {sign} "));
            self.bind(Arg::Text(first(bound).to_string()));
            self.push(&format!(" AND created_at {sign} "));
            self.bind(Arg::Int(moment.micros()));
        }
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
