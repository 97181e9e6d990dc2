//! GET /v1/refunds/{refund}

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::refunds;
use clientele_wire as wire;

use super::{id, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a refund
#[utoipa::path(
    get, path = "/refunds/{refund}", tag = "Refunds", operation_id = "retrieve_refund",
    params(("refund" = String, Path, description = "`re_…`")),
    responses((status = 200, description = "The refund.", body = wire::Refund))
)]
pub async fn retrieve(ctx: ApiCtx, Path(refund): Path<String>) -> Result<Versioned<wire::Refund>, Problem> {
    let refund = refunds::get(&ctx, id(&refund)?).await?;
    Ok(told(&ctx, StatusCode::OK, &refund))
}
