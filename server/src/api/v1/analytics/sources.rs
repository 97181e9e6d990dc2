//! GET /v1/analytics/sources

use axum::Json;
use clientele_service::analytics;
use clientele_wire as wire;

use super::AnalyticsRange;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::Query;

/// Retrieve revenue by source
///
/// What each source and each payment link brought, and how many customers made their first payment there; what brought most comes
/// first. Refunds count by the source of their payment.
#[utoipa::path(
    get, path = "/analytics/sources", tag = "Analytics", operation_id = "retrieve_sources",
    params(AnalyticsRange),
    responses((status = 200, description = "The figures.", body = wire::SourceList))
)]
pub async fn sources(ctx: ApiCtx, Query(asked): Query<AnalyticsRange>) -> Result<Json<wire::SourceList>, Problem> {
    Ok(Json(analytics::sources(&ctx, &asked.into()).await?))
}
