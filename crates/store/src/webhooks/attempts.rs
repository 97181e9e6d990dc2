//! What was sent and what came back, each time.

use clientele_domain::id::DeliveryId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::Attempt;

use crate::conn::Conn;
use crate::error::Result;

#[derive(sqlx::FromRow)]
struct AttemptRow {
    number: i64,
    url: String,
    request_headers: String,
    response_status: i64,
    response_body: String,
    error: String,
    started_at: i64,
    duration: i64,
}

impl From<AttemptRow> for Attempt {
    fn from(row: AttemptRow) -> Self {
        Self {
            number: row.number,
            url: row.url,
            request_headers: row.request_headers,
            response_status: u16::try_from(row.response_status).ok().filter(|status| *status > 0),
            response_body: row.response_body,
            error: row.error,
            started_at: Timestamp::from_micros(row.started_at),
            duration: row.duration,
        }
    }
}

const INSERT: &str = "
    INSERT INTO delivery_attempts (
        merchant_id, livemode, delivery_id, number, url, request_headers, response_status, response_body, error,
        started_at, duration
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// Keeps what came of an attempt.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, delivery: DeliveryId, attempt: &Attempt) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        delivery.to_string(),
        attempt.number,
        &attempt.url,
        &attempt.request_headers,
        i64::from(attempt.response_status.unwrap_or_default()),
        &attempt.response_body,
        &attempt.error,
        attempt.started_at.micros(),
        attempt.duration,
    )?;
    Ok(())
}

const OF_DELIVERY: &str = "
    SELECT number, url, request_headers, response_status, response_body, error, started_at, duration
    FROM delivery_attempts WHERE merchant_id = $1 AND livemode = $2 AND delivery_id = $3
    ORDER BY number DESC LIMIT $4";

/// The last attempts of a delivery, newest first.
pub async fn of_delivery(conn: &mut Conn<'_>, scope: Scope, delivery: DeliveryId, limit: i64) -> Result<Vec<Attempt>> {
    let (merchant, delivery) = (scope.merchant.to_string(), delivery.to_string());
    let rows = fetch_all!(conn, AttemptRow, OF_DELIVERY, merchant, scope.livemode(), delivery, limit)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

const FORGET: &str = "
    UPDATE delivery_attempts SET response_body = '' WHERE merchant_id = $1 AND livemode = $2 AND delivery_id = $3";

/// Takes out what was answered.
pub(super) async fn forget(conn: &mut Conn<'_>, scope: Scope, delivery: &str) -> Result<()> {
    execute!(conn, FORGET, scope.merchant.to_string(), scope.livemode(), delivery)?;
    Ok(())
}
