//! Looking at deliveries, for as long as they are kept.

use std::time::Duration;

use clientele_domain::id::{DeliveryId, WebhookEndpointId};
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::{Attempt, Delivery};
use clientele_store::webhooks::{attempts, deliveries as rows, endpoints};
use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::house::House;

/// How long a delivery is kept, with what came of it.
pub const KEPT: Duration = Duration::from_secs(30 * 86_400);

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

/// A page of the deliveries to an endpoint or to all, newest first, beginning after the delivery `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn deliveries(
    ctx: &Ctx,
    endpoint: Option<WebhookEndpointId>,
    after: Option<DeliveryId>,
    limit: i64,
) -> Result<(Vec<Delivery>, bool)> {
    ctx.require(Permission::WebhookRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    if let Some(endpoint) = endpoint {
        endpoints::by_id(conn, ctx.scope, endpoint).await?.ok_or(Error::NotFound)?;
    }
    let found = rows::page(conn, ctx.scope, endpoint, after, limit + 1).await?;
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

/// Removes what is kept no longer. What still waits by then waits for an endpoint that was disabled, and is not sent.
pub async fn forget(house: &House, now: Timestamp) -> Result<()> {
    loop {
        let mut tx = house.db.begin().await?;
        let more = rows::remove_some(&mut tx.conn(), now.minus(KEPT)).await?;
        tx.commit().await?;
        if !more {
            return Ok(());
        }
    }
}
