//! GET /v1/merges/{merge}

use axum::Json;
use axum::extract::Path;
use clientele_service::merges;
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve a merge
#[utoipa::path(
    get, path = "/merges/{merge}", tag = "Merges", operation_id = "retrieve_merge",
    params(("merge" = String, Path, description = "`mrg_…`")),
    responses((status = 200, description = "The merge.", body = wire::Merge))
)]
pub async fn retrieve(ctx: ApiCtx, Path(merge): Path<String>) -> Result<Json<wire::Merge>, Problem> {
    let id = merge.parse().map_err(|_| Problem::not_found())?;
    Ok(Json(wire::Merge::new(ctx.scope.livemode(), &merges::get(&ctx, id).await?)))
}
