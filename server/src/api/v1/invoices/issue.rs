//! POST /v1/invoices/{invoice}/issue

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::invoices;
use clientele_wire as wire;

use super::{id, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a draft out
///
/// It gets a number and what is billed never changes again. The customer's credit goes into it; when nothing is left to pay,
/// it is `paid`.
#[utoipa::path(
    post, path = "/invoices/{invoice}/issue", tag = "Invoices", operation_id = "issue_invoice",
    params(("invoice" = String, Path, description = "`in_…`")),
    responses((status = 200, description = "The invoice as it is now.", body = wire::Invoice))
)]
pub async fn issue(ctx: ApiCtx, Path(invoice): Path<String>) -> Result<Versioned<wire::Invoice>, Problem> {
    let invoice = invoices::make_out_by_hand(&ctx, id(&invoice)?).await?;
    Ok(told(&ctx, StatusCode::OK, &invoice))
}
