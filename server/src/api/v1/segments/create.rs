//! POST /v1/segments

use axum::http::StatusCode;
use clientele_domain::segment::SegmentDraft;
use clientele_service::segments;
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a segment
///
/// A query under a name. It is shared with the team unless `shared` is false. With `announce`, the events `segment.entered`
/// and `segment.left` tell who belongs to it from now on, and who no longer does.
#[utoipa::path(
    post, path = "/segments", tag = "Segments", operation_id = "create_segment",
    request_body = wire::NewSegment,
    responses((status = 201, description = "The segment.", body = wire::Segment))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewSegment>) -> Result<Versioned<wire::Segment>, Problem> {
    let asked = body.valid()?;
    let draft = SegmentDraft {
        name: asked.name.value().unwrap_or_default(),
        query: asked.query.value().unwrap_or_default(),
        shared: asked.shared.value().unwrap_or(true),
        announce: asked.announce.value().unwrap_or(false),
    };
    let segment = segments::create(&ctx, &draft).await?;
    let told = wire::Segment::new(ctx.scope.livemode(), &segment);
    Ok(Versioned(StatusCode::CREATED, segment.version, told))
}
