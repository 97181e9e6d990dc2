//! GET /v1/customers/top

use axum::Json;
use clientele_domain::standing::{Metric, Period};
use clientele_service::analytics::{self, Best};
use clientele_wire as wire;

use crate::api::cursor::limit;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{Query, query};
use crate::api::v1::analytics::CurrencyText;

query! {
    /// Ranked by what, over how long.
    TopQuery {
        /// `total_spent` or `payment_count`; `total_spent` when left out.
        metric: wire::TopMetric,
        /// `7d`, `30d` or `90d`, which are days of the merchant's calendar with today as the last; `all` when left out.
        period: wire::TopPeriod,
        /// ISO 4217 or `btc`; the merchant's own when left out. Payments in other currencies are left out.
        #[param(inline)]
        currency: CurrencyText,
        /// How many, 1 to 100; 20 when left out.
        limit: i64,
    }
}

/// List top customers
///
/// Those who paid most, or most often, the best first. Payments count that succeeded, refunded later or not. Among equals
/// those come first who were recorded first; they share a rank.
#[utoipa::path(
    get, path = "/customers/top", tag = "Customers", operation_id = "list_top_customers",
    params(TopQuery),
    responses((status = 200, description = "The first customers.", body = wire::TopCustomers))
)]
pub async fn top(ctx: ApiCtx, Query(asked): Query<TopQuery>) -> Result<Json<wire::TopCustomers>, Problem> {
    let best = Best {
        metric: asked.metric.map_or(Metric::TotalSpent, |metric| metric.0),
        period: asked.period.map_or(Period::All, |period| period.0),
        currency: asked.currency.map(|currency| currency.0),
        limit: limit(asked.limit)?,
    };
    Ok(Json(analytics::top(&ctx, best).await?))
}
