//! GET /v1/customers/{customer}/orders

use axum::Json;
use clientele_service::payments;
use clientele_wire as wire;

use super::Customer;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List a customer's orders
///
/// Those recorded last come first.
#[utoipa::path(
    get, path = "/customers/{customer}/orders", tag = "Customers", operation_id = "list_customer_orders",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        PageQuery,
    ),
    responses((status = 200, description = "A page of orders.", body = wire::List<wire::Order>))
)]
pub async fn orders(
    ctx: ApiCtx,
    Customer(id): Customer,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::Order>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = payments::orders(&ctx, Some(id), after, limit).await?;
    let next = found.last().filter(|_| more).map(|order| sealed(&order.id.to_string()));
    let data = found.iter().map(|order| wire::Order::new(ctx.scope.livemode(), order)).collect();
    Ok(Json(wire::List::new(data, next)))
}
