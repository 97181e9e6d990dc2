//! GET /v1/customers/{customer}/payments

use axum::Json;
use clientele_service::payments::{self, PaymentFilter};
use clientele_wire as wire;

use super::Customer;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which payments.
    PaymentsOfCustomer {
        /// In this state.
        status: wire::PaymentStatus,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List a customer's payments
///
/// Those recorded last come first.
#[utoipa::path(
    get, path = "/customers/{customer}/payments", tag = "Customers", operation_id = "list_customer_payments",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        PaymentsOfCustomer,
    ),
    responses((status = 200, description = "A page of payments.", body = wire::List<wire::Payment>))
)]
pub async fn payments(
    ctx: ApiCtx,
    Customer(id): Customer,
    Query(asked): Query<PaymentsOfCustomer>,
) -> Result<Json<wire::List<wire::Payment>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let filter =
        PaymentFilter { customer: Some(id), status: asked.status.map(|status| status.0), ..PaymentFilter::default() };
    let (found, more) = payments::list(&ctx, &filter, after, limit).await?;
    let next = found.last().filter(|_| more).map(|payment| sealed(&payment.id.to_string()));
    let data = found.iter().map(|payment| wire::Payment::new(ctx.scope.livemode(), payment)).collect();
    Ok(Json(wire::List::new(data, next)))
}
