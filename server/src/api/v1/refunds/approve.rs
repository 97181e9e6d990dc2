//! POST /v1/refunds/{refund}/approve

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::refunds;
use clientele_wire as wire;

use super::{id, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Approve a refund
///
/// For refunds with `needs_approval`: they go their way then. Whoever asked for a refund can't approve it.
#[utoipa::path(
    post, path = "/refunds/{refund}/approve", tag = "Refunds", operation_id = "approve_refund",
    params(("refund" = String, Path, description = "`re_…`")),
    responses((status = 200, description = "The refund as it is now.", body = wire::Refund))
)]
pub async fn approve(ctx: ApiCtx, Path(refund): Path<String>) -> Result<Versioned<wire::Refund>, Problem> {
    let refund = refunds::approve(&ctx, id(&refund)?).await?;
    Ok(told(&ctx, StatusCode::OK, &refund))
}
