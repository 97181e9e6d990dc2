//! GET /v1/payment_links

use axum::Json;
use axum::extract::State;
use clientele_service::catalog::links;
use clientele_wire as wire;

use super::told;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{ActiveQuery, Query};
use crate::state::AppState;

/// List payment links
///
/// Newest first.
#[utoipa::path(
    get, path = "/payment_links", tag = "Payment links", operation_id = "list_payment_links",
    params(ActiveQuery),
    responses((status = 200, description = "A page of links.", body = wire::List<wire::PaymentLink>))
)]
pub async fn list(
    State(state): State<AppState>,
    ctx: ApiCtx,
    Query(asked): Query<ActiveQuery>,
) -> Result<Json<wire::List<wire::PaymentLink>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = links::list(&ctx, asked.active, after, limit).await?;
    let next = found.last().filter(|_| more).map(|view| sealed(&view.link.id.to_string()));
    let data = found.iter().map(|view| told(&state, &ctx, view)).collect();
    Ok(Json(wire::List::new(data, next)))
}
