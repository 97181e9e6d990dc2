//! Looking at endpoints, and removing one.

use clientele_domain::audit::Act;
use clientele_domain::id::WebhookEndpointId;
use clientele_domain::role::Permission;
use clientele_domain::webhook::Endpoint;
use clientele_store::Conn;
use clientele_store::webhooks::{deliveries, endpoints};

use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::cut::cut;
use crate::error::{Error, Result};

/// One endpoint.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: WebhookEndpointId) -> Result<Endpoint> {
    ctx.require(Permission::WebhookRead)?;
    endpoints::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A page of endpoints, newest first, beginning after the endpoint `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx, after: Option<WebhookEndpointId>, limit: i64) -> Result<(Vec<Endpoint>, bool)> {
    ctx.require(Permission::WebhookRead)?;
    let found = endpoints::page(&mut ctx.read().await?.conn(), ctx.scope, after, limit + 1).await?;
    Ok(cut(found, limit))
}

/// How many endpoints were disabled because nothing reached them; nothing for those who may not look.
pub async fn given_up(ctx: &Ctx) -> Result<i64> {
    if ctx.require(Permission::WebhookRead).is_err() {
        return Ok(0);
    }
    Ok(endpoints::given_up(&mut ctx.read().await?.conn(), ctx.scope).await?)
}

/// Removes an endpoint. What is pending for it is sent no more; what was sent can still be looked at, one by one.
///
/// Errors: `Forbidden`, `NotFound`, `Outdated` when a version is given and the endpoint is at another.
pub async fn delete(ctx: &Ctx, id: WebhookEndpointId, version: Option<i64>) -> Result<()> {
    ctx.require(Permission::WebhookWrite)?;
    transaction!(ctx, |conn| {
        let gone = locked(ctx, conn, id, version).await?;
        endpoints::delete(conn, ctx.scope, id, ctx.now).await?;
        audit::note(ctx, conn, Act::EndpointDeleted, &id.to_string(), &[change("url", gone.url, "")]).await?;
        Ok(deliveries::give_up(conn, ctx.scope, id).await?)
    })
}

/// The endpoint, held until the transaction ends, if it is at the version.
pub(super) async fn locked(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    id: WebhookEndpointId,
    version: Option<i64>,
) -> Result<Endpoint> {
    let endpoint = endpoints::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    match version {
        Some(version) if version != endpoint.version => Err(Error::Outdated { version: endpoint.version }),
        _ => Ok(endpoint),
    }
}
