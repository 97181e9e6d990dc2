//! DELETE /v1/customers/{customer}

use axum::Json;
use clientele_service::{Error, customers};
use clientele_wire as wire;

use super::Customer;
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;

/// Delete a customer
///
/// Erases what identifies the person. Payments and orders stay in the books under the id, which answers as deleted from
/// now on. Deleting once more changes nothing.
#[utoipa::path(
    delete, path = "/customers/{customer}", tag = "Customers", operation_id = "delete_customer",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the deletion is based on"),
    ),
    responses((status = 200, description = "What remains.", body = wire::DeletedCustomer))
)]
pub async fn delete(
    ctx: ApiCtx,
    Customer(id): Customer,
    IfMatch(version): IfMatch,
) -> Result<Json<wire::DeletedCustomer>, Problem> {
    match customers::delete(&ctx, id, version).await {
        Ok(_) | Err(Error::Deleted { .. }) => Ok(Json(wire::DeletedCustomer::new(id))),
        Err(error) => Err(error.into()),
    }
}
