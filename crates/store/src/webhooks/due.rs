//! What servers look for, whoever it belongs to: deliveries that it is time to send.

use clientele_domain::id::WebhookEndpointId;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::Delivery;

use super::deliveries::{DeliveryRow, delivery_columns};
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct DueRow {
    merchant_id: String,
    livemode: bool,
    #[sqlx(flatten)]
    delivery: DeliveryRow,
}

impl TryFrom<DueRow> for (Scope, Delivery) {
    type Error = Error;
    fn try_from(row: DueRow) -> Result<Self> {
        let merchant = row.merchant_id.parse().map_err(|_| unreadable("merchant id", &row.merchant_id))?;
        Ok((Scope { merchant, mode: Mode::from_livemode(row.livemode) }, row.delivery.try_into()?))
    }
}

const ANY: &str = "SELECT 1 FROM deliveries WHERE next_attempt_at <= $1 LIMIT 1";

/// Whether anything is due. A look, for a server that has nothing to do most of the time and should not stand in the way
/// of those who write.
pub async fn any(conn: &mut Conn<'_>, now: Timestamp) -> Result<bool> {
    Ok(match conn {
        // PostgreSQL takes 1 for a number of four bytes; nobody needs it.
        Conn::Sqlite(c) => sqlx::query(ANY).bind(now.micros()).fetch_optional(&mut **c).await?.is_some(),
        Conn::Postgres(c) => sqlx::query(ANY).bind(now.micros()).fetch_optional(&mut **c).await?.is_some(),
    })
}

/// Deliveries that are due and not for these endpoints, longest due first, held until this transaction ends. Those that
/// another server holds at this moment are passed over.
pub async fn lock(
    conn: &mut Conn<'_>,
    now: Timestamp,
    except: &[WebhookEndpointId],
    limit: i64,
) -> Result<Vec<(Scope, Delivery)>> {
    let mut statement = Statement::default();
    statement.push(concat!(
        "SELECT merchant_id, livemode, ",
        delivery_columns!(),
        " FROM deliveries WHERE next_attempt_at <= "
    ));
    statement.bind(Arg::Int(now.micros()));
    if !except.is_empty() {
        statement.push(" AND endpoint_id NOT IN (");
        statement.list(except);
        statement.push(")");
    }
    statement.push(" ORDER BY next_attempt_at LIMIT ");
    statement.bind(Arg::Int(limit));
    // SQLite's writer is alone.
    statement.push(conn.pick("", " FOR NO KEY UPDATE SKIP LOCKED"));
    fetch_statement!(conn, DueRow, statement)?.into_iter().map(TryInto::try_into).collect()
}
