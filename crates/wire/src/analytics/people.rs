//! Figures of people: who came back, what they are worth, who matters, and what stands out about somebody.

use clientele_domain::standing as domain;
use serde::{Deserialize, Serialize};

use crate::customer::Customer;
use crate::read::word;

/// Customers by the month of their first payment, and what became of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cohorts {
    /// Always `cohorts`.
    pub object: String,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi. Payments in other currencies are left out.
    #[cfg_attr(feature = "openapi", schema(example = "usd"))]
    pub currency: String,
    /// The time zone whose months these are: the merchant's own.
    #[cfg_attr(feature = "openapi", schema(example = "Europe/Berlin"))]
    pub time_zone: String,
    /// A row for each month in which somebody paid first, the earliest first.
    pub data: Vec<Cohort>,
}

/// The customers who paid first in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cohort {
    /// The month.
    #[cfg_attr(feature = "openapi", schema(example = "1997-01"))]
    pub cohort: String,
    /// How many they are.
    pub size: i64,
    /// How many of them paid in the month itself, in the one after it, and so on up to the present.
    pub active: Vec<i64>,
    /// What they paid in each, in minor units, refunded later or not.
    pub gross: Vec<i64>,
}

/// How many customers are worth how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Distribution {
    /// Always `distribution`.
    pub object: String,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi. Payments in other currencies are left out.
    #[cfg_attr(feature = "openapi", schema(example = "usd"))]
    pub currency: String,
    /// How many customers have paid.
    pub count: i64,
    /// What they are worth together, in minor units.
    pub sum: i64,
    /// What those in the middle are worth, in minor units: as many are worth less as are worth more. Null when nobody has
    /// paid.
    pub median: Option<i64>,
    /// From the one with the least valuable customer to the one with the most valuable, without gaps.
    pub buckets: Vec<ValueBucket>,
}

/// The customers whose lifetime value lies between two figures of the series 1, 2, 5, 10, 20, 50, …
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ValueBucket {
    /// At least so much, in minor units.
    pub from: i64,
    /// Less than so much.
    pub to: i64,
    /// How many customers.
    pub count: i64,
    /// What they are worth together, in minor units.
    pub sum: i64,
}

/// The customers who paid most, or most often.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopCustomers {
    /// Always `list`.
    pub object: String,
    /// What they are ranked by.
    pub metric: TopMetric,
    /// What counts.
    pub period: TopPeriod,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi. Payments in other currencies are left out.
    #[cfg_attr(feature = "openapi", schema(example = "usd"))]
    pub currency: String,
    /// The first ones, the best first.
    pub data: Vec<TopCustomer>,
}

/// A customer's place among all.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TopCustomer {
    /// From 1. Equal figures share a rank, and the ranks after them are left out.
    pub rank: i64,
    /// Who.
    pub customer: Customer,
    /// Payments that succeeded in the period, refunded later or not, in minor units.
    pub spent: i64,
    /// How many they were.
    pub payment_count: i64,
}

word! {
    /// What top customers are ranked by.
    TopMetric(domain::Metric)
}

word! {
    /// How far top customers look back: so many days of the merchant's calendar up to today, or all time.
    TopPeriod(domain::Period)
}

word! {
    /// What stands out about a customer.
    SignalCode(domain::Signal)
}

word! {
    /// What a signal means for the merchant; for colours.
    SignalTone(domain::SignalTone)
}

/// Something that stands out about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Signal {
    /// What. Queries know it as `signal:CODE`.
    pub code: SignalCode,
    /// What it means for the merchant.
    pub tone: SignalTone,
    /// In a word or two.
    #[cfg_attr(feature = "openapi", schema(example = "At risk"))]
    pub label: String,
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "Pays about every 12 days; the last payment was 61 days ago."))]
    pub explanation: String,
}

impl From<&domain::Shown> for Signal {
    fn from(shown: &domain::Shown) -> Self {
        Self {
            code: SignalCode(shown.signal),
            tone: SignalTone(shown.signal.tone()),
            label: shown.signal.label().to_owned(),
            explanation: shown.explanation.clone(),
        }
    }
}
