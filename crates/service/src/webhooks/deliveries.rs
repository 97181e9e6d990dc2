//! Looking at deliveries.

use clientele_domain::id::{DeliveryId, WebhookEndpointId};
use clientele_domain::role::Permission;
use clientele_domain::webhook::{Attempt, Delivery};
use clientele_store::webhooks::{attempts, deliveries as rows, endpoints};
use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};

/// A delivery with what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryDetail {
    /// How far it is, and what it carries.
    pub delivery: Delivery,
    /// The last attempts, newest first.
    pub attempts: Vec<Attempt>,
}

/// So many attempts are shown; a delivery has more only when people asked for them.
const SHOWN: i64 = 100;

/// A page of the deliveries to an endpoint, newest first, beginning after the delivery `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn deliveries(
    ctx: &Ctx,
    endpoint: WebhookEndpointId,
    after: Option<DeliveryId>,
    limit: i64,
) -> Result<(Vec<Delivery>, bool)> {
    ctx.require(Permission::WebhookRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    endpoints::by_id(conn, ctx.scope, endpoint).await?.ok_or(Error::NotFound)?;
    let found = rows::of_endpoint(conn, ctx.scope, endpoint, after, limit + 1).await?;
    Ok(cut(found, limit))
}

/// One delivery with its attempts. It can be looked at also when its endpoint was removed.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn delivery(ctx: &Ctx, id: DeliveryId) -> Result<DeliveryDetail> {
    ctx.require(Permission::WebhookRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let delivery = rows::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let attempts = attempts::of_delivery(conn, ctx.scope, id, SHOWN).await?;
    Ok(DeliveryDetail { delivery, attempts })
}
