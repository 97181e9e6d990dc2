//! POST /v1/subscriptions/{subscription}/cancel

use axum::http::StatusCode;
use clientele_service::subscriptions;
use clientele_wire as wire;

use super::{Subscription, told};
use crate::api::body::{Body, never_null};
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Cancel a subscription
///
/// Now, or with `at_period_end` when the current period ends; until then it can be resumed. One whose payment is late is
/// canceled now in any case. An invoice of the period that is not to come is voided.
#[utoipa::path(
    post, path = "/subscriptions/{subscription}/cancel", tag = "Subscriptions", operation_id = "cancel_subscription",
    params(
        ("subscription" = String, Path, description = "`sub_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that this is based on"),
    ),
    request_body = wire::CancelSubscription,
    responses((status = 200, description = "The subscription as it is now.", body = wire::Subscription))
)]
pub async fn cancel(
    ctx: ApiCtx,
    Subscription(id): Subscription,
    IfMatch(version): IfMatch,
    body: Body<wire::CancelSubscription>,
) -> Result<Versioned<wire::Subscription>, Problem> {
    let rule = |asked: &wire::CancelSubscription| never_null("at_period_end", &asked.at_period_end);
    let asked = body.checked(rule)?;
    let wrong = rule(&asked);
    if !wrong.is_empty() {
        return Err(Problem::invalid(&wrong));
    }
    let at_period_end = asked.at_period_end.value().unwrap_or(false);
    Ok(told(&ctx, StatusCode::OK, &subscriptions::cancel(&ctx, id, version, at_period_end).await?))
}
