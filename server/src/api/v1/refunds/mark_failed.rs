//! POST /v1/refunds/{refund}/mark_failed

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::refunds;
use clientele_wire as wire;

use super::{id, told};
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Mark a refund as failed
///
/// While it waits to be sent, when the money can't be. Its amount can be refunded again then. If its Lightning invoice turns
/// out to have been paid all the same, the refund says so.
#[utoipa::path(
    post, path = "/refunds/{refund}/mark_failed", tag = "Refunds", operation_id = "mark_refund_failed",
    params(("refund" = String, Path, description = "`re_…`")),
    request_body = wire::MarkFailed,
    responses((status = 200, description = "The refund as it is now.", body = wire::Refund))
)]
pub async fn mark_failed(
    ctx: ApiCtx,
    Path(refund): Path<String>,
    body: Body<wire::MarkFailed>,
) -> Result<Versioned<wire::Refund>, Problem> {
    let id = id(&refund)?;
    let asked = body.checked(|_| Vec::new())?;
    let refund = refunds::mark_failed(&ctx, id, &asked.note.value().unwrap_or_default()).await?;
    Ok(told(&ctx, StatusCode::OK, &refund))
}
