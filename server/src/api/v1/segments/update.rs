//! PATCH /v1/segments/{segment}

use axum::http::StatusCode;
use clientele_service::segments::{self, SegmentChange};
use clientele_wire as wire;

use super::Segment;
use crate::api::body::{Body, never_null};
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Change a segment
///
/// Changes what is sent. With `If-Match` the change is made only if the segment still is at that version.
#[utoipa::path(
    patch, path = "/segments/{segment}", tag = "Segments", operation_id = "update_segment",
    params(
        ("segment" = String, Path, description = "`seg_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::PatchSegment,
    responses((status = 200, description = "The segment as it is now.", body = wire::Segment))
)]
pub async fn update(
    ctx: ApiCtx,
    Segment(id): Segment,
    IfMatch(version): IfMatch,
    body: Body<wire::PatchSegment>,
) -> Result<Versioned<wire::Segment>, Problem> {
    let cleared = |asked: &wire::PatchSegment| {
        let mut wrong = never_null("name", &asked.name);
        wrong.extend(never_null("query", &asked.query));
        wrong.extend(never_null("shared", &asked.shared));
        wrong.extend(never_null("announce", &asked.announce));
        wrong
    };
    let asked = body.checked(cleared)?;
    let wrong = cleared(&asked);
    if !wrong.is_empty() {
        return Err(Problem::invalid(&wrong));
    }
    let change = SegmentChange {
        name: asked.name.value(),
        query: asked.query.value(),
        shared: asked.shared.value(),
        announce: asked.announce.value(),
    };
    let segment = segments::update(&ctx, id, version, &change).await?;
    let told = wire::Segment::new(ctx.scope.livemode(), &segment);
    Ok(Versioned(StatusCode::OK, segment.version, told))
}
