//! GET /v1/subscriptions/{subscription}

use axum::http::StatusCode;
use clientele_service::subscriptions;
use clientele_wire as wire;

use super::{Subscription, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a subscription
#[utoipa::path(
    get, path = "/subscriptions/{subscription}", tag = "Subscriptions", operation_id = "retrieve_subscription",
    params(("subscription" = String, Path, description = "`sub_…`")),
    responses((status = 200, description = "The subscription.", body = wire::Subscription))
)]
pub async fn retrieve(ctx: ApiCtx, Subscription(id): Subscription) -> Result<Versioned<wire::Subscription>, Problem> {
    Ok(told(&ctx, StatusCode::OK, &subscriptions::get(&ctx, id).await?))
}
