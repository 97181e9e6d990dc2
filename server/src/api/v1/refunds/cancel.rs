//! POST /v1/refunds/{refund}/cancel

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::refunds;
use clientele_wire as wire;

use super::{id, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Cancel a refund
///
/// While it waits for an approval, or to be sent. Its amount can be refunded again then.
#[utoipa::path(
    post, path = "/refunds/{refund}/cancel", tag = "Refunds", operation_id = "cancel_refund",
    params(("refund" = String, Path, description = "`re_…`")),
    responses((status = 200, description = "The refund as it is now.", body = wire::Refund))
)]
pub async fn cancel(ctx: ApiCtx, Path(refund): Path<String>) -> Result<Versioned<wire::Refund>, Problem> {
    let refund = refunds::cancel(&ctx, id(&refund)?).await?;
    Ok(told(&ctx, StatusCode::OK, &refund))
}
