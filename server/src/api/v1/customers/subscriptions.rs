//! GET /v1/customers/{customer}/subscriptions

use axum::Json;
use clientele_service::subscriptions::SubscriptionFilter;
use clientele_wire as wire;

use super::Customer;
use crate::api::cursor::{limit, opened};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};
use crate::api::v1::subscriptions::page;

/// List a customer's subscriptions
///
/// Newest first.
#[utoipa::path(
    get, path = "/customers/{customer}/subscriptions", tag = "Customers", operation_id = "list_customer_subscriptions",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        PageQuery,
    ),
    responses((status = 200, description = "A page of subscriptions.", body = wire::List<wire::Subscription>))
)]
pub async fn subscriptions(
    ctx: ApiCtx,
    Customer(id): Customer,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::Subscription>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    page(&ctx, &SubscriptionFilter { customer: Some(id), status: None }, after, limit).await
}
