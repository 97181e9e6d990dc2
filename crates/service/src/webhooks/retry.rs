//! Sending deliveries once more, because somebody asks for it.

use clientele_domain::audit::Act;
use clientele_domain::id::{DeliveryId, WebhookEndpointId};
use clientele_domain::role::Permission;
use clientele_domain::webhook::{Delivery, DeliveryStatus};
use clientele_store::Conn;
use clientele_store::webhooks::{deliveries, endpoints};

use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Sends a delivery at once. One that was delivered or has failed for good begins anew, with all its attempts before it;
/// one that is pending does not wait for its time. One that is being sent just now is left alone.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when its endpoint is disabled or was removed.
pub async fn retry(ctx: &Ctx, id: DeliveryId) -> Result<Delivery> {
    ctx.require(Permission::WebhookWrite)?;
    transaction!(ctx, |conn| {
        let known = deliveries::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if !ready(ctx, conn, known.endpoint).await? {
            return Err(Error::InvalidState("The endpoint was removed. Nothing is sent there.".to_owned()));
        }
        let mut delivery = deliveries::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if delivery.leased_until.is_some_and(|until| until > ctx.now) {
            return Ok(delivery);
        }
        if delivery.status != DeliveryStatus::Pending {
            delivery.status = DeliveryStatus::Pending;
            delivery.attempts_before = delivery.attempts;
        }
        delivery.next_attempt_at = Some(ctx.now);
        deliveries::advance(conn, ctx.scope, &delivery).await?;
        audit::note(ctx, conn, Act::DeliveriesRetried, &id.to_string(), &[]).await?;
        Ok(delivery)
    })
}

/// Sends again everything that has failed for good at an endpoint, each delivery as [`retry`] does. Gives how many.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when the endpoint is disabled.
pub async fn retry_failed(ctx: &Ctx, endpoint: WebhookEndpointId) -> Result<u64> {
    ctx.require(Permission::WebhookWrite)?;
    transaction!(ctx, |conn| {
        if !ready(ctx, conn, endpoint).await? {
            return Err(Error::NotFound);
        }
        let count = deliveries::begin_anew(conn, ctx.scope, endpoint, ctx.now).await?;
        audit::note(ctx, conn, Act::DeliveriesRetried, &endpoint.to_string(), &[change("deliveries", "", count)])
            .await?;
        Ok(count)
    })
}

/// Holds the endpoint, if it is still there, and sees to it that something can be sent there.
async fn ready(ctx: &Ctx, conn: &mut Conn<'_>, endpoint: WebhookEndpointId) -> Result<bool> {
    match endpoints::lock(conn, ctx.scope, endpoint).await? {
        Some(endpoint) if !endpoint.is_enabled() => {
            Err(Error::InvalidState("The endpoint is disabled. Enable it first.".to_owned()))
        }
        found => Ok(found.is_some()),
    }
}
