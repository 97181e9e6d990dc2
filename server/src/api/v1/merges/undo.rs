//! POST /v1/merges/{merge}/undo

use axum::Json;
use axum::extract::Path;
use clientele_service::merges;
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Undo a merge
///
/// Both records are as they were before, except for what happened since: `not_restored` says what could not be brought
/// back, and why. Two records that the rules had merged are remembered as not the same person. Undoing it again changes
/// nothing.
#[utoipa::path(
    post, path = "/merges/{merge}/undo", tag = "Merges", operation_id = "undo_merge",
    params(("merge" = String, Path, description = "`mrg_…`")),
    responses((status = 200, description = "The merge, undone.", body = wire::Merge))
)]
pub async fn undo(ctx: ApiCtx, Path(merge): Path<String>) -> Result<Json<wire::Merge>, Problem> {
    let id = merge.parse().map_err(|_| Problem::not_found())?;
    let undone = merges::undo(&ctx, id).await?;
    Ok(Json(wire::Merge::new(ctx.scope.livemode(), &undone.merge).with_not_restored(&undone.not_restored)))
}
