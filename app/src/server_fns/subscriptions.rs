//! Subscriptions.

use clientele_domain::catalog::Recurring;
use clientele_domain::id::{CustomerId, SavedCardId, SubscriptionId};
use clientele_domain::invoice::Period;
use clientele_domain::money::Amount;
use clientele_domain::payment::Source;
use clientele_domain::scope::Scope;
use clientele_domain::subscription::{SubscriptionItem, SubscriptionStatus};
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::invoices::{InvoiceSummary, StepView};
use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// A subscription in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionSummary {
    /// Identifier.
    pub id: SubscriptionId,
    /// What it is for, in a line.
    pub title: String,
    /// Who.
    pub customer: CustomerId,
    /// What to call them; empty when that was erased.
    pub name: String,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// What a period costs.
    pub amount: Amount,
    /// How often.
    pub recurring: Recurring,
    /// The end of the current period, when it is renewed or ends.
    pub period_end: Timestamp,
    /// Whether it ends with the current period.
    pub ends: bool,
    /// Since when nobody is charged.
    pub paused_at: Option<Timestamp>,
    /// Canceled or ended.
    pub ended_at: Option<Timestamp>,
    /// Made.
    pub created_at: Timestamp,
}

impl SubscriptionSummary {
    /// Whether an invoice for another period follows on this one. When this one is not paid, none does yet.
    pub fn is_renewed(&self) -> bool {
        !self.status.is_over() && self.status != SubscriptionStatus::PastDue && !self.ends && self.paused_at.is_none()
    }
}

/// What it is for, in a line: the first of it, and how much more there is.
pub fn title(items: &[SubscriptionItem]) -> String {
    let one = |item: &SubscriptionItem| match item.quantity {
        1 => item.name.clone(),
        many => format!("{many} × {}", item.name),
    };
    match items {
        [] => String::new(),
        [item] => one(item),
        [item, rest @ ..] => format!("{} and {} more", one(item), rest.len()),
    }
}

/// A page of subscriptions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionsView {
    /// Newest first.
    pub subscriptions: Vec<SubscriptionSummary>,
    /// Whether there are older ones.
    pub more: bool,
    /// Whose subscriptions alone are shown.
    pub customer: Option<(CustomerId, String)>,
}

/// How many subscriptions a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 50;

/// Subscriptions in this status or in any, of everybody or one customer, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "subscriptions", input = GetUrl, output = JsonText)]
pub async fn subscriptions(
    scope: Scope,
    status: Option<SubscriptionStatus>,
    customer: String,
    after: String,
) -> Result<SubscriptionsView, Problem> {
    use clientele_service::subscriptions::{SubscriptionFilter, staff};

    let ctx = crate::request::ctx(scope)?;
    let customer = super::invoices::view_model::customer(&ctx, &customer).await?;
    let filter = SubscriptionFilter { customer: customer.as_ref().map(|(id, _)| *id), status };
    let (found, more) = staff::page(&ctx, &filter, after.parse().ok(), SHOWN).await?;
    let subscriptions = found.into_iter().map(|listed| view_model::summary(&listed.subscription, listed.name));
    Ok(SubscriptionsView { subscriptions: subscriptions.collect(), more, customer })
}

/// A subscription on its own page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionView {
    /// The subscription.
    pub subscription: SubscriptionSummary,
    /// What it is for.
    pub items: Vec<SubscriptionItem>,
    /// What it is for from the next period on, and what that costs, when that changes.
    pub next: Option<(Vec<SubscriptionItem>, Amount)>,
    /// The period, or the trial, that runs now.
    pub current: Period,
    /// When the trial ends or ended.
    pub trial_end: Option<Timestamp>,
    /// Until when the customer has it, unless something more is paid.
    pub active_until: Timestamp,
    /// The card that is charged.
    pub card: Option<SavedCardId>,
    /// The customer's cards that can be charged.
    pub cards: Vec<(SavedCardId, String)>,
    /// Where it came from, and the id of that.
    pub source: (Source, String),
    /// Its invoices, newest first.
    pub invoices: Vec<InvoiceSummary>,
    /// What became of it, newest first.
    pub steps: Vec<StepView>,
    /// Ids and words of the prices it can be changed to.
    pub prices: Vec<(String, String)>,
    /// Its version, for forms.
    pub version: i64,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// One subscription.
#[server(prefix = "/fn", endpoint = "subscriptions/detail", input = GetUrl, output = JsonText)]
pub async fn detail(scope: Scope, id: SubscriptionId) -> Result<SubscriptionView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let found = clientele_service::subscriptions::staff::detail(&ctx, id).await?;
    let rhythm = found.listed.subscription.recurring;
    let prices = match ctx.require(clientele_domain::role::Permission::SubscriptionWrite) {
        Ok(()) => view_model::prices(&ctx, Some(rhythm)).await?,
        Err(_) => Vec::new(),
    };
    Ok(view_model::subscription_view(scope, found, prices))
}

/// What the form of a new subscription needs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionFormView {
    /// Ids and words of the prices that recur.
    pub prices: Vec<(String, String)>,
    /// Id and name of the customer who is named.
    pub customer: Option<(String, String)>,
    /// That customer's cards.
    pub cards: Vec<(SavedCardId, String)>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// The form for a new subscription. `customer` says who is named at first, if anybody is.
#[server(prefix = "/fn", endpoint = "subscriptions/form", input = GetUrl, output = JsonText)]
pub async fn form(scope: Scope, customer: String) -> Result<SubscriptionFormView, Problem> {
    use clientele_domain::selector::Selector;
    use clientele_service::customers;

    let ctx = crate::request::ctx(scope)?;
    ctx.require(clientele_domain::role::Permission::SubscriptionWrite)?;
    let posted = use_context::<Posted>().unwrap_or_default();
    let named = if posted.values.is_empty() { customer } else { posted.value("customer_id") };
    let customer = match named.trim().parse::<Selector>() {
        // Nobody is found by what makes no sense; the form says so once it is sent.
        Err(_) => None,
        Ok(selector) => customers::view(&ctx, &selector).await.ok().map(|view| view.customer),
    };
    let cards = match &customer {
        Some(customer) => view_model::good_cards(&ctx, customer.id).await?,
        None => Vec::new(),
    };
    Ok(SubscriptionFormView {
        prices: view_model::prices(&ctx, None).await?,
        customer: customer.map(|found| (found.id.to_string(), found.fields.display_name().to_owned())),
        cards,
        posted,
    })
}

#[cfg(feature = "ssr")]
pub(super) mod view_model;
