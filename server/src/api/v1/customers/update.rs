//! PATCH /v1/customers/{customer}

use axum::http::StatusCode;
use clientele_domain::customer::CustomerFields;
use clientele_domain::rules;
use clientele_service::customers;
use clientele_wire as wire;

use super::{Customer, told};
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Change a customer
///
/// Changes what is sent; null clears. Parts of an address that are left out stay, and metadata is merged by key. With
/// `If-Match` the change is made only if the record still is at that version.
#[utoipa::path(
    patch, path = "/customers/{customer}", tag = "Customers", operation_id = "update_customer",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::PatchCustomer,
    responses((status = 200, description = "The customer as it is now.", body = wire::Customer))
)]
pub async fn update(
    ctx: ApiCtx,
    Customer(id): Customer,
    IfMatch(version): IfMatch,
    body: Body<wire::PatchCustomer>,
) -> Result<Versioned<wire::Customer>, Problem> {
    let nothing = CustomerFields::default();
    let rule = |asked: &wire::PatchCustomer| rules::check(&asked.clone().over(&nothing)).err().unwrap_or_default();
    let asked = body.checked(rule)?;
    let view = customers::change(&ctx, id, version, |kept| asked.clone().over(kept)).await?;
    Ok(Versioned(StatusCode::OK, view.customer.version, told(&ctx, &view)))
}
