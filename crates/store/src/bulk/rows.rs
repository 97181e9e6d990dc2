//! Statements that insert many rows, and the values in them.

use std::borrow::Cow;

use clientele_domain::time::Timestamp;

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

/// A row.
macro_rules! values {
    ($($value:expr),* $(,)?) => { [$(Value::from($value)),*] };
}
pub(crate) use values;

/// SQLite takes 32,766 and PostgreSQL 65,535. The more a statement inserts, the fewer times SQLite keeps a copy of each
/// page of an index for the case that the statement fails, and the fewer times the search writes what it has gathered.
const VALUES_IN_A_STATEMENT: usize = 30_000;

/// The statement for a number of rows. PostgreSQL knows values by number only; SQLite would look up the name of each
/// numbered one among all the others, so it gets them in order.
fn statement(conn: &Conn<'_>, start: &str, columns: usize, rows: usize, end: &str) -> String {
    let numbered = conn.pick(false, true);
    let mut sql = start.to_owned();
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

/// The query with its values, and whether it is worth remembering: only the full size comes again and again.
macro_rules! bound {
    ($query:expr, $rows:expr, $full:expr) => {{
        let mut query = $query.persistent($full);
        for value in $rows.iter().flatten() {
            query = match value {
                Value::Null => query.bind(None::<&str>),
                Value::Text(text) => query.bind(&**text),
                Value::Int(number) => query.bind(*number),
                Value::Moment(moment) => query.bind(*moment),
                Value::Bool(flag) => query.bind(*flag),
            };
        }
        query
    }};
}

/// Inserts the rows, as few statements as possible.
pub(crate) async fn insert<const N: usize>(conn: &mut Conn<'_>, start: &str, rows: &[[Value<'_>; N]]) -> Result<()> {
    insert_or(conn, start, "", rows).await
}

/// A few rows come again and again, too.
const FEW_ROWS: usize = 8;

/// The same, with what is done where a row is there already.
pub(crate) async fn insert_or<const N: usize>(
    conn: &mut Conn<'_>,
    start: &str,
    end: &str,
    rows: &[[Value<'_>; N]],
) -> Result<()> {
    let most = VALUES_IN_A_STATEMENT / N;
    for chunk in rows.chunks(most) {
        let sql = sqlx::AssertSqlSafe(statement(conn, start, N, chunk.len(), end));
        let full = chunk.len() == most || chunk.len() <= FEW_ROWS;
        match conn {
            Conn::Sqlite(c) => {
                bound!(sqlx::query(sql), chunk, full).execute(&mut **c).await?;
            }
            Conn::Postgres(c) => {
                bound!(sqlx::query(sql), chunk, full).execute(&mut **c).await?;
            }
        }
    }
    Ok(())
}

/// The same, and gives a text and a number of each row, as `end` asks for them.
pub(super) async fn insert_returning<const N: usize>(
    conn: &mut Conn<'_>,
    start: &str,
    end: &str,
    rows: &[[Value<'_>; N]],
) -> Result<Vec<(String, i64)>> {
    let most = VALUES_IN_A_STATEMENT / N;
    let mut returned = Vec::with_capacity(rows.len());
    for chunk in rows.chunks(most) {
        let sql = sqlx::AssertSqlSafe(statement(conn, start, N, chunk.len(), end));
        let full = chunk.len() == most;
        returned.extend(match conn {
            Conn::Sqlite(c) => bound!(sqlx::query_as::<_, (String, i64)>(sql), chunk, full).fetch_all(&mut **c).await?,
            Conn::Postgres(c) => {
                bound!(sqlx::query_as::<_, (String, i64)>(sql), chunk, full).fetch_all(&mut **c).await?
            }
        });
    }
    Ok(returned)
}
