//! GET /v1/imports/{import}

use axum::Json;
use clientele_service::imports;
use clientele_wire as wire;

use super::{Import, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve an import
#[utoipa::path(
    get, path = "/imports/{import}", tag = "Imports", operation_id = "retrieve_import",
    params(("import" = String, Path, description = "`imp_…`")),
    responses((status = 200, description = "The import, with how far it has come.", body = wire::Import))
)]
pub async fn retrieve(ctx: ApiCtx, Import(id): Import) -> Result<Json<wire::Import>, Problem> {
    Ok(Json(told(&ctx, &imports::get(&ctx, id).await?)))
}
