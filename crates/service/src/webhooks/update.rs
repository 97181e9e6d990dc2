//! Changing an endpoint.

use clientele_domain::id::WebhookEndpointId;
use clientele_domain::role::Permission;
use clientele_domain::rules::EndpointDraft;
use clientele_domain::webhook::Endpoint;
use clientele_store::webhooks::{deliveries, endpoints};

use super::create::checked;
use super::endpoints::{get, locked};
use crate::ctx::{Ctx, transaction};
use crate::error::Result;

/// What is to be changed; the rest stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EndpointChange {
    /// Where to.
    pub url: Option<String>,
    /// What people call it.
    pub description: Option<String>,
    /// Types of events, or `*`.
    pub events: Option<Vec<String>>,
    /// Whether it is told of events.
    pub enabled: Option<bool>,
}

impl EndpointChange {
    /// An endpoint with the change made to it, to be checked as a whole.
    pub fn over(&self, kept: &Endpoint) -> EndpointDraft {
        let words = || kept.events.words().into_iter().map(str::to_owned).collect();
        EndpointDraft {
            url: self.url.clone().unwrap_or_else(|| kept.url.clone()),
            description: self.description.clone().unwrap_or_else(|| kept.description.clone()),
            events: self.events.clone().unwrap_or_else(words),
        }
    }
}

/// Changes an endpoint. One that is disabled is told of nothing that happens meanwhile; what was pending before waits, and
/// is sent once the endpoint is enabled again.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `Outdated` when a version is given and the endpoint is at another.
pub async fn update(
    ctx: &Ctx,
    id: WebhookEndpointId,
    version: Option<i64>,
    change: &EndpointChange,
) -> Result<Endpoint> {
    ctx.require(Permission::WebhookWrite)?;
    // Names are looked up before anything is held.
    let asked = checked(ctx, &change.over(&get(ctx, id).await?)).await?;
    transaction!(ctx, |conn| {
        let before = locked(ctx, conn, id, version).await?;
        let (url, description, events) = asked.clone();
        let mut after = before.clone();
        after.url = change.url.as_ref().map_or(after.url, |_| url);
        after.description = change.description.as_ref().map_or(after.description, |_| description);
        after.events = change.events.as_ref().map_or(after.events, |_| events);
        match change.enabled {
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
        if after == before {
            return Ok(before);
        }
        // Another address begins anew, and so does one that was disabled.
        if after.url != before.url || after.is_enabled() != before.is_enabled() {
            after.failing_since = None;
        }
        after.updated_at = ctx.now;
        after.version += 1;
        endpoints::update(conn, ctx.scope, &after).await?;
        match (before.is_enabled(), after.is_enabled()) {
            (true, false) => deliveries::hold(conn, ctx.scope, id).await?,
            (false, true) => deliveries::release(conn, ctx.scope, id, ctx.now).await?,
            _ => {}
        }
        Ok(after)
    })
}
