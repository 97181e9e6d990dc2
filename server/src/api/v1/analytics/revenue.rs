//! GET /v1/analytics/revenue

use axum::Json;
use clientele_service::analytics;
use clientele_wire as wire;

use super::AnalyticsQuery;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::Query;

/// Retrieve revenue over time
///
/// What was paid and what was given back, by intervals. Payments count at the moment at which they happened, refunds at that
/// at which they succeeded, so that a refund of an older payment changes nothing of the past. Amounts of different currencies
/// are never added, unless you state at which rates.
#[utoipa::path(
    get, path = "/analytics/revenue", tag = "Analytics", operation_id = "retrieve_revenue",
    params(AnalyticsQuery),
    responses((status = 200, description = "The figures.", body = wire::RevenueFigures))
)]
pub async fn revenue(ctx: ApiCtx, Query(asked): Query<AnalyticsQuery>) -> Result<Json<wire::RevenueFigures>, Problem> {
    Ok(Json(analytics::revenue(&ctx, &asked.into()).await?))
}
