//! GET /v1/orders

use axum::Json;
use clientele_service::payments;
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List orders
///
/// Those recorded last come first.
#[utoipa::path(
    get, path = "/orders", tag = "Orders", operation_id = "list_orders",
    params(PageQuery),
    responses((status = 200, description = "A page of orders.", body = wire::List<wire::Order>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<PageQuery>) -> Result<Json<wire::List<wire::Order>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = payments::orders(&ctx, None, after, limit).await?;
    let next = found.last().filter(|_| more).map(|order| sealed(&order.id.to_string()));
    let data = found.iter().map(|order| wire::Order::new(ctx.scope.livemode(), order)).collect();
    Ok(Json(wire::List::new(data, next)))
}
