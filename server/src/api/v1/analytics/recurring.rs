//! GET /v1/analytics/recurring

use axum::Json;
use clientele_service::analytics;
use clientele_wire as wire;

use super::AnalyticsQuery;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::Query;

/// Retrieve recurring revenue over time
///
/// What subscriptions come to in a month at the end of each interval, and what moved it there. Their share of what was paid is
/// what the source `subscription` brought.
#[utoipa::path(
    get, path = "/analytics/recurring", tag = "Analytics", operation_id = "retrieve_recurring_revenue",
    params(AnalyticsQuery),
    responses((status = 200, description = "The figures.", body = wire::RecurringFigures))
)]
pub async fn recurring(
    ctx: ApiCtx,
    Query(asked): Query<AnalyticsQuery>,
) -> Result<Json<wire::RecurringFigures>, Problem> {
    Ok(Json(analytics::recurring(&ctx, &asked.into()).await?))
}
