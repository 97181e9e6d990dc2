//! Making an endpoint.

use clientele_domain::audit::Act;
use clientele_domain::id::WebhookEndpointId;
use clientele_domain::role::Permission;
use clientele_domain::rules::{self, EndpointDraft};
use clientele_domain::webhook::Endpoint;
use clientele_store::webhooks::endpoints;
use url::Url;

use super::courier::{Unreachable, addresses};
use super::secret::{self, FreshEndpoint};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// So many endpoints a merchant may have in each mode: every event asks each of them.
const MOST: i64 = 50;

/// Makes an endpoint, which is told of what happens from now on.
///
/// Errors: `Forbidden`, `Invalid`, `InvalidState` when there are enough.
pub async fn create(ctx: &Ctx, draft: &EndpointDraft) -> Result<FreshEndpoint> {
    ctx.require(Permission::WebhookWrite)?;
    let (url, description, events) = rules::endpoint(draft, ctx.house.reach).map_err(Error::Invalid)?;
    leads_outside(ctx, &url).await?;
    let endpoint = Endpoint {
        id: WebhookEndpointId::new(ctx.now, ctx.randomness().bytes()),
        url: url.into(),
        description,
        events,
        disabled_at: None,
        disabled_reason: String::new(),
        failing_since: None,
        previous_secret_until: None,
        created_at: ctx.now,
        updated_at: ctx.now,
        version: 1,
    };
    let secret = secret::fresh(ctx.randomness());
    transaction!(ctx, |conn| {
        if endpoints::page(conn, ctx.scope, None, MOST).await?.len() as i64 >= MOST {
            return Err(Error::InvalidState(format!("There are {MOST} endpoints already. Remove one first.")));
        }
        endpoints::insert(conn, ctx.scope, &endpoint, &secret).await?;
        audit::note_made(ctx, conn, Act::EndpointCreated, &endpoint.id.to_string(), &endpoint).await?;
        Ok(FreshEndpoint { endpoint: endpoint.clone(), secret: secret.clone() })
    })
}

/// Sees to it that an address does not lead inside. A name that nobody knows yet may be known when something is sent
/// there; where it leads is looked at again each time.
pub(super) async fn leads_outside(ctx: &Ctx, url: &Url) -> Result<()> {
    match addresses(url, ctx.house.reach).await {
        Err(Unreachable::Inside(message)) => Err(Error::invalid("url", message)),
        Ok(_) | Err(Unreachable::Unknown(_)) => Ok(()),
    }
}
