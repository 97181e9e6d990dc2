//! POST /v1/invoices/{invoice}/mark_uncollectible

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::invoices;
use clientele_wire as wire;

use super::{id, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Write an invoice off
///
/// Nobody expects its money any more; the customer stays `delinquent` until it is paid elsewhere or voided.
#[utoipa::path(
    post, path = "/invoices/{invoice}/mark_uncollectible", tag = "Invoices", operation_id = "mark_invoice_uncollectible",
    params(("invoice" = String, Path, description = "`in_…`")),
    responses((status = 200, description = "The invoice as it is now.", body = wire::Invoice))
)]
pub async fn mark_uncollectible(ctx: ApiCtx, Path(invoice): Path<String>) -> Result<Versioned<wire::Invoice>, Problem> {
    let invoice = invoices::write_off_by_hand(&ctx, id(&invoice)?).await?;
    Ok(told(&ctx, StatusCode::OK, &invoice))
}
