//! GET /v1/settings

use axum::Json;
use clientele_service::{allowed_origins, billing, matching, methods, refunds};
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve the settings
///
/// They belong to the mode of the key, so that they can be tried in test mode.
#[utoipa::path(
    get, path = "/settings", tag = "Settings", operation_id = "retrieve_settings",
    responses((status = 200, description = "The settings in force.", body = wire::Settings))
)]
pub async fn retrieve(ctx: ApiCtx) -> Result<Json<wire::Settings>, Problem> {
    let matching = matching::settings(&ctx).await?;
    let methods = methods::settings(&ctx).await?;
    let thresholds = refunds::thresholds(&ctx).await?;
    let billing = billing::settings(&ctx).await?;
    let origins = allowed_origins::settings(&ctx).await?;
    Ok(Json(wire::Settings::new(ctx.scope.livemode(), &matching, &methods, &thresholds, &billing, origins)))
}
