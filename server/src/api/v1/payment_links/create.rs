//! POST /v1/payment_links

use axum::extract::State;
use axum::http::StatusCode;
use clientele_service::catalog::links::{self, LinkDraft};
use clientele_wire as wire;

use super::told;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;
use crate::state::AppState;

/// Make a payment link
///
/// An address where prices, or an amount with a title, are sold to whoever opens it. Each gets a checkout session of their
/// own with the terms of the link.
#[utoipa::path(
    post, path = "/payment_links", tag = "Payment links", operation_id = "create_payment_link",
    request_body = wire::NewPaymentLink,
    responses((status = 201, description = "The link.", body = wire::PaymentLink))
)]
pub async fn create(
    State(state): State<AppState>,
    ctx: ApiCtx,
    body: Body<wire::NewPaymentLink>,
) -> Result<Versioned<wire::PaymentLink>, Problem> {
    let asked = body.checked(|asked| links::check(&draft(asked)).err().unwrap_or_default())?;
    let view = links::create(&ctx, &draft(&asked)).await?;
    Ok(Versioned(StatusCode::CREATED, view.link.version, told(&state, &ctx, &view)))
}

fn draft(asked: &wire::NewPaymentLink) -> LinkDraft {
    LinkDraft { name: asked.name.clone().value().unwrap_or_default(), active: true, terms: asked.terms() }
}
