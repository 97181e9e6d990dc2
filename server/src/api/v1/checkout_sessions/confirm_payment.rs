//! POST /v1/checkout_sessions/{checkout_session}/confirm_payment

use axum::http::StatusCode;
use clientele_service::checkout;
use clientele_wire as wire;

use super::CheckoutSession;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Say that the money of a checkout session arrived
///
/// For what no machine can tell: bank transfers, mobile money, cash. Completes the session.
#[utoipa::path(
    post, path = "/checkout_sessions/{checkout_session}/confirm_payment", tag = "Checkout",
    operation_id = "confirm_checkout_session_payment",
    params(("checkout_session" = String, Path, description = "`cs_…`")),
    request_body = wire::ConfirmPayment,
    responses((status = 200, description = "The session, complete.", body = wire::CheckoutSession))
)]
pub async fn confirm_payment(
    ctx: ApiCtx,
    CheckoutSession(id): CheckoutSession,
    body: Body<wire::ConfirmPayment>,
) -> Result<Versioned<wire::CheckoutSession>, Problem> {
    let asked = body.valid()?;
    let method = asked.method.value().map(|method| method.0);
    let session = checkout::confirm_payment(&ctx, id, method).await?;
    Ok(Versioned(StatusCode::OK, session.version, session))
}
