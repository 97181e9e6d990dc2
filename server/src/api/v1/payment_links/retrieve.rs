//! GET /v1/payment_links/{payment_link}

use axum::extract::State;
use axum::http::StatusCode;
use clientele_service::catalog::links;
use clientele_wire as wire;

use super::{Link, told};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;
use crate::state::AppState;

/// Retrieve a payment link
#[utoipa::path(
    get, path = "/payment_links/{payment_link}", tag = "Payment links", operation_id = "retrieve_payment_link",
    params(("payment_link" = String, Path, description = "`plink_…`")),
    responses((status = 200, description = "The link, with what came in through it.", body = wire::PaymentLink))
)]
pub async fn retrieve(
    State(state): State<AppState>,
    ctx: ApiCtx,
    Link(id): Link,
) -> Result<Versioned<wire::PaymentLink>, Problem> {
    let view = links::get(&ctx, id).await?;
    Ok(Versioned(StatusCode::OK, view.link.version, told(&state, &ctx, &view)))
}
