//! What requests with an idempotency key were answered.

use clientele_domain::id::CustomerId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::Result;

/// An answer that was given.
#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Answered {
    /// Hash of the request that it answers.
    pub request_hash: String,
    /// HTTP status.
    pub status: i64,
    /// Body.
    pub body: String,
}

const GET: &str = "
    SELECT request_hash, status, body FROM idempotency_records
    WHERE merchant_id = $1 AND livemode = $2 AND key = $3 AND created_at > $4";

/// What the key was answered after the moment `since`.
pub async fn get(conn: &mut Conn<'_>, scope: Scope, key: &str, since: Timestamp) -> Result<Option<Answered>> {
    Ok(fetch_optional!(conn, Answered, GET, scope.merchant.to_string(), scope.livemode(), key, since.micros())?)
}

const CLAIM: &str = "
    INSERT INTO idempotency_records (merchant_id, livemode, key, request_hash, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (merchant_id, livemode, key) DO UPDATE
        SET request_hash = excluded.request_hash, created_at = excluded.created_at
        WHERE idempotency_records.created_at <= $6";

/// Takes a key for the transaction at hand; says whether it was free. Whoever else wants it at the same moment waits for
/// the end of this transaction. What was answered at or before `since` counts no more.
pub async fn claim(
    conn: &mut Conn<'_>,
    scope: Scope,
    key: &str,
    request_hash: &str,
    now: Timestamp,
    since: Timestamp,
) -> Result<bool> {
    let merchant = scope.merchant.to_string();
    let touched = execute!(conn, CLAIM, merchant, scope.livemode(), key, request_hash, now.micros(), since.micros())?;
    Ok(touched > 0)
}

const ANSWER: &str = "
    UPDATE idempotency_records SET status = $4, body = $5 WHERE merchant_id = $1 AND livemode = $2 AND key = $3";

/// Keeps the answer, in the transaction that claimed the key.
pub async fn answer(conn: &mut Conn<'_>, scope: Scope, key: &str, status: i64, body: &str) -> Result<()> {
    execute!(conn, ANSWER, scope.merchant.to_string(), scope.livemode(), key, status, body)?;
    Ok(())
}

const ERASE: &str = "
    UPDATE idempotency_records SET body = $4 WHERE merchant_id = $1 AND livemode = $2 AND body LIKE $3";

/// Puts `body` in the place of every answer that tells of a person whose data is erased. The keys stay taken.
pub async fn erase(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, body: &str) -> Result<()> {
    let telling = format!("%\"{customer}\"%");
    execute!(conn, ERASE, scope.merchant.to_string(), scope.livemode(), telling, body)?;
    Ok(())
}

const FORGET: &str = "DELETE FROM idempotency_records WHERE created_at <= $1";

/// Removes what counts no more.
pub async fn forget(conn: &mut Conn<'_>, since: Timestamp) -> Result<u64> {
    Ok(execute!(conn, FORGET, since.micros())?)
}
