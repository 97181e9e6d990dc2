//! Sessions of staff. Only a hash of the token is stored.

use clientele_domain::id::UserId;
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
    INSERT INTO sessions (token_hash, user_id, created_at, last_seen_at, expires_at) VALUES ($1, $2, $3, $3, $4)";

/// A new session.
pub async fn insert(
    conn: &mut Conn<'_>,
    token_hash: &str,
    user: UserId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<()> {
    execute!(conn, INSERT, token_hash, user.to_string(), now.micros(), expires_at.micros())?;
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
