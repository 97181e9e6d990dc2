//! POST /v1/subscriptions/{subscription}/resume

use axum::http::StatusCode;
use clientele_service::subscriptions;
use clientele_wire as wire;

use super::{Subscription, told};
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Resume a subscription
///
/// Lets one go on that was to end with its period.
#[utoipa::path(
    post, path = "/subscriptions/{subscription}/resume", tag = "Subscriptions", operation_id = "resume_subscription",
    params(
        ("subscription" = String, Path, description = "`sub_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that this is based on"),
    ),
    responses((status = 200, description = "The subscription as it is now.", body = wire::Subscription))
)]
pub async fn resume(
    ctx: ApiCtx,
    Subscription(id): Subscription,
    IfMatch(version): IfMatch,
) -> Result<Versioned<wire::Subscription>, Problem> {
    Ok(told(&ctx, StatusCode::OK, &subscriptions::resume(&ctx, id, version).await?))
}
