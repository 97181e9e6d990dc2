//! The log of requests to the API: method, path, status and time; never a body.

use clientele_domain::id::KeyId;
use clientele_domain::request::LoggedRequest;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::bulk::rows::{Value, insert, values};
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct RequestRow {
    id: String,
    key_id: String,
    method: String,
    path: String,
    status: i64,
    micros: i64,
    created_at: i64,
}

const INSERT: &str = "
    INSERT INTO api_requests (merchant_id, livemode, id, key_id, method, path, status, micros, created_at) VALUES ";

/// Adds requests of any scopes.
pub async fn insert_all(conn: &mut Conn<'_>, requests: &[(Scope, LoggedRequest)]) -> Result<()> {
    let rows: Vec<_> = requests
        .iter()
        .map(|(scope, request)| {
            values! {
                scope.merchant.to_string(), scope.livemode(), &request.id, request.key.to_string(), &request.method,
                &request.path, i64::from(request.status), request.micros, request.at,
            }
        })
        .collect();
    insert(conn, INSERT, rows).await
}

/// Requests, newest first, beginning after the one with the id `after`; only those that were refused, if so asked.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    refused: bool,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<LoggedRequest>> {
    let mut statement = Statement::default();
    statement.push("SELECT id, key_id, method, path, status, micros, created_at FROM api_requests");
    statement.scope(scope);
    statement.push(if refused { " AND status >= 400" } else { "" });
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, RequestRow, statement)?
        .into_iter()
        .map(|row| {
            let key: KeyId = row.key_id.parse().map_err(|_| unreadable("key id", &row.key_id))?;
            Ok(LoggedRequest {
                id: row.id,
                key,
                method: row.method,
                path: row.path,
                status: u16::try_from(row.status).unwrap_or_default(),
                micros: row.micros,
                at: Timestamp::from_micros(row.created_at),
            })
        })
        .collect()
}

const FORGET: &str = "DELETE FROM api_requests WHERE created_at < $1";

/// Removes those from before a moment.
pub async fn forget(conn: &mut Conn<'_>, before: Timestamp) -> Result<u64> {
    Ok(execute!(conn, FORGET, before.micros())?)
}
