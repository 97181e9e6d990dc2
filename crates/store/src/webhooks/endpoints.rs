//! Webhook endpoints. One that was removed stays as a row without secrets, and is found no more.

use clientele_domain::event::EventKind;
use clientele_domain::id::WebhookEndpointId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::{Endpoint, Secrets, Wanted};

use crate::conn::{Arg, Conn, Statement};
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct EndpointRow {
    id: String,
    url: String,
    description: String,
    events: String,
    disabled_at: Option<i64>,
    disabled_reason: String,
    failing_since: Option<i64>,
    previous_secret_until: Option<i64>,
    created_at: i64,
    updated_at: i64,
    version: i64,
}

impl TryFrom<EndpointRow> for Endpoint {
    type Error = Error;
    fn try_from(row: EndpointRow) -> Result<Self> {
        Ok(Self {
            id: endpoint_id(&row.id)?,
            url: row.url,
            description: row.description,
            events: wanted(&row.events)?,
            disabled_at: row.disabled_at.map(Timestamp::from_micros),
            disabled_reason: row.disabled_reason,
            failing_since: row.failing_since.map(Timestamp::from_micros),
            previous_secret_until: row.previous_secret_until.map(Timestamp::from_micros),
            created_at: Timestamp::from_micros(row.created_at),
            updated_at: Timestamp::from_micros(row.updated_at),
            version: row.version,
        })
    }
}

pub(super) fn endpoint_id(text: &str) -> Result<WebhookEndpointId> {
    text.parse().map_err(|_| unreadable("webhook endpoint id", text))
}

fn wanted(text: &str) -> Result<Wanted> {
    text.parse().map_err(|_| unreadable("list of events", text))
}

macro_rules! columns {
    () => {
        "id, url, description, events, disabled_at, disabled_reason, failing_since, previous_secret_until, created_at,
        updated_at, version"
    };
}

const INSERT: &str = "
    INSERT INTO webhook_endpoints (
        merchant_id, livemode, id, url, description, events, secret, disabled_at, disabled_reason, created_at, updated_at,
        version
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// A new endpoint.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, endpoint: &Endpoint, secret: &str) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        endpoint.id.to_string(),
        &endpoint.url,
        &endpoint.description,
        endpoint.events.to_string(),
        secret,
        endpoint.disabled_at.map(Timestamp::micros),
        &endpoint.disabled_reason,
        endpoint.created_at.micros(),
        endpoint.updated_at.micros(),
        endpoint.version,
    )?;
    Ok(())
}

const BY_ID: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM webhook_endpoints WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND deleted_at IS NULL"
);
const LOCK_POSTGRES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM webhook_endpoints WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND deleted_at IS NULL
    FOR NO KEY UPDATE"
);

/// One endpoint.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: WebhookEndpointId) -> Result<Option<Endpoint>> {
    fetch_optional!(conn, EndpointRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, held until this transaction ends. Events may go on naming it meanwhile. Who also changes deliveries of the
/// endpoint holds it before them, so that two never wait for each other.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: WebhookEndpointId) -> Result<Option<Endpoint>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, EndpointRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Endpoints, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    after: Option<WebhookEndpointId>,
    limit: i64,
) -> Result<Vec<Endpoint>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM webhook_endpoints"));
    statement.scope(scope);
    statement.push(" AND deleted_at IS NULL");
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, EndpointRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const GAVE_UP: &str = "
    SELECT id FROM webhook_endpoints
    WHERE merchant_id = $1 AND livemode = $2 AND disabled_at IS NOT NULL AND failing_since IS NOT NULL
        AND deleted_at IS NULL
    LIMIT 99";

/// How many endpoints were disabled because nothing reached them, at most 99.
pub async fn given_up(conn: &mut Conn<'_>, scope: Scope) -> Result<i64> {
    let found = fetch_all!(conn, (String,), GAVE_UP, scope.merchant.to_string(), scope.livemode())?;
    Ok(i64::try_from(found.len()).unwrap_or(i64::MAX))
}

const WANTING: &str = "
    SELECT id, events FROM webhook_endpoints
    WHERE merchant_id = $1 AND livemode = $2 AND disabled_at IS NULL AND deleted_at IS NULL";

/// The endpoints that want to be told of events of this type just now.
pub async fn wanting(conn: &mut Conn<'_>, scope: Scope, kind: EventKind) -> Result<Vec<WebhookEndpointId>> {
    let mut found = Vec::new();
    for (id, events) in fetch_all!(conn, (String, String), WANTING, scope.merchant.to_string(), scope.livemode())? {
        if wanted(&events)?.includes(kind) {
            found.push(endpoint_id(&id)?);
        }
    }
    Ok(found)
}

const SECRETS: &str = "
    SELECT secret, previous_secret, previous_secret_until FROM webhook_endpoints
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND deleted_at IS NULL";

/// What messages to an endpoint are signed with.
pub async fn secrets(conn: &mut Conn<'_>, scope: Scope, id: WebhookEndpointId) -> Result<Option<Secrets>> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    let found = fetch_optional!(conn, (String, String, Option<i64>), SECRETS, merchant, scope.livemode(), id)?;
    Ok(found.map(|(current, previous, until)| Secrets {
        current,
        previous: until.map(|until| (previous, Timestamp::from_micros(until))),
    }))
}

const UPDATE: &str = "
    UPDATE webhook_endpoints SET
        url = $4, description = $5, events = $6, disabled_at = $7, disabled_reason = $8, failing_since = $9,
        updated_at = $10, version = $11
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Writes what can be changed of an endpoint, with its version.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, endpoint: &Endpoint) -> Result<()> {
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        endpoint.id.to_string(),
        &endpoint.url,
        &endpoint.description,
        endpoint.events.to_string(),
        endpoint.disabled_at.map(Timestamp::micros),
        &endpoint.disabled_reason,
        endpoint.failing_since.map(Timestamp::micros),
        endpoint.updated_at.micros(),
        endpoint.version,
    )?;
    Ok(())
}

const ROTATE: &str = "
    UPDATE webhook_endpoints SET
        previous_secret = secret, previous_secret_until = $5, secret = $4, updated_at = $6, version = version + 1
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND deleted_at IS NULL";

/// Puts a new secret in the place of the current one, which goes on counting for a while.
pub async fn rotate(
    conn: &mut Conn<'_>,
    scope: Scope,
    id: WebhookEndpointId,
    secret: &str,
    previous_until: Timestamp,
    now: Timestamp,
) -> Result<()> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    execute!(conn, ROTATE, merchant, scope.livemode(), id, secret, previous_until.micros(), now.micros())?;
    Ok(())
}

const DELETE: &str = "
    UPDATE webhook_endpoints SET
        secret = '', previous_secret = '', previous_secret_until = NULL, updated_at = $4, deleted_at = $4,
        version = version + 1
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Removes an endpoint.
pub async fn delete(conn: &mut Conn<'_>, scope: Scope, id: WebhookEndpointId, now: Timestamp) -> Result<()> {
    execute!(conn, DELETE, scope.merchant.to_string(), scope.livemode(), id.to_string(), now.micros())?;
    Ok(())
}

const ARRIVED: &str = "
    UPDATE webhook_endpoints SET failing_since = NULL
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND failing_since IS NOT NULL";

/// Notes that a message arrived; writes only what changes, for endpoints hear often.
pub async fn arrived(conn: &mut Conn<'_>, scope: Scope, id: WebhookEndpointId) -> Result<()> {
    execute!(conn, ARRIVED, scope.merchant.to_string(), scope.livemode(), id.to_string())?;
    Ok(())
}
