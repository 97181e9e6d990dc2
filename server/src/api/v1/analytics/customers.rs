//! GET /v1/analytics/customers

use axum::Json;
use clientele_service::analytics;
use clientele_wire as wire;

use super::AnalyticsQuery;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::Query;

/// Retrieve new and returning customers over time
///
/// How many customers made the first payment of all in each interval, and how many others paid who had paid before. The first and
/// the last interval are made whole, and days are those of the merchant's calendar, so that nobody is counted twice.
#[utoipa::path(
    get, path = "/analytics/customers", tag = "Analytics", operation_id = "retrieve_customer_figures",
    params(AnalyticsQuery),
    responses((status = 200, description = "The figures.", body = wire::CustomerFigures))
)]
pub async fn customers(
    ctx: ApiCtx,
    Query(asked): Query<AnalyticsQuery>,
) -> Result<Json<wire::CustomerFigures>, Problem> {
    Ok(Json(analytics::customers(&ctx, &asked.into()).await?))
}
