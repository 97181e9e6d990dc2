//! GET /v1/payments/{payment}

use axum::extract::Path;
use axum::http::StatusCode;
use clientele_service::payments;
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a payment
#[utoipa::path(
    get, path = "/payments/{payment}", tag = "Payments", operation_id = "retrieve_payment",
    params(("payment" = String, Path, description = "`pay_…`")),
    responses((status = 200, description = "The payment.", body = wire::Payment))
)]
pub async fn retrieve(ctx: ApiCtx, Path(payment): Path<String>) -> Result<Versioned<wire::Payment>, Problem> {
    let id = payment.parse().map_err(|_| Problem::not_found())?;
    let payment = payments::get(&ctx, id).await?;
    let told = wire::Payment::new(ctx.scope.livemode(), &payment);
    Ok(Versioned(StatusCode::OK, payment.more.version, told))
}
