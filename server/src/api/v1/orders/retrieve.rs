//! GET /v1/orders/{order}

use axum::Json;
use axum::extract::Path;
use clientele_service::payments;
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve an order
#[utoipa::path(
    get, path = "/orders/{order}", tag = "Orders", operation_id = "retrieve_order",
    params(("order" = String, Path, description = "`ord_…`")),
    responses((status = 200, description = "The order.", body = wire::Order))
)]
pub async fn retrieve(ctx: ApiCtx, Path(order): Path<String>) -> Result<Json<wire::Order>, Problem> {
    let id = order.parse().map_err(|_| Problem::not_found())?;
    Ok(Json(wire::Order::new(ctx.scope.livemode(), &payments::order(&ctx, id).await?)))
}
