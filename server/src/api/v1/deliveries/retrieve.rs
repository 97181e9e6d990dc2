//! GET /v1/deliveries/{delivery}

use axum::Json;
use axum::extract::Path;
use clientele_service::webhooks;
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve a delivery
///
/// With what was sent, what came back, and when.
#[utoipa::path(
    get, path = "/deliveries/{delivery}", tag = "Webhooks", operation_id = "retrieve_delivery",
    params(("delivery" = String, Path, description = "`dlv_…`")),
    responses((status = 200, description = "The delivery.", body = wire::Delivery))
)]
pub async fn retrieve(ctx: ApiCtx, Path(delivery): Path<String>) -> Result<Json<wire::Delivery>, Problem> {
    let id = delivery.parse().map_err(|_| Problem::not_found())?;
    let found = webhooks::delivery(&ctx, id).await?;
    let told = wire::Delivery::new(ctx.scope.livemode(), &found.delivery);
    Ok(Json(told.in_full(&found.delivery, &found.attempts)))
}
