//! GET /v1/checkout_sessions

use axum::Json;
use clientele_domain::id::CheckoutSessionId;
use clientele_service::checkout::{self, SessionFilter};
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which sessions.
    CheckoutSessionQuery {
        /// In this status.
        status: wire::CheckoutSessionStatus,
        /// How many on a page, 1 to 100; 20 when left out.
        limit: i64,
        /// Where the page begins: `next_cursor` of the page before.
        cursor: String,
    }
}

/// List checkout sessions
///
/// Newest first.
#[utoipa::path(
    get, path = "/checkout_sessions", tag = "Checkout", operation_id = "list_checkout_sessions",
    params(CheckoutSessionQuery),
    responses((status = 200, description = "A page of sessions.", body = wire::List<wire::CheckoutSession>))
)]
pub async fn list(
    ctx: ApiCtx,
    Query(asked): Query<CheckoutSessionQuery>,
) -> Result<Json<wire::List<wire::CheckoutSession>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    page(&ctx, &SessionFilter { status: asked.status.map(|status| status.0), customer: None }, after, limit).await
}

/// A page of sessions, with the way to the next.
pub async fn page(
    ctx: &ApiCtx,
    filter: &SessionFilter,
    after: Option<CheckoutSessionId>,
    limit: i64,
) -> Result<Json<wire::List<wire::CheckoutSession>>, Problem> {
    let (data, more) = checkout::list(ctx, filter, after, limit).await?;
    let next = data.last().filter(|_| more).map(|session| sealed(&session.id));
    Ok(Json(wire::List::new(data, next)))
}
