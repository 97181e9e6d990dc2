//! GET /v1/analytics/products

use axum::Json;
use clientele_service::analytics;
use clientele_wire as wire;

use super::AnalyticsRange;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::Query;

/// Retrieve revenue by product
///
/// What each product brought that was sold by a payment link, a checkout, a subscription or an invoice; what brought most
/// comes first. A payment for several products is shared among them by what each cost, and so is each of its refunds.
/// Payments for nothing of the catalogue are in none of them.
#[utoipa::path(
    get, path = "/analytics/products", tag = "Analytics", operation_id = "retrieve_products_sold",
    params(AnalyticsRange),
    responses((status = 200, description = "The figures.", body = wire::ProductFiguresList))
)]
pub async fn products(
    ctx: ApiCtx,
    Query(asked): Query<AnalyticsRange>,
) -> Result<Json<wire::ProductFiguresList>, Problem> {
    Ok(Json(analytics::products(&ctx, &asked.into()).await?))
}
