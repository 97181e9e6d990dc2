//! GET /v1/invoices

use axum::Json;
use clientele_domain::selector::Selector;
use clientele_service::customers;
use clientele_service::invoices::{self, InvoiceFilter};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which invoices.
    InvoiceQuery {
        /// Of this customer: `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`.
        #[param(value_type = Option<String>)]
        customer: Selector,
        /// In this state.
        status: wire::InvoiceStatus,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List invoices
///
/// Newest first.
#[utoipa::path(
    get, path = "/invoices", tag = "Invoices", operation_id = "list_invoices",
    params(InvoiceQuery),
    responses((status = 200, description = "A page of invoices.", body = wire::List<wire::Invoice>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<InvoiceQuery>) -> Result<Json<wire::List<wire::Invoice>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let customer = match &asked.customer {
        Some(selector) => Some(customers::select(&ctx, selector).await?),
        None => None,
    };
    let filter = InvoiceFilter { customer, status: asked.status.map(|status| status.0), ..InvoiceFilter::default() };
    let (found, more) = invoices::list(&ctx, &filter, after, limit).await?;
    let next = found.last().filter(|_| more).map(|invoice| sealed(&invoice.id.to_string()));
    let data = found.iter().map(|invoice| wire::Invoice::new(ctx.scope.livemode(), invoice)).collect();
    Ok(Json(wire::List::new(data, next)))
}
