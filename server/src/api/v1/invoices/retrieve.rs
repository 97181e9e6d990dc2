//! GET /v1/invoices/{invoice}

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::invoices;
use clientele_wire as wire;

use super::{id, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve an invoice
#[utoipa::path(
    get, path = "/invoices/{invoice}", tag = "Invoices", operation_id = "retrieve_invoice",
    params(("invoice" = String, Path, description = "`in_…`")),
    responses((status = 200, description = "The invoice.", body = wire::Invoice))
)]
pub async fn retrieve(ctx: ApiCtx, Path(invoice): Path<String>) -> Result<Versioned<wire::Invoice>, Problem> {
    let invoice = invoices::get(&ctx, id(&invoice)?).await?;
    Ok(told(&ctx, StatusCode::OK, &invoice))
}
