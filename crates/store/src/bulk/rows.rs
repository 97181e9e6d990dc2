//! Statements that insert many rows, and the values in them.

use std::borrow::Cow;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::task::Poll;

use clientele_domain::time::Timestamp;
use sqlx::PgConnection;

use crate::conn::Conn;
use crate::error::Result;

/// One value of a row.
pub(crate) enum Value<'v> {
    Null,
    Text(Cow<'v, str>),
    Int(i64),
    Moment(Option<i64>),
    Bool(bool),
}

impl<'v> From<&'v str> for Value<'v> {
    fn from(text: &'v str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl<'v> From<&'v String> for Value<'v> {
    fn from(text: &'v String) -> Self {
        Self::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Value<'_> {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<Option<String>> for Value<'_> {
    fn from(text: Option<String>) -> Self {
        text.map_or(Self::Null, Self::from)
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<bool> for Value<'_> {
    fn from(flag: bool) -> Self {
        Self::Bool(flag)
    }
}

impl From<Timestamp> for Value<'_> {
    fn from(moment: Timestamp) -> Self {
        Self::Int(moment.micros())
    }
}

impl From<Option<Timestamp>> for Value<'_> {
    fn from(moment: Option<Timestamp>) -> Self {
        Self::Moment(moment.map(Timestamp::micros))
    }
}

/// A row. Its values may end in `?`.
macro_rules! values {
    ($($value:expr),* $(,)?) => { Ok::<_, $crate::error::Error>([$(Value::from($value)),*]) };
}
pub(crate) use values;

/// SQLite takes 32,766 and PostgreSQL 65,535. The more a statement inserts, the fewer times SQLite keeps a copy of each
/// page of an index for the case that the statement fails, and the fewer times the search writes what it has gathered.
const VALUES_IN_A_STATEMENT: usize = 30_000;

/// The statement for a number of rows. PostgreSQL knows values by number only; SQLite would look up the name of each
/// numbered one among all the others, so it gets them in order. Nor does SQLite keep a copy of every page for the case
/// that the statement fails: whoever inserts ends the transaction then.
fn statement(numbered: bool, start: &str, columns: usize, rows: usize, end: &str) -> String {
    let mut sql = if numbered { start.to_owned() } else { start.replacen("INSERT INTO", "INSERT OR FAIL INTO", 1) };
    for row in 0..rows {
        sql.push_str(if row == 0 { "(" } else { ", (" });
        for column in 0..columns {
            sql.push_str(if column == 0 { "" } else { ", " });
            if numbered {
                sql.push('$');
                sql.push_str(&(row * columns + column + 1).to_string());
            } else {
                sql.push('?');
            }
        }
        sql.push(')');
    }
    sql.push_str(end);
    sql
}

/// A few rows come again and again, too.
const FEW_ROWS: usize = 8;

/// The next statement with its values, if there are rows left. Only the full size and few rows come again and again, and
/// are worth remembering.
macro_rules! next {
    ($query:expr, $numbered:literal, $rows:expr, $columns:expr, $start:expr, $end:expr) => {{
        let most = VALUES_IN_A_STATEMENT / $columns;
        let rows = $rows.by_ref().take(most).collect::<Result<Vec<_>>>()?;
        if rows.is_empty() {
            None
        } else {
            let sql = statement($numbered, $start, $columns, rows.len(), $end);
            let mut query = $query(sqlx::AssertSqlSafe(sql)).persistent(rows.len() == most || rows.len() <= FEW_ROWS);
            for value in rows.into_iter().flatten() {
                query = match value {
                    Value::Null => query.bind(None::<&str>),
                    Value::Text(Cow::Borrowed(text)) => query.bind(text),
                    Value::Text(Cow::Owned(text)) => query.bind(text),
                    Value::Int(number) => query.bind(number),
                    Value::Moment(moment) => query.bind(moment),
                    Value::Bool(flag) => query.bind(flag),
                };
            }
            Some(query)
        }
    }};
}

/// Runs one statement after the other, and puts the next together while the engine is busy.
macro_rules! in_turn {
    ($how:ident, $conn:expr, $next:expr, $done:expr) => {{
        let mut next = $next;
        while let Some(query) = next {
            let mut running = pin!(query.$how(&mut **$conn));
            let sent = poll_fn(|cx| Poll::Ready(running.as_mut().poll(cx))).await;
            next = $next;
            $done(match sent {
                Poll::Ready(done) => done?,
                Poll::Pending => running.await?,
            });
        }
    }};
}

/// Inserts the rows, as few statements as possible, which are put together while the one before is at work. After an
/// error some of the rows may be there: nothing should be committed then.
pub(crate) async fn insert<'v, const N: usize>(
    conn: &mut Conn<'_>,
    start: &str,
    rows: impl IntoIterator<Item = Result<[Value<'v>; N]>>,
) -> Result<()> {
    insert_or(conn, start, "", rows).await
}

/// The same of very many rows, by the way that PostgreSQL has for them.
pub(super) async fn insert_many<'v, const N: usize>(
    conn: &mut Conn<'_>,
    start: &str,
    rows: impl IntoIterator<Item = Result<[Value<'v>; N]>>,
) -> Result<()> {
    match conn {
        Conn::Sqlite(_) => insert_or(conn, start, "", rows).await,
        Conn::Postgres(c) => copy(c, start, rows.into_iter()).await,
    }
}

/// Copies rows into a table of PostgreSQL, which takes them in without a statement for them.
async fn copy<'v, const N: usize>(
    conn: &mut PgConnection,
    start: &str,
    mut rows: impl Iterator<Item = Result<[Value<'v>; N]>>,
) -> Result<()> {
    let table = start.trim().trim_start_matches("INSERT INTO").trim_end_matches("VALUES");
    let sql = format!("COPY {table} FROM STDIN");
    let mut text = lines(&mut rows)?;
    while !text.is_empty() {
        let mut copying = conn.copy_in_raw(&sql).await?;
        copying.send(text.into_bytes()).await?;
        let next = lines(&mut rows);
        copying.finish().await?;
        text = next?;
    }
    Ok(())
}

/// As many rows as a statement takes, in PostgreSQL's own text: a line for each, with tabs between values.
fn lines<'v, const N: usize>(rows: &mut impl Iterator<Item = Result<[Value<'v>; N]>>) -> Result<String> {
    let mut text = String::new();
    for row in rows.take(VALUES_IN_A_STATEMENT / N) {
        for (column, value) in row?.into_iter().enumerate() {
            text.push_str(if column == 0 { "" } else { "\t" });
            match value {
                Value::Null | Value::Moment(None) => text.push_str("\\N"),
                Value::Text(value) => value.chars().for_each(|c| match c {
                    '\\' => text.push_str("\\\\"),
                    '\n' => text.push_str("\\n"),
                    '\r' => text.push_str("\\r"),
                    '\t' => text.push_str("\\t"),
                    other => text.push(other),
                }),
                Value::Int(number) | Value::Moment(Some(number)) => text.push_str(&number.to_string()),
                Value::Bool(flag) => text.push_str(if flag { "t" } else { "f" }),
            }
        }
        text.push('\n');
    }
    Ok(text)
}

/// The same, with what is done where a row is there already.
pub(crate) async fn insert_or<'v, const N: usize>(
    conn: &mut Conn<'_>,
    start: &str,
    end: &str,
    rows: impl IntoIterator<Item = Result<[Value<'v>; N]>>,
) -> Result<()> {
    let mut rows = rows.into_iter();
    match conn {
        Conn::Sqlite(c) => in_turn!(execute, c, next!(sqlx::query, false, rows, N, start, end), |_| ()),
        Conn::Postgres(c) => in_turn!(execute, c, next!(sqlx::query, true, rows, N, start, end), |_| ()),
    }
    Ok(())
}

/// The same, and gives a text and a number of each row, as `end` asks for them.
pub(super) async fn insert_returning<'v, const N: usize>(
    conn: &mut Conn<'_>,
    start: &str,
    end: &str,
    rows: impl IntoIterator<Item = Result<[Value<'v>; N]>>,
) -> Result<Vec<(String, i64)>> {
    let (mut rows, mut all) = (rows.into_iter(), Vec::new());
    match conn {
        Conn::Sqlite(c) => {
            in_turn!(fetch_all, c, next!(sqlx::query_as::<_, (String, i64)>, false, rows, N, start, end), |told| all
                .extend(told))
        }
        Conn::Postgres(c) => {
            in_turn!(fetch_all, c, next!(sqlx::query_as::<_, (String, i64)>, true, rows, N, start, end), |told| all
                .extend(told))
        }
    }
    Ok(all)
}
