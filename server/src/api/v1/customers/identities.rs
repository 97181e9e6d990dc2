//! GET /v1/customers/{customer}/identities

use axum::Json;
use clientele_service::customers;
use clientele_wire as wire;

use super::Customer;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// List a customer's identities
///
/// Every identifier that was seen for the customer, with how it got there; the strongest kind first, 100 at most.
#[utoipa::path(
    get, path = "/customers/{customer}/identities", tag = "Customers", operation_id = "list_customer_identities",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    responses((status = 200, description = "The identities.", body = wire::List<wire::Identity>))
)]
pub async fn identities(ctx: ApiCtx, Customer(id): Customer) -> Result<Json<wire::List<wire::Identity>>, Problem> {
    let found = customers::identities_of(&ctx, id).await?;
    Ok(Json(wire::List::new(found.iter().map(wire::Identity::from).collect(), None)))
}
