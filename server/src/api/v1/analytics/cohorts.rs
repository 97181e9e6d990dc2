//! GET /v1/analytics/cohorts

use axum::Json;
use clientele_domain::analytics::Grain;
use clientele_service::analytics::{self, Retention};
use clientele_wire as wire;

use super::{CurrencyText, DayText};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Whose coming back, and up to when.
    CohortsQuery {
        /// Those who paid first in the month of this day or later; all when left out, and at most the last 120 months
        /// in which somebody paid first.
        #[param(inline)]
        from: DayText,
        /// What happened up to the end of the month of this day; up to the present when left out.
        #[param(inline)]
        to: DayText,
        /// Always `month`.
        interval: wire::AnalyticsInterval,
        /// ISO 4217 or `btc`; the merchant's own when left out. Payments in other currencies are left out.
        #[param(inline)]
        currency: CurrencyText,
        /// Months are kept on the merchant's own calendar; no other one can be asked for.
        time_zone: String,
    }
}

/// Retention by month of first payment
///
/// A row for each month in which customers paid first: how many they are, how many of them paid in that month and in
/// each month since, and how much. Rows go up to the last month in which anybody paid. Whoever was deleted still
/// counts, for payments stay.
#[utoipa::path(
    get, path = "/analytics/cohorts", tag = "Analytics", operation_id = "analytics_cohorts",
    params(CohortsQuery),
    responses((status = 200, description = "The retention table.", body = wire::Cohorts))
)]
pub async fn cohorts(ctx: ApiCtx, Query(asked): Query<CohortsQuery>) -> Result<Json<wire::Cohorts>, Problem> {
    if asked.interval.is_some_and(|interval| interval.0 != Grain::Month) {
        return Err(Problem::invalid_field("interval", "Retention is by month. Send month, or leave it out."));
    }
    let retention = Retention {
        from: asked.from.map(|day| day.0),
        to: asked.to.map(|day| day.0),
        currency: asked.currency.map(|currency| currency.0),
        time_zone: asked.time_zone,
    };
    Ok(Json(analytics::cohorts(&ctx, &retention).await?))
}
