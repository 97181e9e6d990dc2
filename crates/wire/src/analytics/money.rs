//! Money over time: revenue, where it came from, what recurs, and whether new customers or known ones brought it.

use clientele_domain::analytics as domain;
use serde::{Deserialize, Serialize};

use super::AnalyticsInterval;
use crate::payment::PaymentSource;
use crate::time::Time;

/// What came in and what was given back, by intervals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevenueFigures {
    /// Always `analytics.revenue`.
    pub object: String,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// How long a point lasts.
    pub interval: AnalyticsInterval,
    /// On whose calendar days begin.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// The first day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-01"))]
    pub from: String,
    /// The last day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-31"))]
    pub to: String,
    /// At which rates other currencies were converted and added; without any, nothing was.
    pub rates: Vec<ExchangeRate>,
    /// One for each interval, in order; the first and the last are cut where the range begins and ends.
    pub points: Vec<RevenuePoint>,
    /// All of them together.
    pub totals: RevenueSums,
}

/// What one unit of a currency is worth in that of the answer, as whoever asked stated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExchangeRate {
    /// The currency that was converted.
    pub currency: String,
    /// A decimal number. For `btc` it is what one bitcoin is worth.
    #[cfg_attr(feature = "openapi", schema(example = "0.92"))]
    pub rate: String,
}

impl From<&domain::Exchange> for ExchangeRate {
    fn from(exchange: &domain::Exchange) -> Self {
        Self { currency: exchange.from.code().to_ascii_lowercase(), rate: exchange.rate() }
    }
}

/// What came in and what was given back in an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevenuePoint {
    /// The moment at which it begins.
    pub start: Time,
    /// The day on which it begins, on the calendar of the answer; with the time of the day, if intervals are hours.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-31"))]
    pub date: String,
    /// What was paid, in minor units.
    pub gross: i64,
    /// What was given back, in minor units, by the time at which it was.
    pub refunded: i64,
    /// `gross` without `refunded`.
    pub net: i64,
    /// How many payments succeeded.
    pub payments: i64,
    /// How many refunds did.
    pub refunds: i64,
}

/// What came in and what was given back altogether.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevenueSums {
    /// What was paid, in minor units.
    pub gross: i64,
    /// What was given back, in minor units.
    pub refunded: i64,
    /// `gross` without `refunded`.
    pub net: i64,
    /// How many payments succeeded.
    pub payments: i64,
    /// How many refunds did.
    pub refunds: i64,
}

/// Where money came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceList {
    /// Always `analytics.sources`.
    pub object: String,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// On whose calendar days begin.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// The first day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-01"))]
    pub from: String,
    /// The last day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-31"))]
    pub to: String,
    /// At which rates other currencies were converted and added; without any, nothing was.
    pub rates: Vec<ExchangeRate>,
    /// Each source, and each payment link on its own; what brought most comes first.
    pub data: Vec<SourceFigures>,
}

/// What came from one source, or through one payment link.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SourceFigures {
    /// Where it came from.
    pub source: PaymentSource,
    /// Which payment link; null for other sources.
    pub source_id: Option<String>,
    /// What the link is called.
    pub source_description: Option<String>,
    /// What was paid, in minor units.
    pub gross: i64,
    /// What was given back, in minor units.
    pub refunded: i64,
    /// `gross` without `refunded`.
    pub net: i64,
    /// How many payments succeeded.
    pub payments: i64,
    /// How many refunds did.
    pub refunds: i64,
    /// How many customers paid through it for the first time.
    pub customers: i64,
    /// How many customers made the first payment of all through it.
    pub first_conversions: i64,
}

/// What products brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductFiguresList {
    /// Always `analytics.products`.
    pub object: String,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// On whose calendar days begin.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// The first day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-01"))]
    pub from: String,
    /// The last day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-31"))]
    pub to: String,
    /// At which rates other currencies were converted and added; without any, nothing was.
    pub rates: Vec<ExchangeRate>,
    /// Each product; what brought most comes first.
    pub data: Vec<ProductFigures>,
}

/// What one product brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProductFigures {
    /// Which.
    pub product_id: String,
    /// What it is called.
    pub name: String,
    /// What was paid for it, in minor units: its part of each payment, by what it cost there.
    pub gross: i64,
    /// Its part of what was given back.
    pub refunded: i64,
    /// `gross` without `refunded`.
    pub net: i64,
    /// How many payments had it in them.
    pub payments: i64,
    /// How many refunds of these succeeded.
    pub refunds: i64,
    /// How many were sold.
    pub quantity: i64,
}

/// What recurs, by intervals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecurringFigures {
    /// Always `analytics.recurring`.
    pub object: String,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// How long a point lasts.
    pub interval: AnalyticsInterval,
    /// On whose calendar days begin.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// The first day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-01"))]
    pub from: String,
    /// The last day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-31"))]
    pub to: String,
    /// At which rates other currencies were converted and added; without any, nothing was.
    pub rates: Vec<ExchangeRate>,
    /// One for each interval, in order; the first and the last are cut where the range begins and ends.
    pub points: Vec<RecurringPoint>,
    /// What moved in all of them, and how it stands at the end.
    pub totals: RecurringSums,
}

/// What recurs at the end of an interval, and what moved it there.
///
/// A subscription counts by what it costs in a month: a quarter's price by three, a year's by twelve, rounded half away from
/// zero. It counts from the first period that is paid or granted, not while it is tried, and not while collection is paused;
/// it counts while its payment is late, and no more once it is over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecurringPoint {
    /// The moment at which it begins.
    pub start: Time,
    /// The day on which it begins, on the calendar of the answer; with the time of the day, if intervals are hours.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-31"))]
    pub date: String,
    /// What subscriptions come to in a month, at the end of the interval, in minor units.
    pub recurring: i64,
    /// What subscriptions added that began to count, in minor units.
    pub new: i64,
    /// By how much subscriptions grew.
    pub expansion: i64,
    /// By how much subscriptions shrank.
    pub contraction: i64,
    /// What was lost with subscriptions that no longer count.
    pub churned: i64,
    /// How many count, at the end of the interval.
    pub active: i64,
    /// How many began to count.
    pub started: i64,
    /// How many no longer do.
    pub ended: i64,
}

/// What moved in a range, and how it stands at its end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecurringSums {
    /// What subscriptions came to in a month, before the range, in minor units.
    pub before: i64,
    /// What they come to at its end.
    pub recurring: i64,
    /// What subscriptions added that began to count, in minor units.
    pub new: i64,
    /// By how much subscriptions grew.
    pub expansion: i64,
    /// By how much subscriptions shrank.
    pub contraction: i64,
    /// What was lost with subscriptions that no longer count.
    pub churned: i64,
    /// How many counted before the range.
    pub active_before: i64,
    /// How many count at its end.
    pub active: i64,
    /// How many began to count.
    pub started: i64,
    /// How many no longer do.
    pub ended: i64,
}

/// New customers and those who came back, by intervals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerFigures {
    /// Always `analytics.customers`.
    pub object: String,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// How long a point lasts.
    pub interval: AnalyticsInterval,
    /// On whose calendar days begin.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// The first day of the first interval.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-01"))]
    pub from: String,
    /// The last day of the last interval.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-31"))]
    pub to: String,
    /// At which rates other currencies were converted and added; without any, nothing was. Then whoever paid in several of
    /// these currencies in an interval counts as returning in each.
    pub rates: Vec<ExchangeRate>,
    /// One for each interval, in order, all of them whole.
    pub points: Vec<CustomerPoint>,
    /// All of them together.
    pub totals: CustomerSums,
}

/// New customers and those who came back, in an interval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerPoint {
    /// The moment at which it begins.
    pub start: Time,
    /// The day on which it begins, on the calendar of the answer.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-31"))]
    pub date: String,
    /// How many customers made the first payment of all.
    pub new: i64,
    /// How many others paid who had paid before.
    pub returning: i64,
    /// What first payments brought, in minor units.
    pub new_gross: i64,
    /// What all later payments brought, in minor units.
    pub returning_gross: i64,
}

/// New customers, and what they and all others brought.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerSums {
    /// How many customers made the first payment of all.
    pub new: i64,
    /// What first payments brought, in minor units.
    pub new_gross: i64,
    /// What all later payments brought, in minor units.
    pub returning_gross: i64,
}
