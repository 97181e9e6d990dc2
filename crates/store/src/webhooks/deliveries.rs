//! Deliveries of one merchant and mode.

use std::collections::BTreeMap;

use clientele_domain::id::{DeliveryId, WebhookEndpointId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::{Delivery, DeliveryStatus};

use super::attempts;
use super::endpoints::endpoint_id;
use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
pub(super) struct DeliveryRow {
    id: String,
    endpoint_id: String,
    event_id: String,
    event_type: String,
    customer_id: String,
    body: String,
    status: String,
    attempts: i64,
    attempts_before: i64,
    next_attempt_at: Option<i64>,
    leased_until: Option<i64>,
    created_at: i64,
}

impl TryFrom<DeliveryRow> for Delivery {
    type Error = Error;
    fn try_from(row: DeliveryRow) -> Result<Self> {
        let customer = match row.customer_id.as_str() {
            "" => None,
            id => Some(id.parse().map_err(|_| unreadable("customer id", id))?),
        };
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("delivery id", &row.id))?,
            endpoint: endpoint_id(&row.endpoint_id)?,
            event: row.event_id.parse().map_err(|_| unreadable("event id", &row.event_id))?,
            event_type: row.event_type,
            customer,
            body: row.body,
            status: DeliveryStatus::parse(&row.status)
                .ok_or_else(|| unreadable("status of a delivery", &row.status))?,
            attempts: row.attempts,
            attempts_before: row.attempts_before,
            next_attempt_at: row.next_attempt_at.map(Timestamp::from_micros),
            leased_until: row.leased_until.map(Timestamp::from_micros),
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

macro_rules! delivery_columns {
    () => {
        "id, endpoint_id, event_id, event_type, customer_id, body, status, attempts, attempts_before, next_attempt_at,
        leased_until, created_at"
    };
}
pub(super) use delivery_columns;

const INSERT: &str = "
    INSERT INTO deliveries (
        merchant_id, livemode, id, endpoint_id, event_id, event_type, customer_id, body, status, next_attempt_at, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// A new delivery that nobody has tried yet.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, delivery: &Delivery) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        delivery.id.to_string(),
        delivery.endpoint.to_string(),
        delivery.event.to_string(),
        &delivery.event_type,
        delivery.customer.map(|customer| customer.to_string()).unwrap_or_default(),
        &delivery.body,
        delivery.status.as_str(),
        delivery.next_attempt_at.map(Timestamp::micros),
        delivery.created_at.micros(),
    )?;
    Ok(())
}

const BY_ID: &str =
    concat!("SELECT ", delivery_columns!(), " FROM deliveries WHERE merchant_id = $1 AND livemode = $2 AND id = $3");
const LOCK_POSTGRES: &str = concat!(
    "SELECT ",
    delivery_columns!(),
    " FROM deliveries WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR NO KEY UPDATE"
);

/// One delivery.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: DeliveryId) -> Result<Option<Delivery>> {
    fetch_optional!(conn, DeliveryRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, held until this transaction ends.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: DeliveryId) -> Result<Option<Delivery>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, DeliveryRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Deliveries, newest first, beginning after the one with the id `after`: to one endpoint or to all.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    endpoint: Option<WebhookEndpointId>,
    after: Option<DeliveryId>,
    limit: i64,
) -> Result<Vec<Delivery>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", delivery_columns!(), " FROM deliveries"));
    statement.scope(scope);
    if let Some(endpoint) = endpoint {
        statement.push(" AND endpoint_id = ");
        statement.bind(Arg::Text(endpoint.to_string()));
    }
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, DeliveryRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const ADVANCE: &str = "
    UPDATE deliveries SET
        status = $4, attempts = $5, attempts_before = $6, next_attempt_at = $7, leased_until = $8, body = $9
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Writes how far a delivery is, and what it carries. The row is held by this transaction.
pub async fn advance(conn: &mut Conn<'_>, scope: Scope, delivery: &Delivery) -> Result<()> {
    execute!(
        conn,
        ADVANCE,
        scope.merchant.to_string(),
        scope.livemode(),
        delivery.id.to_string(),
        delivery.status.as_str(),
        delivery.attempts,
        delivery.attempts_before,
        delivery.next_attempt_at.map(Timestamp::micros),
        delivery.leased_until.map(Timestamp::micros),
        &delivery.body,
    )?;
    Ok(())
}

const HOLD: &str = "
    UPDATE deliveries SET next_attempt_at = NULL, leased_until = NULL
    WHERE merchant_id = $1 AND livemode = $2 AND endpoint_id = $3 AND status = 'pending'";

/// What is pending for an endpoint waits, for as long as the endpoint is disabled.
pub async fn hold(conn: &mut Conn<'_>, scope: Scope, endpoint: WebhookEndpointId) -> Result<()> {
    execute!(conn, HOLD, scope.merchant.to_string(), scope.livemode(), endpoint.to_string())?;
    Ok(())
}

const RELEASE: &str = "
    UPDATE deliveries SET next_attempt_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND endpoint_id = $3 AND status = 'pending' AND next_attempt_at IS NULL";

/// What waited is due from now on.
pub async fn release(conn: &mut Conn<'_>, scope: Scope, endpoint: WebhookEndpointId, now: Timestamp) -> Result<()> {
    execute!(conn, RELEASE, scope.merchant.to_string(), scope.livemode(), endpoint.to_string(), now.micros())?;
    Ok(())
}

const ANEW: &str = "
    UPDATE deliveries SET status = 'pending', attempts_before = attempts, next_attempt_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND endpoint_id = $3 AND status = 'failed'";

/// What has failed for good begins anew; gives how many that were.
pub async fn begin_anew(conn: &mut Conn<'_>, scope: Scope, endpoint: WebhookEndpointId, now: Timestamp) -> Result<u64> {
    Ok(execute!(conn, ANEW, scope.merchant.to_string(), scope.livemode(), endpoint.to_string(), now.micros())?)
}

const GIVE_UP: &str = "
    UPDATE deliveries SET status = 'failed', next_attempt_at = NULL, leased_until = NULL
    WHERE merchant_id = $1 AND livemode = $2 AND endpoint_id = $3 AND status = 'pending'";

/// What is pending for an endpoint that was removed is sent no more.
pub async fn give_up(conn: &mut Conn<'_>, scope: Scope, endpoint: WebhookEndpointId) -> Result<()> {
    execute!(conn, GIVE_UP, scope.merchant.to_string(), scope.livemode(), endpoint.to_string())?;
    Ok(())
}

const OF_CUSTOMER: &str = "
    SELECT id FROM deliveries WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND customer_id <> ''";
const BODY: &str = "UPDATE deliveries SET body = '' WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Takes what was told about a person out of what was sent, and out of what came back, which may repeat it.
pub(crate) async fn forget(conn: &mut Conn<'_>, scope: Scope, customer: &str) -> Result<()> {
    for (id,) in fetch_all!(conn, (String,), OF_CUSTOMER, scope.merchant.to_string(), scope.livemode(), customer)? {
        forget_one(conn, scope, &id).await?;
    }
    Ok(())
}

/// The same for one delivery.
pub(crate) async fn forget_one(conn: &mut Conn<'_>, scope: Scope, id: &str) -> Result<()> {
    execute!(conn, BODY, scope.merchant.to_string(), scope.livemode(), id)?;
    attempts::forget(conn, scope, id).await
}

/// So many are removed in one transaction, so that nobody waits long for their turn to write.
const REMOVED_AT_ONCE: i64 = 500;

const OLD: &str = "
    SELECT merchant_id, livemode, id FROM deliveries WHERE created_at < $1 ORDER BY created_at LIMIT $2";

/// Removes some of those from before a moment, with what came of them. Gives whether there may be more.
pub async fn remove_some(conn: &mut Conn<'_>, before: Timestamp) -> Result<bool> {
    let old = fetch_all!(conn, (String, bool, String), OLD, before.micros(), REMOVED_AT_ONCE)?;
    let mut by_scope: BTreeMap<(&str, bool), Vec<&str>> = BTreeMap::new();
    for (merchant, livemode, id) in &old {
        by_scope.entry((merchant, *livemode)).or_default().push(id);
    }
    for ((merchant, livemode), ids) in by_scope {
        for (table, id) in [("delivery_attempts", "delivery_id"), ("deliveries", "id")] {
            let mut statement = Statement::default();
            statement.push(&format!("DELETE FROM {table} WHERE merchant_id = "));
            statement.bind(Arg::Text(merchant.to_owned()));
            statement.push(" AND livemode = ");
            statement.bind(Arg::Bool(livemode));
            statement.push(&format!(" AND {id} IN ("));
            statement.list(&ids);
            statement.push(&format!(") RETURNING {id}"));
            fetch_statement!(conn, (String,), statement)?;
        }
    }
    Ok(i64::try_from(old.len()).is_ok_and(|removed| removed >= REMOVED_AT_ONCE))
}
