//! Changing an endpoint.

use clientele_domain::audit::Act;
use clientele_domain::id::WebhookEndpointId;
use clientele_domain::role::Permission;
use clientele_domain::rules::{self, CheckedChange, EndpointChange};
use clientele_domain::webhook::Endpoint;
use clientele_store::webhooks::{deliveries, endpoints};

use super::create::leads_outside;
use super::endpoints::locked;
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Changes an endpoint, and whether it is `enabled`. One that is disabled is told of nothing that happens meanwhile; what
/// was pending before waits, and is sent once the endpoint is enabled again.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `Outdated` when a version is given and the endpoint is at another.
pub async fn update(
    ctx: &Ctx,
    id: WebhookEndpointId,
    version: Option<i64>,
    change: &EndpointChange,
    enabled: Option<bool>,
) -> Result<Endpoint> {
    ctx.require(Permission::WebhookWrite)?;
    let checked = rules::endpoint_change(change, ctx.house.reach).map_err(Error::Invalid)?;
    // Names are looked up before anything is held.
    if let Some(url) = &checked.url {
        leads_outside(ctx, url).await?;
    }
    transaction!(ctx, |conn| {
        let before = locked(ctx, conn, id, version).await?;
        let mut after = changed(ctx, &before, checked.clone(), enabled);
        if after == before {
            return Ok(before);
        }
        after.updated_at = ctx.now;
        after.version += 1;
        endpoints::update(conn, ctx.scope, &after).await?;
        audit::note_changed(ctx, conn, Act::EndpointUpdated, &id.to_string(), &before, &after).await?;
        match (before.is_enabled(), after.is_enabled()) {
            (true, false) => deliveries::hold(conn, ctx.scope, id).await?,
            (false, true) => deliveries::release(conn, ctx.scope, id, ctx.now).await?,
            _ => {}
        }
        Ok(after)
    })
}

fn changed(ctx: &Ctx, before: &Endpoint, change: CheckedChange, enabled: Option<bool>) -> Endpoint {
    let mut after = before.clone();
    after.url = change.url.map_or(after.url, Into::into);
    after.description = change.description.unwrap_or(after.description);
    after.events = change.events.unwrap_or(after.events);
    match enabled {
        Some(true) => {
            after.disabled_at = None;
            after.disabled_reason.clear();
        }
        Some(false) if before.is_enabled() => {
            after.disabled_at = Some(ctx.now);
            after.disabled_reason = format!("Disabled by {}.", ctx.actor.name());
        }
        _ => {}
    }
    // Another address begins anew, and so does one that was disabled.
    if after.url != before.url || after.is_enabled() != before.is_enabled() {
        after.failing_since = None;
    }
    after
}
