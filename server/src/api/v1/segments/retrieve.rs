//! GET /v1/segments/{segment}

use axum::http::StatusCode;
use clientele_service::segments;
use clientele_wire as wire;

use super::Segment;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a segment
#[utoipa::path(
    get, path = "/segments/{segment}", tag = "Segments", operation_id = "retrieve_segment",
    params(("segment" = String, Path, description = "`seg_…`")),
    responses((status = 200, description = "The segment.", body = wire::Segment))
)]
pub async fn retrieve(ctx: ApiCtx, Segment(id): Segment) -> Result<Versioned<wire::Segment>, Problem> {
    let segment = segments::get(&ctx, id).await?;
    let told = wire::Segment::new(ctx.scope.livemode(), &segment);
    Ok(Versioned(StatusCode::OK, segment.version, told))
}
