//! Sessions of staff, and half sessions of those who have yet to give a code. Only hashes of the tokens are stored.

use clientele_domain::id::UserId;
use clientele_domain::team::PersonalSession;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

/// A session that has not ended, with whose it is.
#[derive(Debug, Clone)]
pub struct Session {
    /// Who signed in.
    pub user: UserId,
    /// The person's name.
    pub name: String,
    /// The person's email.
    pub email: String,
    /// Last use, to the hour.
    pub last_seen_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    user_id: String,
    name: String,
    email: String,
    last_seen_at: i64,
}

const INSERT: &str = "
    INSERT INTO sessions (token_hash, user_id, device, created_at, last_seen_at, expires_at)
    VALUES ($1, $2, $3, $4, $4, $5)";

/// A new session.
pub async fn insert(
    conn: &mut Conn<'_>,
    token_hash: &str,
    user: UserId,
    device: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<()> {
    execute!(conn, INSERT, token_hash, user.to_string(), device, now.micros(), expires_at.micros())?;
    Ok(())
}

const LIVE: &str = "
    SELECT s.user_id, u.name, u.email, s.last_seen_at
    FROM sessions s JOIN users u ON u.id = s.user_id
    WHERE s.token_hash = $1 AND s.expires_at > $2";

/// The session behind a token's hash, unless it has expired.
pub async fn live(conn: &mut Conn<'_>, token_hash: &str, now: Timestamp) -> Result<Option<Session>> {
    fetch_optional!(conn, SessionRow, LIVE, token_hash, now.micros())?
        .map(|row| {
            Ok(Session {
                user: row.user_id.parse().map_err(|_| unreadable("user id", &row.user_id))?,
                name: row.name,
                email: row.email,
                last_seen_at: Timestamp::from_micros(row.last_seen_at),
            })
        })
        .transpose()
}

const TOUCH: &str = "UPDATE sessions SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1";

/// Notes a use and moves the end.
pub async fn touch(conn: &mut Conn<'_>, token_hash: &str, now: Timestamp, expires_at: Timestamp) -> Result<()> {
    execute!(conn, TOUCH, token_hash, now.micros(), expires_at.micros())?;
    Ok(())
}

const DELETE: &str = "DELETE FROM sessions WHERE token_hash = $1 OR expires_at <= $2";

/// Ends a session, and sweeps those that have expired.
pub async fn delete(conn: &mut Conn<'_>, token_hash: &str, now: Timestamp) -> Result<()> {
    execute!(conn, DELETE, token_hash, now.micros())?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct PersonalRow {
    token_hash: String,
    device: String,
    created_at: i64,
    last_seen_at: i64,
}

const OF_USER: &str = "
    SELECT token_hash, device, created_at, last_seen_at
    FROM sessions
    WHERE user_id = $1 AND expires_at > $2
    ORDER BY last_seen_at DESC, token_hash LIMIT 200";

/// Where a person is signed in, last used first. They are named by the hashes, which open nothing.
pub async fn of_user(conn: &mut Conn<'_>, user: UserId, now: Timestamp) -> Result<Vec<PersonalSession>> {
    let rows = fetch_all!(conn, PersonalRow, OF_USER, user.to_string(), now.micros())?;
    let session = |row: PersonalRow| PersonalSession {
        id: row.token_hash,
        device: row.device,
        created_at: Timestamp::from_micros(row.created_at),
        last_seen_at: Timestamp::from_micros(row.last_seen_at),
    };
    Ok(rows.into_iter().map(session).collect())
}

const END: &str = "DELETE FROM sessions WHERE user_id = $1 AND token_hash = $2";

/// Ends a session of this person; says whether there was one.
pub async fn end(conn: &mut Conn<'_>, user: UserId, token_hash: &str) -> Result<bool> {
    Ok(execute!(conn, END, user.to_string(), token_hash)? > 0)
}

const END_OTHERS: &str = "DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2";
const END_HALVES: &str = "DELETE FROM half_sessions WHERE user_id = $1";

/// Ends every session of this person but one, or all when none is kept, and what was only half one.
pub async fn end_others(conn: &mut Conn<'_>, user: UserId, kept: &str) -> Result<()> {
    execute!(conn, END_OTHERS, user.to_string(), kept)?;
    execute!(conn, END_HALVES, user.to_string())?;
    Ok(())
}

const INSERT_HALF: &str = "INSERT INTO half_sessions (token_hash, user_id, expires_at) VALUES ($1, $2, $3)";

/// A half session: the password was right.
pub async fn insert_half(conn: &mut Conn<'_>, token_hash: &str, user: UserId, expires_at: Timestamp) -> Result<()> {
    execute!(conn, INSERT_HALF, token_hash, user.to_string(), expires_at.micros())?;
    Ok(())
}

const HALF: &str = "SELECT user_id FROM half_sessions WHERE token_hash = $1 AND expires_at > $2";

/// Whose half session it is, unless it has expired.
pub async fn half(conn: &mut Conn<'_>, token_hash: &str, now: Timestamp) -> Result<Option<UserId>> {
    let row = fetch_optional!(conn, (String,), HALF, token_hash, now.micros())?;
    row.map(|(user,)| user.parse().map_err(|_| unreadable("user id", &user))).transpose()
}

const DELETE_HALF: &str = "DELETE FROM half_sessions WHERE token_hash = $1 OR expires_at <= $2";

/// Ends a half session, and sweeps those that have expired.
pub async fn delete_half(conn: &mut Conn<'_>, token_hash: &str, now: Timestamp) -> Result<()> {
    execute!(conn, DELETE_HALF, token_hash, now.micros())?;
    Ok(())
}
