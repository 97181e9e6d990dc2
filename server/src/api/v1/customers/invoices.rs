//! GET /v1/customers/{customer}/invoices and /v1/customers/{customer}/overdue_invoices

use axum::Json;
use clientele_service::invoices::{self, InvoiceFilter};
use clientele_wire as wire;

use super::{Customer, told};
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List a customer's invoices
///
/// Newest first.
#[utoipa::path(
    get, path = "/customers/{customer}/invoices", tag = "Customers", operation_id = "list_customer_invoices",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        PageQuery,
    ),
    responses((status = 200, description = "A page of invoices.", body = wire::List<wire::Invoice>))
)]
pub async fn invoices(
    ctx: ApiCtx,
    Customer(id): Customer,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::Invoice>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let of_customer = InvoiceFilter { customer: Some(id), ..InvoiceFilter::default() };
    let (found, more) = invoices::list(&ctx, &of_customer, after, limit).await?;
    let next = found.last().filter(|_| more).map(|invoice| sealed(&invoice.id.to_string()));
    let data = found.iter().map(|invoice| wire::Invoice::new(ctx.scope.livemode(), invoice)).collect();
    Ok(Json(wire::List::new(data, next)))
}

/// List a customer's overdue invoices
///
/// All that are open and past due, the one that was due first before the others, with what they come to by currency.
#[utoipa::path(
    get, path = "/customers/{customer}/overdue_invoices", tag = "Customers",
    operation_id = "list_customer_overdue_invoices",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    responses((status = 200, description = "What the customer is late with.", body = wire::OverdueInvoices))
)]
pub async fn overdue(ctx: ApiCtx, Customer(id): Customer) -> Result<Json<wire::OverdueInvoices>, Problem> {
    let (view, found) = invoices::overdue_of(&ctx, id).await?;
    Ok(Json(wire::OverdueInvoices::new(ctx.scope.livemode(), told(&ctx, &view), &found)))
}
