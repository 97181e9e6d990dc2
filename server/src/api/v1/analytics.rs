//! Figures over time.

mod cohorts;
mod customers;
mod distribution;
mod products;
mod recurring;
mod revenue;
mod sources;

use clientele_domain::analytics::{Day, Exchange, Grain, NoDay, NoRate};
use clientele_domain::rules;
use clientele_service::analytics::Asked;
use clientele_wire as wire;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::query::{FromText, query};
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(revenue::revenue))
        .routes(routes!(sources::sources))
        .routes(routes!(products::products))
        .routes(routes!(recurring::recurring))
        .routes(routes!(customers::customers))
        .routes(routes!(cohorts::cohorts))
        .routes(routes!(distribution::distribution))
}

query! {
    /// Which time, cut into what, in which currency.
    AnalyticsQuery {
        /// The first day, such as `2026-01-01`; 29 days before the last when left out.
        #[param(inline)]
        from: DayText,
        /// The last day, such as `2026-01-31`; today when left out.
        #[param(inline)]
        to: DayText,
        /// How long a point lasts; `day` when left out. There are at most
        /// 1,000 points.
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

query! {
    /// Which time, in which currency.
    AnalyticsRange {
        /// The first day, such as `2026-01-01`; 29 days before the last when left out.
        #[param(inline)]
        from: DayText,
        /// The last day, such as `2026-01-31`; today when left out.
        #[param(inline)]
        to: DayText,
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

impl From<AnalyticsQuery> for Asked {
    fn from(query: AnalyticsQuery) -> Self {
        Self {
            from: query.from.map(|day| day.0),
            to: query.to.map(|day| day.0),
            interval: query.interval.map_or(Grain::Day, |interval| interval.0),
            currency: query.currency.map(|currency| currency.0),
            time_zone: query.time_zone,
            rates: query.rates.map(|rates| rates.0).unwrap_or_default(),
        }
    }
}

impl From<AnalyticsRange> for Asked {
    fn from(AnalyticsRange { from, to, currency, time_zone, rates }: AnalyticsRange) -> Self {
        AnalyticsQuery { from, to, interval: None, currency, time_zone, rates }.into()
    }
}

/// A day in a query.
#[derive(Debug, utoipa::ToSchema)]
#[schema(value_type = String, format = Date, example = "2026-01-31")]
pub struct DayText(pub Day);

impl FromText for DayText {
    fn from_text(text: &str) -> Result<Self, String> {
        text.parse().map(Self).map_err(|wrong: NoDay| wrong.to_string())
    }
}

/// A currency in a query, in any case.
#[derive(Debug, utoipa::ToSchema)]
#[schema(value_type = String, example = "eur")]
pub struct CurrencyText(pub clientele_domain::money::Currency);

impl FromText for CurrencyText {
    fn from_text(text: &str) -> Result<Self, String> {
        rules::currency(text).map(Self)
    }
}

/// Rates in a query: `usd:0.92,gbp:1.17`.
#[derive(Debug, utoipa::ToSchema)]
#[schema(value_type = String, example = "usd:0.92,gbp:1.17")]
pub struct RatesText(pub Vec<Exchange>);

impl FromText for RatesText {
    fn from_text(text: &str) -> Result<Self, String> {
        let rates: Result<Vec<Exchange>, NoRate> = text.split(',').map(str::parse).collect();
        rates.map(Self).map_err(|wrong| wrong.to_string())
    }
}
