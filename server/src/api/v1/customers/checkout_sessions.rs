//! GET /v1/customers/{customer}/checkout_sessions

use axum::Json;
use clientele_service::checkout::SessionFilter;
use clientele_wire as wire;

use super::Customer;
use crate::api::cursor::{limit, opened};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};
use crate::api::v1::checkout_sessions::page;

/// List a customer's checkout sessions
///
/// Newest first: those that named the customer, and those that turned out to be theirs when they were completed.
#[utoipa::path(
    get, path = "/customers/{customer}/checkout_sessions", tag = "Customers",
    operation_id = "list_customer_checkout_sessions",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        PageQuery,
    ),
    responses((status = 200, description = "A page of sessions.", body = wire::List<wire::CheckoutSession>))
)]
pub async fn checkout_sessions(
    ctx: ApiCtx,
    Customer(id): Customer,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::CheckoutSession>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    page(&ctx, &SessionFilter { customer: Some(id), status: None }, after, limit).await
}
