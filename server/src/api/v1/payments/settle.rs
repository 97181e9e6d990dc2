//! POST /v1/payments/{payment}/succeed and /v1/payments/{payment}/fail

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::payments::{self, Outcome};
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Say that a pending payment succeeded
///
/// Saying it again changes nothing.
#[utoipa::path(
    post, path = "/payments/{payment}/succeed", tag = "Payments", operation_id = "succeed_payment",
    params(("payment" = String, Path, description = "`pay_…`")),
    responses((status = 200, description = "The payment as it is now.", body = wire::Payment))
)]
pub async fn succeed(ctx: ApiCtx, Path(payment): Path<String>) -> Result<Versioned<wire::Payment>, Problem> {
    settled(&ctx, &payment, Outcome::Succeeded).await
}

/// Say that a pending payment failed
///
/// Saying it again changes nothing.
#[utoipa::path(
    post, path = "/payments/{payment}/fail", tag = "Payments", operation_id = "fail_payment",
    params(("payment" = String, Path, description = "`pay_…`")),
    responses((status = 200, description = "The payment as it is now.", body = wire::Payment))
)]
pub async fn fail(ctx: ApiCtx, Path(payment): Path<String>) -> Result<Versioned<wire::Payment>, Problem> {
    settled(&ctx, &payment, Outcome::Failed).await
}

async fn settled(ctx: &ApiCtx, payment: &str, outcome: Outcome) -> Result<Versioned<wire::Payment>, Problem> {
    let id = payment.parse().map_err(|_| Problem::not_found())?;
    let payment = payments::settle(ctx, id, outcome).await?;
    let told = wire::Payment::new(ctx.scope.livemode(), &payment);
    Ok(Versioned(StatusCode::OK, payment.more.version, told))
}
