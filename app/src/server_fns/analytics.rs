//! Figures over time, and of everybody together.

mod asked;
#[cfg(feature = "ssr")]
mod file;
#[cfg(feature = "ssr")]
mod view_model;

use clientele_domain::analytics::Day;
use clientele_domain::id::{CustomerId, ProductId};
use clientele_domain::money::Currency;
use clientele_domain::payment::Source;
use clientele_domain::scope::Scope;
use clientele_domain::standing::{Metric, Period};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

pub use asked::{Asked, Preset, Range, range};
#[cfg(feature = "ssr")]
pub use file::file;

use crate::components::chart::{Span, ValueRange};
use crate::json_text::JsonText;
use crate::problem::Problem;

/// What all figures of a page have in common.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FrameView {
    /// The currencies in which anything was paid, and the one that is shown.
    pub currencies: Vec<Currency>,
    /// The one that is shown.
    pub currency: Currency,
    /// Whose calendar it is.
    pub time_zone: String,
    /// The day it is there.
    pub today: Day,
    /// Whether anything was ever paid in the currency.
    pub any: bool,
    /// The days, or why what was asked makes no sense.
    pub range: Result<Range, String>,
}

/// What the page shows: which days, in which currency, on whose calendar.
#[server(prefix = "/fn", endpoint = "analytics", input = GetUrl, output = JsonText)]
pub async fn frame(scope: Scope, search: String) -> Result<FrameView, Problem> {
    Ok(view_model::frame(&crate::request::ctx(scope)?, &Asked::read(&search)).await?)
}

/// Sums over a range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevenueSums {
    /// What was paid, in minor units.
    pub gross: i64,
    /// What was given back.
    pub refunded: i64,
    /// The difference.
    pub net: i64,
    /// How many payments.
    pub payments: i64,
}

/// What was paid and given back, by intervals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevenueView {
    /// The intervals.
    pub spans: Vec<Span>,
    /// What was paid.
    pub gross: Vec<i64>,
    /// What was given back.
    pub refunded: Vec<i64>,
    /// The difference.
    pub net: Vec<i64>,
    /// How many payments.
    pub payments: Vec<i64>,
    /// The difference in the period before.
    pub net_before: Option<Vec<i64>>,
    /// All together.
    pub sums: RevenueSums,
    /// All of the period before.
    pub before: Option<RevenueSums>,
}

/// What was paid and given back, compared with the period before.
#[server(prefix = "/fn", endpoint = "analytics/revenue", input = GetUrl, output = JsonText)]
pub async fn revenue(scope: Scope, search: String) -> Result<RevenueView, Problem> {
    Ok(view_model::revenue(&crate::request::ctx(scope)?, &Asked::read(&search)).await?)
}

/// What one source or one link brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceRow {
    /// Where the money came from.
    pub source: Source,
    /// The link's id; empty for other sources.
    pub link: String,
    /// What people call it.
    pub name: String,
    /// What was paid.
    pub gross: i64,
    /// What was given back.
    pub refunded: i64,
    /// The difference.
    pub net: i64,
    /// How many payments.
    pub payments: i64,
    /// How many customers paid through it for the first time.
    pub customers: i64,
    /// How many customers it converted first.
    pub firsts: i64,
}

/// Where money came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourcesView {
    /// The intervals.
    pub spans: Vec<Span>,
    /// What each source brought in each.
    pub by_source: Vec<(Source, Vec<i64>)>,
    /// Each source and each link, what brought most first.
    pub rows: Vec<SourceRow>,
}

/// Where money came from, and which link converted customers first.
#[server(prefix = "/fn", endpoint = "analytics/sources", input = GetUrl, output = JsonText)]
pub async fn sources(scope: Scope, search: String) -> Result<SourcesView, Problem> {
    Ok(view_model::sources(&crate::request::ctx(scope)?, &Asked::read(&search)).await?)
}

/// What one product brought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProductRow {
    /// Which.
    pub product: ProductId,
    /// What it is called.
    pub name: String,
    /// What was paid for it.
    pub gross: i64,
    /// What of that was given back.
    pub refunded: i64,
    /// The difference.
    pub net: i64,
    /// How many payments had it in them.
    pub payments: i64,
    /// How many were sold.
    pub quantity: i64,
}

/// What each product brought, what brought most first.
#[server(prefix = "/fn", endpoint = "analytics/products", input = GetUrl, output = JsonText)]
pub async fn products(scope: Scope, search: String) -> Result<Vec<ProductRow>, Problem> {
    Ok(view_model::products(&crate::request::ctx(scope)?, &Asked::read(&search)).await?)
}

/// What recurs, and what moved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecurringView {
    /// The intervals.
    pub spans: Vec<Span>,
    /// What subscriptions come to in a month, at the end of each.
    pub recurring: Vec<i64>,
    /// The same in the period before.
    pub before: Option<Vec<i64>>,
    /// What began.
    pub new: Vec<i64>,
    /// By how much subscriptions grew.
    pub expansion: Vec<i64>,
    /// By how much they shrank.
    pub contraction: Vec<i64>,
    /// What was lost.
    pub churned: Vec<i64>,
    /// How many subscriptions count, at the end of each.
    pub active: Vec<i64>,
    /// What they came to before the range.
    pub at_first: i64,
    /// How many they were.
    pub active_at_first: i64,
    /// How many ended in the range.
    pub ended: i64,
}

/// Recurring revenue: where it stands, and what began, grew, shrank and was lost.
#[server(prefix = "/fn", endpoint = "analytics/recurring", input = GetUrl, output = JsonText)]
pub async fn recurring(scope: Scope, search: String) -> Result<RecurringView, Problem> {
    Ok(view_model::recurring(&crate::request::ctx(scope)?, &Asked::read(&search)).await?)
}

/// Sums of new customers and those who came back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerSums {
    /// How many paid first.
    pub new: i64,
    /// What first payments brought.
    pub new_gross: i64,
    /// What all later ones did.
    pub returning_gross: i64,
}

/// New customers and those who came back, by intervals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomersView {
    /// The intervals.
    pub spans: Vec<Span>,
    /// How many paid first.
    pub new: Vec<i64>,
    /// How many paid who had paid before.
    pub returning: Vec<i64>,
    /// All together.
    pub sums: CustomerSums,
    /// All of the period before.
    pub before: Option<CustomerSums>,
}

/// New customers and those who came back.
#[server(prefix = "/fn", endpoint = "analytics/customers", input = GetUrl, output = JsonText)]
pub async fn customers(scope: Scope, search: String) -> Result<CustomersView, Problem> {
    Ok(view_model::customers(&crate::request::ctx(scope)?, &Asked::read(&search)).await?)
}

/// The customers of one month of first payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CohortRow {
    /// The first day of the month.
    pub month: Day,
    /// How many they are.
    pub size: i64,
    /// How many of them paid in the month itself, and in each month after it.
    pub active: Vec<i64>,
}

/// Who came back, by the month of the first payment, the earliest first.
#[server(prefix = "/fn", endpoint = "analytics/cohorts", input = GetUrl, output = JsonText)]
pub async fn cohorts(scope: Scope, currency: String) -> Result<Vec<CohortRow>, Problem> {
    Ok(view_model::cohorts(&crate::request::ctx(scope)?, &currency).await?)
}

/// How many customers are worth how much.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorthView {
    /// In which currency.
    pub currency: Currency,
    /// What those in the middle are worth.
    pub median: Option<i64>,
    /// How many between which values.
    pub ranges: Vec<ValueRange>,
}

/// The distribution of lifetime value.
#[server(prefix = "/fn", endpoint = "analytics/distribution", input = GetUrl, output = JsonText)]
pub async fn worth(scope: Scope, currency: String) -> Result<WorthView, Problem> {
    Ok(view_model::worth(&crate::request::ctx(scope)?, &currency).await?)
}

/// One of the top customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopRow {
    /// Who.
    pub id: CustomerId,
    /// What to call them.
    pub name: String,
    /// What they paid in the period.
    pub spent: i64,
    /// How often.
    pub payments: i64,
}

/// The top customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopView {
    /// In which currency.
    pub currency: Currency,
    /// How far back.
    pub period: Period,
    /// Ranked by what.
    pub by: Metric,
    /// The best first.
    pub rows: Vec<TopRow>,
}

/// The customers who paid most, or most often.
#[server(prefix = "/fn", endpoint = "analytics/top", input = GetUrl, output = JsonText)]
pub async fn top(scope: Scope, search: String) -> Result<TopView, Problem> {
    Ok(view_model::top(&crate::request::ctx(scope)?, &Asked::read(&search)).await?)
}
