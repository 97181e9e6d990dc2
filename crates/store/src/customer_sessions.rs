//! Customer sessions, by the hashes of their secrets.

use clientele_domain::customer_session::{Component, CustomerSession};
use clientele_domain::id::{CustomerId, CustomerSessionId};
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: String,
    merchant_id: String,
    livemode: bool,
    customer_id: String,
    components: String,
    allowed_origin: String,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
}

impl TryFrom<SessionRow> for CustomerSession {
    type Error = Error;
    fn try_from(row: SessionRow) -> Result<Self> {
        let merchant = row.merchant_id.parse().map_err(|_| unreadable("merchant id", &row.merchant_id))?;
        let component = |word| Component::parse(word).ok_or_else(|| unreadable("component", word));
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("customer session id", &row.id))?,
            scope: Scope { merchant, mode: Mode::from_livemode(row.livemode) },
            customer: row.customer_id.parse().map_err(|_| unreadable("customer id", &row.customer_id))?,
            components: row.components.split_whitespace().map(component).collect::<Result<_>>()?,
            allowed_origin: row.allowed_origin,
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: Timestamp::from_micros(row.expires_at),
            revoked_at: row.revoked_at.map(Timestamp::from_micros),
        })
    }
}

macro_rules! columns {
    () => {
        "id, merchant_id, livemode, customer_id, components, allowed_origin, created_at, expires_at, revoked_at"
    };
}

const INSERT: &str = "
    INSERT INTO customer_sessions (
        merchant_id, livemode, id, customer_id, secret_hash, components, allowed_origin, created_at, expires_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// A new session.
pub async fn insert(conn: &mut Conn<'_>, session: &CustomerSession, secret_hash: &str) -> Result<()> {
    let components: Vec<&str> = session.components.iter().map(|component| component.as_str()).collect();
    execute!(
        conn,
        INSERT,
        session.scope.merchant.to_string(),
        session.scope.livemode(),
        session.id.to_string(),
        session.customer.to_string(),
        secret_hash,
        components.join(" "),
        &session.allowed_origin,
        session.created_at.micros(),
        session.expires_at.micros(),
    )?;
    Ok(())
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM customer_sessions WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// One session.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: CustomerSessionId) -> Result<Option<CustomerSession>> {
    fetch_optional!(conn, SessionRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const BY_HASH: &str = concat!("SELECT ", columns!(), " FROM customer_sessions WHERE secret_hash = $1");

/// The session with this hash, ended or not. It alone says which scope a request is in.
pub async fn by_hash(conn: &mut Conn<'_>, secret_hash: &str) -> Result<Option<CustomerSession>> {
    fetch_optional!(conn, SessionRow, BY_HASH, secret_hash)?.map(TryInto::try_into).transpose()
}

const NAMES_ORIGIN: &str = "
    SELECT allowed_origin FROM customer_sessions WHERE allowed_origin = $1 AND expires_at > $2 LIMIT 1";

/// Whether some session is for pages from there that expires after the moment `since`, whoever's it is: a browser asks
/// this before it may send a secret.
pub async fn names_origin(conn: &mut Conn<'_>, origin: &str, since: Timestamp) -> Result<bool> {
    Ok(fetch_optional!(conn, (String,), NAMES_ORIGIN, origin, since.micros())?.is_some())
}

const REVOKE: &str = "
    UPDATE customer_sessions SET revoked_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND revoked_at IS NULL";

/// Ends a session; says whether nobody had ended it before.
pub async fn revoke(conn: &mut Conn<'_>, scope: Scope, id: CustomerSessionId, now: Timestamp) -> Result<bool> {
    let (merchant, id) = (scope.merchant.to_string(), id.to_string());
    Ok(execute!(conn, REVOKE, merchant, scope.livemode(), id, now.micros())? > 0)
}

const REVOKE_ALL: &str = "
    UPDATE customer_sessions SET revoked_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND revoked_at IS NULL";

/// Ends every session of a customer.
pub async fn revoke_all(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, now: Timestamp) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    execute!(conn, REVOKE_ALL, merchant, scope.livemode(), customer, now.micros())?;
    Ok(())
}

const FORGET: &str = "DELETE FROM customer_sessions WHERE expires_at <= $1";

/// Removes sessions that expired at or before `since`.
pub async fn forget(conn: &mut Conn<'_>, since: Timestamp) -> Result<u64> {
    Ok(execute!(conn, FORGET, since.micros())?)
}
