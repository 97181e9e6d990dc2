//! POST /v1/checkout_sessions/{checkout_session}/expire

use axum::http::StatusCode;
use clientele_service::checkout;
use clientele_wire as wire;

use super::CheckoutSession;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Call a checkout session off
///
/// Nobody can pay it any more. One that has expired already stays as it is; one that is complete, or whose payment is under
/// way, is refused.
#[utoipa::path(
    post, path = "/checkout_sessions/{checkout_session}/expire", tag = "Checkout",
    operation_id = "expire_checkout_session",
    params(("checkout_session" = String, Path, description = "`cs_…`")),
    responses((status = 200, description = "The session, expired.", body = wire::CheckoutSession))
)]
pub async fn expire(
    ctx: ApiCtx,
    CheckoutSession(id): CheckoutSession,
) -> Result<Versioned<wire::CheckoutSession>, Problem> {
    let session = checkout::expire(&ctx, id).await?;
    Ok(Versioned(StatusCode::OK, session.version, session))
}
