//! GET /v1/analytics/distribution

use axum::Json;
use clientele_service::analytics;
use clientele_wire as wire;

use super::CurrencyText;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// In which currency.
    DistributionQuery {
        /// ISO 4217 or `btc`; the merchant's own when left out. Payments in other currencies are left out.
        #[param(inline)]
        currency: CurrencyText,
    }
}

/// Distribution of lifetime value
///
/// How many customers are worth how much, of all time: what they have paid in one currency, less what was given back.
/// Whoever was deleted still counts, for payments stay.
#[utoipa::path(
    get, path = "/analytics/distribution", tag = "Analytics", operation_id = "analytics_distribution",
    params(DistributionQuery),
    responses((status = 200, description = "The distribution.", body = wire::Distribution))
)]
pub async fn distribution(
    ctx: ApiCtx,
    Query(asked): Query<DistributionQuery>,
) -> Result<Json<wire::Distribution>, Problem> {
    Ok(Json(analytics::distribution(&ctx, asked.currency.map(|currency| currency.0)).await?))
}
