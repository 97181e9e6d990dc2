//! Links that were sent to customers by mail, each for one use.

use clientele_domain::id::{CustomerId, PortalLinkId};
use clientele_domain::portal::{LinkPurpose, PortalLink};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
struct LinkRow {
    id: String,
    customer_id: String,
    purpose: String,
    email: String,
    refund_address: String,
    created_at: i64,
    expires_at: i64,
    used_at: Option<i64>,
}

impl TryFrom<LinkRow> for PortalLink {
    type Error = Error;
    fn try_from(row: LinkRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("link id", &row.id))?,
            customer: row.customer_id.parse().map_err(|_| unreadable("customer id", &row.customer_id))?,
            purpose: LinkPurpose::parse(&row.purpose).ok_or_else(|| unreadable("purpose", &row.purpose))?,
            email: row.email,
            refund_address: row.refund_address,
            created_at: Timestamp::from_micros(row.created_at),
            expires_at: Timestamp::from_micros(row.expires_at),
            used_at: row.used_at.map(Timestamp::from_micros),
        })
    }
}

const INSERT: &str = "
    INSERT INTO portal_links (
        merchant_id, livemode, id, customer_id, purpose, email, refund_address, created_at, expires_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// A new link.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, link: &PortalLink) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        link.id.to_string(),
        link.customer.to_string(),
        link.purpose.as_str(),
        &link.email,
        &link.refund_address,
        link.created_at.micros(),
        link.expires_at.micros(),
    )?;
    Ok(())
}

const BY_ID: &str = "
    SELECT id, customer_id, purpose, email, refund_address, created_at, expires_at, used_at
    FROM portal_links WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// One link.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: PortalLinkId) -> Result<Option<PortalLink>> {
    fetch_optional!(conn, LinkRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

const SENT_SINCE: &str = "
    SELECT created_at FROM portal_links
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND purpose = $4 AND created_at > $5
    ORDER BY created_at LIMIT $6";

/// When links for this purpose were made after this moment, at most so many, oldest first.
pub async fn made_since(
    conn: &mut Conn<'_>,
    scope: Scope,
    (customer, purpose): (CustomerId, LinkPurpose),
    since: Timestamp,
    most: i64,
) -> Result<Vec<Timestamp>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let (livemode, purpose) = (scope.livemode(), purpose.as_str());
    let made = fetch_all!(conn, (i64,), SENT_SINCE, merchant, livemode, customer, purpose, since.micros(), most)?;
    Ok(made.into_iter().map(|(at,)| Timestamp::from_micros(at)).collect())
}

const USE: &str = "
    UPDATE portal_links SET used_at = $4
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND used_at IS NULL";

/// Uses a link; says whether nobody had used it before.
pub async fn mark_used(conn: &mut Conn<'_>, scope: Scope, id: PortalLinkId, now: Timestamp) -> Result<bool> {
    Ok(execute!(conn, USE, scope.merchant.to_string(), scope.livemode(), id.to_string(), now.micros())? > 0)
}

const REPLACE: &str = "
    UPDATE portal_links SET used_at = $5
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND purpose = $4 AND used_at IS NULL";

/// Takes every unused link of a customer for this purpose out of use.
pub async fn replace(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    purpose: LinkPurpose,
    now: Timestamp,
) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    execute!(conn, REPLACE, merchant, scope.livemode(), customer, purpose.as_str(), now.micros())?;
    Ok(())
}

const DELETE_ALL: &str = "DELETE FROM portal_links WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// Removes every link of a customer.
pub(super) async fn delete_all(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    execute!(conn, DELETE_ALL, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    Ok(())
}

const FORGET: &str = "DELETE FROM portal_links WHERE expires_at <= $1";

/// Removes links whose time ended at or before this moment.
pub(super) async fn forget(conn: &mut Conn<'_>, now: Timestamp) -> Result<()> {
    execute!(conn, FORGET, now.micros())?;
    Ok(())
}
