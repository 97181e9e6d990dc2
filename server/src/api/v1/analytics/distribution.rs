//! GET /v1/analytics/distribution

use axum::Json;
use clientele_service::analytics::{self, Retention};
use clientele_wire as wire;

use super::{CurrencyText, DayText};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};

query! {
    /// Of whom, and in which currency.
    DistributionQuery {
        /// Those who paid first in the month of this day or later; everybody when left out.
        #[param(inline)]
        from: DayText,
        /// Those who paid first in the month of this day or before; everybody when left out.
        #[param(inline)]
        to: DayText,
        /// ISO 4217 or `btc`; the merchant's own when left out. Payments in other currencies are left out.
        #[param(inline)]
        currency: CurrencyText,
        /// Months are kept on the merchant's own calendar; no other one can be asked for.
        time_zone: String,
    }
}

/// Distribution of lifetime value
///
/// How many customers are worth how much, of all time: what they have paid in one currency, less what was given back. With
/// `from` and `to`, of those alone who paid first in these months. Whoever was deleted still counts, for payments stay.
#[utoipa::path(
    get, path = "/analytics/distribution", tag = "Analytics", operation_id = "analytics_distribution",
    params(DistributionQuery),
    responses((status = 200, description = "The distribution.", body = wire::Distribution))
)]
pub async fn distribution(
    ctx: ApiCtx,
    Query(asked): Query<DistributionQuery>,
) -> Result<Json<wire::Distribution>, Problem> {
    let asked = Retention {
        from: asked.from.map(|day| day.0),
        to: asked.to.map(|day| day.0),
        currency: asked.currency.map(|currency| currency.0),
        time_zone: asked.time_zone,
    };
    Ok(Json(analytics::distribution(&ctx, &asked).await?))
}
