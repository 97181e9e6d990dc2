//! Taking deliveries that are due, each for one server alone.

use std::time::Duration;

use clientele_domain::id::WebhookEndpointId;
use clientele_domain::scope::Scope;
use clientele_domain::webhook::{Delivery, DeliveryStatus, MOST_ATTEMPTS, Secrets};
use clientele_store::webhooks::{deliveries, due, endpoints};
use clientele_store::{Conn, events as told};

use super::fan_out::written;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::events;
use crate::house::House;

/// For so long a server has a delivery for itself: several times what sending one can take.
const LEASE: Duration = Duration::from_secs(60);

/// What was told at the moment in which its endpoint was disabled is looked at again after this.
const LATER: Duration = Duration::from_secs(60);

/// So many are taken at a time.
const BATCH: i64 = 4;

/// A delivery that the caller has for itself for a while.
pub struct Claimed {
    pub(super) ctx: Ctx,
    pub(super) delivery: Delivery,
    pub(super) url: String,
    pub(super) secrets: Secrets,
}

impl Claimed {
    /// Where it is to go.
    pub fn endpoint(&self) -> WebhookEndpointId {
        self.delivery.endpoint
    }
}

/// A few deliveries that are due, longest due first, except for endpoints that the caller is `busy` with: one that takes
/// its time must not keep others waiting. Nothing when nothing is due.
///
/// An attempt counts from here on, so that a delivery which brings servers down is given up in the end.
pub async fn claim(house: &House, busy: &[WebhookEndpointId]) -> Result<Vec<Claimed>> {
    let now = house.now();
    let mut claimed = Vec::new();
    if !due::any(&mut house.db.read().await?.conn(), now).await? {
        return Ok(claimed);
    }
    let mut tx = house.db.begin().await?;
    let conn = &mut tx.conn();
    for (scope, delivery) in due::lock(conn, now, busy, BATCH).await? {
        claimed.extend(take(house, conn, scope, delivery).await?);
    }
    tx.commit().await?;
    Ok(claimed)
}

async fn take(house: &House, conn: &mut Conn<'_>, scope: Scope, mut delivery: Delivery) -> Result<Option<Claimed>> {
    let ctx = Ctx::system(house, scope, "Webhooks");
    let endpoint = endpoints::by_id(conn, scope, delivery.endpoint).await?;
    let secrets = endpoints::secrets(conn, scope, delivery.endpoint).await?;
    let spent = delivery.attempts - delivery.attempts_before >= MOST_ATTEMPTS;
    let (Some(endpoint), Some(secrets), false) = (endpoint, secrets, spent) else {
        delivery.status = DeliveryStatus::Failed;
        delivery.next_attempt_at = None;
        delivery.leased_until = None;
        deliveries::advance(conn, scope, &delivery).await?;
        return Ok(None);
    };
    if !endpoint.is_enabled() {
        delivery.next_attempt_at = Some(ctx.now.plus(LATER));
        deliveries::advance(conn, scope, &delivery).await?;
        return Ok(None);
    }
    if delivery.body.is_empty() {
        delivery.body = told_anew(&ctx, conn, &delivery).await?;
    }
    let lease = ctx.now.plus(LEASE);
    delivery.attempts += 1;
    delivery.leased_until = Some(lease);
    // It is due again once the lease has run out, unless something came of it.
    delivery.next_attempt_at = Some(lease);
    deliveries::advance(conn, scope, &delivery).await?;
    Ok(Some(Claimed { ctx, delivery, url: endpoint.url, secrets }))
}

/// The person it told of was erased. What remains of the event is told in its place.
async fn told_anew(ctx: &Ctx, conn: &mut Conn<'_>, delivery: &Delivery) -> Result<String> {
    match told::by_id(conn, ctx.scope, delivery.event).await? {
        Some(event) => written(&events::as_told(ctx, conn, event).await?),
        None => Ok(String::new()),
    }
}
