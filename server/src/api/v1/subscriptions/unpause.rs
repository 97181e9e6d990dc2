//! POST /v1/subscriptions/{subscription}/unpause

use axum::http::StatusCode;
use clientele_service::subscriptions;
use clientele_wire as wire;

use super::{Subscription, told};
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// End the pause of a subscription
///
/// The next period is charged again. Drafts that were made meanwhile stay drafts.
#[utoipa::path(
    post, path = "/subscriptions/{subscription}/unpause", tag = "Subscriptions", operation_id = "unpause_subscription",
    params(
        ("subscription" = String, Path, description = "`sub_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that this is based on"),
    ),
    responses((status = 200, description = "The subscription as it is now.", body = wire::Subscription))
)]
pub async fn unpause(
    ctx: ApiCtx,
    Subscription(id): Subscription,
    IfMatch(version): IfMatch,
) -> Result<Versioned<wire::Subscription>, Problem> {
    Ok(told(&ctx, StatusCode::OK, &subscriptions::unpause(&ctx, id, version).await?))
}
