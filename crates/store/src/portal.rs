//! Customers who are in the portal, by the hashes of their tokens, and the links by mail that let them in.

pub mod links;

use clientele_domain::id::{CustomerId, CustomerSessionId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

/// A session that has not ended, with whose it is.
#[derive(Debug, Clone)]
pub struct PortalSession {
    /// Whose data.
    pub scope: Scope,
    /// Who, as the id was then.
    pub customer: CustomerId,
    /// Began.
    pub created_at: Timestamp,
    /// Last use, to some minutes.
    pub last_seen_at: Timestamp,
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    merchant_id: String,
    livemode: bool,
    customer_id: String,
    created_at: i64,
    last_seen_at: i64,
}

const INSERT: &str = "
    INSERT INTO portal_sessions (
        merchant_id, livemode, token_hash, customer_id, customer_session_id, created_at, last_seen_at, expires_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $6, $7)";

/// A new session, which ends with the customer session that opened it, if one did.
pub async fn insert(
    conn: &mut Conn<'_>,
    scope: Scope,
    token_hash: &str,
    (customer, through): (CustomerId, Option<CustomerSessionId>),
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        token_hash,
        customer.to_string(),
        through.map(|session| session.to_string()).unwrap_or_default(),
        now.micros(),
        expires_at.micros(),
    )?;
    Ok(())
}

const LIVE: &str = "
    SELECT p.merchant_id, p.livemode, p.customer_id, p.created_at, p.last_seen_at
    FROM portal_sessions p
    LEFT JOIN customer_sessions s
        ON s.merchant_id = p.merchant_id AND s.livemode = p.livemode AND s.id = p.customer_session_id
    WHERE p.token_hash = $1 AND p.expires_at > $2 AND s.revoked_at IS NULL";

/// The session behind a token's hash, unless it has ended. It alone says which scope a request is in.
pub async fn live(conn: &mut Conn<'_>, token_hash: &str, now: Timestamp) -> Result<Option<PortalSession>> {
    let row = fetch_optional!(conn, SessionRow, LIVE, token_hash, now.micros())?;
    row.map(|row| {
        let merchant = row.merchant_id.parse().map_err(|_| unreadable("merchant id", &row.merchant_id))?;
        Ok(PortalSession {
            scope: Scope { merchant, mode: Mode::from_livemode(row.livemode) },
            customer: row.customer_id.parse().map_err(|_| unreadable("customer id", &row.customer_id))?,
            created_at: Timestamp::from_micros(row.created_at),
            last_seen_at: Timestamp::from_micros(row.last_seen_at),
        })
    })
    .transpose()
}

const TOUCH: &str = "UPDATE portal_sessions SET last_seen_at = $2, expires_at = $3 WHERE token_hash = $1";

/// Notes a use and moves the end.
pub async fn touch(conn: &mut Conn<'_>, token_hash: &str, now: Timestamp, expires_at: Timestamp) -> Result<()> {
    execute!(conn, TOUCH, token_hash, now.micros(), expires_at.micros())?;
    Ok(())
}

const DELETE: &str = "DELETE FROM portal_sessions WHERE token_hash = $1";

/// Ends a session.
pub async fn delete(conn: &mut Conn<'_>, token_hash: &str) -> Result<()> {
    execute!(conn, DELETE, token_hash)?;
    Ok(())
}

const DELETE_ALL: &str = "
    DELETE FROM portal_sessions WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// Ends every session of a customer, and removes the links.
pub async fn erase(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    execute!(conn, DELETE_ALL, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    links::delete_all(conn, scope, customer).await
}

const FORGET: &str = "DELETE FROM portal_sessions WHERE expires_at <= $1";

/// Removes sessions that ended at or before this moment, and links that did so.
pub async fn forget(conn: &mut Conn<'_>, now: Timestamp) -> Result<()> {
    execute!(conn, FORGET, now.micros())?;
    links::forget(conn, now).await
}
