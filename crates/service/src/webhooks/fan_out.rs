//! An event becomes deliveries, in its own transaction.

use clientele_domain::event::Event;
use clientele_domain::id::{CustomerId, DeliveryId, EventId, WebhookEndpointId};
use clientele_domain::webhook::{Delivery, DeliveryStatus};
use clientele_store::Conn;
use clientele_store::webhooks::{deliveries, endpoints};
use serde::Serialize;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::events;

/// Puts an event on its way to every enabled endpoint that wants it.
pub(crate) async fn fan_out(ctx: &Ctx, conn: &mut Conn<'_>, event: Event) -> Result<()> {
    let endpoints = endpoints::wanting(conn, ctx.scope, event.kind).await?;
    if endpoints.is_empty() {
        return Ok(());
    }
    let (id, kind, customer) = (event.id, event.kind, event.customer);
    let body = written(&events::as_told(ctx, conn, event).await?)?;
    for endpoint in endpoints {
        let delivery = pending(ctx, endpoint, (id, kind.as_str()), customer, body.clone());
        deliveries::insert(conn, ctx.scope, &delivery).await?;
    }
    Ok(())
}

/// What is sent, byte for byte.
pub(super) fn written(event: &impl Serialize) -> Result<String> {
    serde_json::to_string(event).map_err(|error| Error::Internal(error.to_string()))
}

/// A delivery that is due at once.
pub(super) fn pending(
    ctx: &Ctx,
    endpoint: WebhookEndpointId,
    (event, event_type): (EventId, &str),
    customer: Option<CustomerId>,
    body: String,
) -> Delivery {
    Delivery {
        id: DeliveryId::new(ctx.now, ctx.randomness().bytes()),
        endpoint,
        event,
        event_type: event_type.to_owned(),
        customer,
        body,
        status: DeliveryStatus::Pending,
        attempts: 0,
        attempts_before: 0,
        next_attempt_at: Some(ctx.told_at()),
        leased_until: None,
        created_at: ctx.now,
    }
}
