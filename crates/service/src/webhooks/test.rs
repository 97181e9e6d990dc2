//! Trying an endpoint out: a message that is about nobody.

use clientele_domain::audit::Act;
use clientele_domain::id::{EventId, WebhookEndpointId};
use clientele_domain::role::Permission;
use clientele_domain::webhook::{Delivery, TEST};
use clientele_store::webhooks::deliveries;
use clientele_wire as wire;

use super::endpoints::locked;
use super::fan_out::{pending, written};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Sends an endpoint a test event, whatever events it wants. It happened to nobody, so it is not among the events; it is
/// sent, signed and repeated as they are.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when the endpoint is disabled.
pub async fn send_test(ctx: &Ctx, id: WebhookEndpointId) -> Result<Delivery> {
    ctx.require(Permission::WebhookWrite)?;
    transaction!(ctx, |conn| {
        let endpoint = locked(ctx, conn, id, None).await?;
        if !endpoint.is_enabled() {
            return Err(Error::InvalidState("The endpoint is disabled. Enable it first.".to_owned()));
        }
        let event = EventId::new(ctx.now, ctx.randomness().bytes());
        let told = wire::WebhookEndpoint::new(ctx.scope.livemode(), &endpoint);
        let body = written(&wire::TestEvent::new(ctx.scope.livemode(), event, ctx.now, told))?;
        let delivery = pending(ctx, id, (event, TEST), None, body);
        deliveries::insert(conn, ctx.scope, &delivery).await?;
        audit::note(ctx, conn, Act::EndpointTested, &id.to_string(), &[]).await?;
        Ok(delivery)
    })
}
