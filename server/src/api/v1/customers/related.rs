//! GET /v1/customers/{customer}/related

use axum::Json;
use clientele_service::matching::{self, RelatedCustomer};
use clientele_wire as wire;

use super::{Customer, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// List related customers
///
/// Customers who share an identifier and are somebody else, those with the most in common first, 50 at most; with what they
/// share. Pairs that somebody said are not the same person are left out.
#[utoipa::path(
    get, path = "/customers/{customer}/related", tag = "Customers", operation_id = "list_related_customers",
    params(("customer" = String, Path, description = "`cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`")),
    responses((status = 200, description = "Who might be the same person.", body = wire::List<wire::RelatedCustomer>))
)]
pub async fn related(ctx: ApiCtx, Customer(id): Customer) -> Result<Json<wire::List<wire::RelatedCustomer>>, Problem> {
    let found = matching::related(&ctx, id).await?;
    Ok(Json(wire::List::new(found.iter().map(|related| shown(&ctx, related)).collect(), None)))
}

/// A related customer as the API tells it.
pub(super) fn shown(ctx: &ApiCtx, related: &RelatedCustomer) -> wire::RelatedCustomer {
    let shared = related.shared.iter();
    wire::RelatedCustomer {
        object: "related_customer".to_owned(),
        customer: told(ctx, &related.view),
        shared: shared
            .map(|one| wire::SharedIdentity::new(one.kind, &one.label, one.evidence, one.others_evidence))
            .collect(),
    }
}
