//! GET /v1/checkout_sessions/{checkout_session}

use axum::http::StatusCode;
use clientele_service::checkout;
use clientele_wire as wire;

use super::CheckoutSession;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a checkout session
#[utoipa::path(
    get, path = "/checkout_sessions/{checkout_session}", tag = "Checkout", operation_id = "retrieve_checkout_session",
    params(("checkout_session" = String, Path, description = "`cs_…`")),
    responses((status = 200, description = "The session.", body = wire::CheckoutSession))
)]
pub async fn retrieve(
    ctx: ApiCtx,
    CheckoutSession(id): CheckoutSession,
) -> Result<Versioned<wire::CheckoutSession>, Problem> {
    let session = checkout::get(&ctx, id).await?;
    Ok(Versioned(StatusCode::OK, session.version, session))
}
