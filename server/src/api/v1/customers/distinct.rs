//! POST /v1/customers/{customer}/distinct_from and DELETE /v1/customers/{customer}/distinct_from/{other}

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_domain::selector::Selector;
use clientele_service::matching;
use clientele_wire as wire;

use super::Customer;
use super::merge::selector;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Created;

/// Say that two customers are not the same person
///
/// They are no longer shown as related, and never merged. Saying it again changes nothing.
#[utoipa::path(
    post, path = "/customers/{customer}/distinct_from", tag = "Merges", operation_id = "distinguish_customers",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    request_body = wire::NewDistinction,
    responses((status = 201, description = "The two.", body = wire::Distinction))
)]
pub async fn create(
    ctx: ApiCtx,
    Customer(id): Customer,
    body: Body<wire::NewDistinction>,
) -> Result<Created<wire::Distinction>, Problem> {
    let asked = body.checked(|asked| selector("customer", &asked.customer).err().into_iter().collect())?;
    let other = selector("customer", &asked.customer).map_err(|violation| Problem::invalid(&[violation]))?;
    let other = matching::distinct_from(&ctx, id, &other).await?;
    Ok(Created(wire::Distinction {
        object: "distinction".to_owned(),
        customer_id: id.to_string(),
        distinct_from: other.to_string(),
    }))
}

/// Take back that two customers are not the same person
#[utoipa::path(
    delete, path = "/customers/{customer}/distinct_from/{other}", tag = "Merges",
    operation_id = "undistinguish_customers",
    params(
        ("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
        ("other" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`"),
    ),
    responses((status = 204, description = "It is taken back."))
)]
pub async fn delete(
    ctx: ApiCtx,
    Customer(id): Customer,
    Path(named): Path<(String, String)>,
) -> Result<StatusCode, Problem> {
    let other: Selector = named.1.parse().map_err(|_| Problem::not_found())?;
    matching::not_distinct_from(&ctx, id, &other).await?;
    Ok(StatusCode::NO_CONTENT)
}
