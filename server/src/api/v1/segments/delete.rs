//! DELETE /v1/segments/{segment}

use axum::Json;
use clientele_service::segments;
use clientele_wire as wire;

use super::Segment;
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;

/// Remove a segment
///
/// Its customers stay.
#[utoipa::path(
    delete, path = "/segments/{segment}", tag = "Segments", operation_id = "delete_segment",
    params(
        ("segment" = String, Path, description = "`seg_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the removal is based on"),
    ),
    responses((status = 200, description = "What remains.", body = wire::DeletedSegment))
)]
pub async fn delete(
    ctx: ApiCtx,
    Segment(id): Segment,
    IfMatch(version): IfMatch,
) -> Result<Json<wire::DeletedSegment>, Problem> {
    segments::delete(&ctx, id, version).await?;
    Ok(Json(wire::DeletedSegment::new(id)))
}
