//! POST /v1/customers

use axum::http::StatusCode;
use clientele_domain::customer::CustomerFields;
use clientele_domain::rules;
use clientele_service::customers;
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a customer
///
/// Makes a registered customer. At least one of `external_id`, `email`, `phone`, `name` and `did` is needed. An external
/// id that is in use is a 409 with the id of the customer who has it.
#[utoipa::path(
    post, path = "/customers", tag = "Customers", operation_id = "create_customer",
    request_body = wire::NewCustomer,
    responses((status = 201, description = "The customer.", body = wire::Customer))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::NewCustomer>) -> Result<Versioned<wire::Customer>, Problem> {
    let nothing = CustomerFields::default();
    let rule = |asked: &wire::NewCustomer| rules::check(&asked.clone().over(&nothing)).err().unwrap_or_default();
    let asked = body.checked(rule)?;
    let clock = match asked.test_clock_id.clone().value().map(|id| id.parse()) {
        None => None,
        Some(Ok(id)) => Some(id),
        Some(Err(_)) => return Err(Problem::invalid_field("test_clock_id", "There is no such test clock here.")),
    };
    let customer = customers::create_on(&ctx, &asked.over(&nothing), clock).await?;
    let told = wire::Customer::new(ctx.scope.livemode(), ctx.now, &customer, &[], &[]);
    Ok(Versioned(StatusCode::CREATED, customer.version, told))
}
