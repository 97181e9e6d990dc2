//! POST /v1/imports/{import}/cancel

use axum::Json;
use clientele_service::imports;
use clientele_wire as wire;

use super::{Import, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Call an import off
///
/// What it stored stays. One that has come to its end stays as it is.
#[utoipa::path(
    post, path = "/imports/{import}/cancel", tag = "Imports", operation_id = "cancel_import",
    params(("import" = String, Path, description = "`imp_…`")),
    responses((status = 200, description = "The import.", body = wire::Import))
)]
pub async fn cancel(ctx: ApiCtx, Import(id): Import) -> Result<Json<wire::Import>, Problem> {
    Ok(Json(told(&ctx, &imports::cancel(&ctx, id).await?)))
}
