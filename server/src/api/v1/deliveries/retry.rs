//! POST /v1/deliveries/{delivery}/retry

use axum::Json;
use axum::extract::Path;
use clientele_service::webhooks;
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Send a delivery again
///
/// At once, with the same id and the same bytes. One that is being sent just now is left alone.
#[utoipa::path(
    post, path = "/deliveries/{delivery}/retry", tag = "Webhooks", operation_id = "retry_delivery",
    params(("delivery" = String, Path, description = "`dlv_…`")),
    responses((status = 200, description = "The delivery, pending again.", body = wire::Delivery))
)]
pub async fn retry(ctx: ApiCtx, Path(delivery): Path<String>) -> Result<Json<wire::Delivery>, Problem> {
    let id = delivery.parse().map_err(|_| Problem::not_found())?;
    let delivery = webhooks::retry(&ctx, id).await?;
    Ok(Json(wire::Delivery::new(ctx.scope.livemode(), &delivery)))
}
