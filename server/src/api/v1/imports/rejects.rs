//! GET /v1/imports/{import}/rejects

use axum::response::Response;
use clientele_service::imports;

use super::Import;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::downloads::{csv, rest};

/// What an import refused
///
/// CSV with the line of the file, the field and what is wrong with it; by line.
#[utoipa::path(
    get, path = "/imports/{import}/rejects", tag = "Imports", operation_id = "import_rejects",
    params(("import" = String, Path, description = "`imp_…`")),
    responses((status = 200, description = "The report.", content_type = "text/csv", body = String))
)]
pub async fn rejects(ctx: ApiCtx, Import(id): Import) -> Result<Response, Problem> {
    let first = imports::rejects_csv(&ctx, id, 0).await?;
    Ok(csv(&format!("rejects-{id}.csv"), rest(ctx.0, id, first)))
}
