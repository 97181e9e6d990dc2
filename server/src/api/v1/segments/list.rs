//! GET /v1/segments

use axum::Json;
use clientele_service::segments;
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List segments
///
/// Those that are shared and those that the key has made. Newest first.
#[utoipa::path(
    get, path = "/segments", tag = "Segments", operation_id = "list_segments",
    params(PageQuery),
    responses((status = 200, description = "A page of segments.", body = wire::List<wire::Segment>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<PageQuery>) -> Result<Json<wire::List<wire::Segment>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = segments::list(&ctx, after, limit).await?;
    let next = found.last().filter(|_| more).map(|segment| sealed(&segment.id.to_string()));
    let data = found.iter().map(|segment| wire::Segment::new(ctx.scope.livemode(), segment)).collect();
    Ok(Json(wire::List::new(data, next)))
}
