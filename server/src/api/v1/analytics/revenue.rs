//! GET /v1/analytics/revenue

use axum::Json;
use clientele_service::analytics;
use clientele_wire as wire;

use super::{AnalyticsQuery, CurrencyText, DayText, RatesText};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Which time, cut into what, in which currency.
    RevenueQuery {
        /// The first day, such as `2026-01-01`; 29 days before the last when left out.
        #[param(inline)]
        from: DayText,
        /// The last day, such as `2026-01-31`; today when left out.
        #[param(inline)]
        to: DayText,
        /// How long a point lasts; `day` when left out. There are at most 1,000 points.
        interval: wire::AnalyticsInterval,
        /// ISO 4217 or `btc`; the merchant's own when left out.
        #[param(inline)]
        currency: CurrencyText,
        /// On whose calendar days begin, such as `Europe/Berlin`; the merchant's own when left out.
        time_zone: String,
        /// What one unit of each other currency is worth in this one, such as `usd:0.92,gbp:1.17`: what came in these is
        /// converted and added. Left out, nothing is.
        #[param(inline)]
        rates: RatesText,
    }
}

/// Retrieve revenue over time
///
/// What was paid and what was given back, by intervals. Payments count at the moment at which they happened, refunds at that
/// at which they succeeded, so that a refund of an older payment changes nothing of the past. Amounts of different currencies
/// are never added, unless you state at which rates.
#[utoipa::path(
    get, path = "/analytics/revenue", tag = "Analytics", operation_id = "retrieve_revenue",
    params(RevenueQuery),
    responses((status = 200, description = "The figures.", body = wire::RevenueFigures))
)]
pub async fn revenue(ctx: ApiCtx, Query(asked): Query<RevenueQuery>) -> Result<Json<wire::RevenueFigures>, Problem> {
    let RevenueQuery { from, to, interval, currency, time_zone, rates } = asked;
    let asked = AnalyticsQuery { from, to, interval, currency, time_zone }.into();
    let rates = rates.map(|rates| rates.0).unwrap_or_default();
    Ok(Json(analytics::converted(&ctx, &asked, &rates).await?))
}
