//! What the client API tells browsers: one person, and of them what the session shows. Nothing of it is for the
//! merchant's eyes alone: no metadata, no tags, no ids that only servers can use.

use clientele_domain::customer as domain;
use clientele_domain::payment::{self, Totals};
use clientele_domain::subscription;
use clientele_domain::time::Timestamp;
use serde::{Deserialize, Serialize};

use crate::customer::{CurrencyTotals, SubscriptionStatus, given};
use crate::order::OrderStatus;
use crate::subscription::SubscriptionItem;
use crate::terms::Recurring;
use crate::time::Time;

/// One customer. What the session does not show is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientCustomer {
    /// Always `customer`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Who it is, with `customer` among the components.
    #[serde(flatten)]
    pub profile: Option<Profile>,
    /// What is subscribed to, with `subscriptions`.
    #[serde(flatten)]
    pub subscribed: Option<Subscribed>,
    /// What was ordered, with `orders`.
    #[serde(flatten)]
    pub ordered: Option<Ordered>,
}

impl ClientCustomer {
    /// The customer alone; the parts are put in by whoever knows which are shown.
    pub fn new(livemode: bool, customer: &domain::Customer) -> Self {
        let (object, id) = ("customer".to_owned(), customer.id.to_string());
        Self { object, id, livemode, profile: None, subscribed: None, ordered: None }
    }
}

/// Who it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// The merchant's own id for this user.
    pub external_id: Option<String>,
    /// Full name.
    pub name: Option<String>,
    /// Email address.
    pub email: Option<String>,
}

impl From<&domain::Customer> for Profile {
    fn from(customer: &domain::Customer) -> Self {
        let fields = &customer.fields;
        Self { external_id: given(&fields.external_id), name: given(&fields.name), email: given(&fields.email) }
    }
}

/// What is subscribed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscribed {
    /// Whether any subscription is active, in trial, or late within its grace period.
    pub has_active_subscription: bool,
    /// The newest 20, newest first.
    pub subscriptions: Vec<ClientSubscription>,
}

impl Subscribed {
    /// The same of a customer when it is `now`.
    pub fn new(customer: &domain::Customer, now: Timestamp, found: &[subscription::Subscription]) -> Self {
        Self {
            has_active_subscription: customer.has_active_subscription(now),
            subscriptions: found.iter().map(ClientSubscription::from).collect(),
        }
    }
}

/// What the customer pays for again and again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientSubscription {
    /// Identifier.
    pub id: String,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// What it is for.
    pub items: Vec<SubscriptionItem>,
    /// What a period costs, in minor units.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// How often it is paid.
    pub recurring: Recurring,
    /// When the period, or the trial, ends that runs now.
    pub current_period_end: Time,
    /// When the trial ends or ended.
    pub trial_end: Option<Time>,
    /// Whether it ends with the current period.
    pub cancel_at_period_end: bool,
    /// Until when the customer has it, unless something more is paid.
    pub active_until: Time,
    /// When it was canceled, or ended as planned.
    pub ended_at: Option<Time>,
    /// When it began.
    pub created_at: Time,
}

impl From<&subscription::Subscription> for ClientSubscription {
    fn from(s: &subscription::Subscription) -> Self {
        let total = subscription::total(&s.items);
        Self {
            id: s.id.to_string(),
            status: SubscriptionStatus(s.status),
            items: s.items.iter().map(SubscriptionItem::from).collect(),
            amount: total.map_or(0, |total| total.minor),
            currency: total.map(|total| total.currency.code().to_ascii_lowercase()).unwrap_or_default(),
            recurring: s.recurring.into(),
            current_period_end: s.current.end.into(),
            trial_end: s.trial_end.map(Time),
            cancel_at_period_end: s.cancel_at_period_end,
            active_until: s.active_until.into(),
            ended_at: s.ended_at.map(Time),
            created_at: s.created_at.into(),
        }
    }
}

/// What was ordered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ordered {
    /// What was paid and given back, by currency.
    pub totals: Vec<CurrencyTotals>,
    /// The newest 20, newest first.
    pub orders: Vec<ClientOrder>,
}

impl Ordered {
    /// The same of these figures and orders. Who has credit without having paid has a row of figures for it alone.
    pub fn new(totals: &[Totals], orders: &[payment::Order]) -> Self {
        Self {
            totals: totals.iter().filter(|totals| totals.payments > 0).map(Into::into).collect(),
            orders: orders.iter().map(ClientOrder::from).collect(),
        }
    }
}

/// What a payment was for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientOrder {
    /// Identifier.
    pub id: String,
    /// As people quote it.
    pub number: String,
    /// Total, in minor units.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// Where it stands.
    pub status: OrderStatus,
    /// What was bought, in a few words.
    pub description: Option<String>,
    /// When it was placed.
    pub created_at: Time,
}

impl From<&payment::Order> for ClientOrder {
    fn from(order: &payment::Order) -> Self {
        Self {
            id: order.id.to_string(),
            number: order.number.clone(),
            amount: order.amount.minor,
            currency: order.amount.currency.code().to_ascii_lowercase(),
            status: OrderStatus(order.status),
            description: given(&order.description),
            created_at: order.created_at.into(),
        }
    }
}
