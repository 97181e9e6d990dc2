//! POST /v1/invoices/{invoice}/void

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::invoices;
use clientele_wire as wire;

use super::{id, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Void an invoice
///
/// Nobody owes it any more, its checkout is called off, and credit that went into it comes back. Money that arrives all the
/// same becomes the customer's credit. A paid invoice is not voided: refund its payment.
#[utoipa::path(
    post, path = "/invoices/{invoice}/void", tag = "Invoices", operation_id = "void_invoice",
    params(("invoice" = String, Path, description = "`in_…`")),
    responses((status = 200, description = "The invoice as it is now.", body = wire::Invoice))
)]
pub async fn void(ctx: ApiCtx, Path(invoice): Path<String>) -> Result<Versioned<wire::Invoice>, Problem> {
    let invoice = invoices::void_by_hand(&ctx, id(&invoice)?).await?;
    Ok(told(&ctx, StatusCode::OK, &invoice))
}
