//! People who sign in, and the sign-ins that failed.

use clientele_domain::id::UserId;
use clientele_domain::time::Timestamp;

use crate::conn::{Conn, Statement};
use crate::error::{Result, unreadable};

/// A person who signs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Identifier.
    pub id: UserId,
    /// Lower case.
    pub email: String,
    /// Name.
    pub name: String,
    /// argon2id, in PHC form.
    pub password_hash: String,
}

#[derive(sqlx::FromRow)]
struct UserRow {
    id: String,
    email: String,
    name: String,
    password_hash: String,
}

impl TryFrom<UserRow> for User {
    type Error = crate::Error;
    fn try_from(row: UserRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("user id", &row.id))?,
            email: row.email,
            name: row.name,
            password_hash: row.password_hash,
        })
    }
}

const INSERT: &str = "INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)";

/// A new person. Errors: `Taken` when the email is in use.
pub async fn insert(conn: &mut Conn<'_>, user: &User, now: Timestamp) -> Result<()> {
    execute!(conn, INSERT, user.id.to_string(), &user.email, &user.name, &user.password_hash, now.micros())?;
    Ok(())
}

const BY_EMAIL: &str = "SELECT id, email, name, password_hash FROM users WHERE email = $1";

/// The person with this email, lower case.
pub async fn by_email(conn: &mut Conn<'_>, email: &str) -> Result<Option<User>> {
    fetch_optional!(conn, UserRow, BY_EMAIL, email)?.map(TryInto::try_into).transpose()
}

/// The names of these people, each with its id as text.
pub async fn names(conn: &mut Conn<'_>, ids: &[UserId]) -> Result<Vec<(String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push("SELECT id, name FROM users WHERE id IN (");
    statement.list(ids);
    statement.push(")");
    Ok(fetch_statement!(conn, (String, String), statement)?)
}

const BY_ID: &str = "SELECT id, email, name, password_hash FROM users WHERE id = $1";

/// The person with this id.
pub async fn by_id(conn: &mut Conn<'_>, id: UserId) -> Result<Option<User>> {
    fetch_optional!(conn, UserRow, BY_ID, id.to_string())?.map(TryInto::try_into).transpose()
}

const RENAME: &str = "UPDATE users SET name = $2 WHERE id = $1";

/// Another name.
pub async fn rename(conn: &mut Conn<'_>, id: UserId, name: &str) -> Result<()> {
    execute!(conn, RENAME, id.to_string(), name)?;
    Ok(())
}

const SET_PASSWORD: &str = "UPDATE users SET password_hash = $3 WHERE id = $1 AND password_hash = $2";

/// Another password. Says whether the one before was still in force.
pub async fn set_password(conn: &mut Conn<'_>, id: UserId, before: &str, after: &str) -> Result<bool> {
    Ok(execute!(conn, SET_PASSWORD, id.to_string(), before, after)? > 0)
}

const SEEN: &str = "UPDATE users SET last_seen_at = $2 WHERE id = $1";

/// Notes that the person was here.
pub async fn seen(conn: &mut Conn<'_>, id: UserId, now: Timestamp) -> Result<()> {
    execute!(conn, SEEN, id.to_string(), now.micros())?;
    Ok(())
}

const ANY: &str = "SELECT id, email, name, password_hash FROM users LIMIT 1";

/// Whether anybody can sign in at all. Nobody can before the first sign-up.
pub async fn any(conn: &mut Conn<'_>) -> Result<bool> {
    Ok(fetch_optional!(conn, UserRow, ANY)?.is_some())
}

const ALONE_POSTGRES: &str = "SELECT pg_advisory_xact_lock(7302601)";

/// Makes others who sign up at this moment wait until this transaction has ended, so that only one is the first.
pub async fn lock_sign_up(conn: &mut Conn<'_>) -> Result<()> {
    if let Conn::Postgres(_) = conn {
        execute!(conn, ALONE_POSTGRES)?;
    }
    Ok(())
}

const FAILURES: &str = "SELECT count, since FROM sign_in_failures WHERE subject = $1";

/// How often sign-ins of this subject (an account or a network address) failed, and since when.
pub async fn failures(conn: &mut Conn<'_>, subject: &str) -> Result<Option<(i64, Timestamp)>> {
    let row = fetch_optional!(conn, (i64, i64), FAILURES, subject)?;
    Ok(row.map(|(count, since)| (count, Timestamp::from_micros(since))))
}

const FAILED: &str = "
    INSERT INTO sign_in_failures (subject, count, since) VALUES ($1, 1, $2)
    ON CONFLICT (subject) DO UPDATE SET
        count = CASE WHEN sign_in_failures.since < $3 THEN 1 ELSE sign_in_failures.count + 1 END,
        since = CASE WHEN sign_in_failures.since < $3 THEN $2 ELSE sign_in_failures.since END";

/// Counts one more failure; a series that began before `forget_before` starts over.
pub async fn failed(conn: &mut Conn<'_>, subject: &str, now: Timestamp, forget_before: Timestamp) -> Result<()> {
    execute!(conn, FAILED, subject, now.micros(), forget_before.micros())?;
    Ok(())
}

const FORGET_FAILURES: &str = "DELETE FROM sign_in_failures WHERE subject = $1 OR since < $2";

/// Forgets the failures of a subject after a success, and every old series with them.
pub async fn forget_failures(conn: &mut Conn<'_>, subject: &str, older_than: Timestamp) -> Result<()> {
    execute!(conn, FORGET_FAILURES, subject, older_than.micros())?;
    Ok(())
}
