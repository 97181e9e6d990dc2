//! What the client API tells browsers: one person, and of them what the session shows. Nothing of it is for the
//! merchant's eyes alone: no metadata, no tags, no ids that only servers can use.

use clientele_domain::customer as domain;
use clientele_domain::payment::{self, Totals};
use clientele_domain::subscription;
use clientele_domain::time::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

use crate::customer::{CurrencyTotals, SubscriptionStatus, given};
use crate::order::OrderStatus;
use crate::subscription::SubscriptionItem;
use crate::terms::Recurring;
use crate::time::Time;

/// One customer. What the session does not show is left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Told")]
pub struct ClientCustomer {
    /// Always `customer`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Whether the session opens the portal and its frames, with `portal` among the components.
    pub portal: bool,
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
        Self { object, id, livemode, portal: false, profile: None, subscribed: None, ordered: None }
    }

    /// The merchant's own id for this user.
    pub fn external_id(&self) -> Option<&str> {
        self.profile.as_ref()?.external_id.as_deref()
    }

    /// Full name.
    pub fn name(&self) -> Option<&str> {
        self.profile.as_ref()?.name.as_deref()
    }

    /// Email address.
    pub fn email(&self) -> Option<&str> {
        self.profile.as_ref()?.email.as_deref()
    }

    /// Whether any subscription is active, in trial, or late within its grace period; not, if subscriptions aren't shown.
    pub fn has_active_subscription(&self) -> bool {
        self.subscribed.as_ref().is_some_and(|subscribed| subscribed.has_active_subscription)
    }

    /// The newest 20 subscriptions, newest first; none, if they aren't shown.
    pub fn subscriptions(&self) -> &[ClientSubscription] {
        self.subscribed.as_ref().map_or(&[], |subscribed| &subscribed.subscriptions)
    }

    /// The newest 20 orders, newest first; none, if they aren't shown.
    pub fn orders(&self) -> &[ClientOrder] {
        self.ordered.as_ref().map_or(&[], |ordered| &ordered.orders)
    }
}

/// The customer as it is read. A part that was left out and one that can't be read are different things, which flattened
/// parts would not tell apart.
#[derive(Deserialize)]
struct Told {
    object: String,
    id: String,
    livemode: bool,
    portal: bool,
    #[serde(default, deserialize_with = "told")]
    external_id: Option<Option<String>>,
    name: Option<String>,
    email: Option<String>,
    has_active_subscription: Option<bool>,
    subscriptions: Option<Vec<ClientSubscription>>,
    totals: Option<Vec<CurrencyTotals>>,
    orders: Option<Vec<ClientOrder>>,
}

impl From<Told> for ClientCustomer {
    fn from(told: Told) -> Self {
        let Told { object, id, livemode, portal, external_id, name, email, .. } = told;
        let subscribed = told.has_active_subscription.zip(told.subscriptions);
        Self {
            object,
            id,
            livemode,
            portal,
            profile: external_id.map(|external_id| Profile { external_id, name, email }),
            subscribed: subscribed
                .map(|(has_active_subscription, subscriptions)| Subscribed { has_active_subscription, subscriptions }),
            ordered: told.totals.zip(told.orders).map(|(totals, orders)| Ordered { totals, orders }),
        }
    }
}

/// A field that is there, be it null.
fn told<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
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

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ClientCustomer, serde_json::Error> {
        serde_json::from_str(text)
    }

    #[test]
    fn what_is_told_is_read_and_told_again_the_same() {
        let begin = r#"{"object":"customer","id":"cus_1","livemode":false,"portal":true"#;
        let profile = r#","external_id":null,"name":"Ada","email":null"#;
        let subscribed = r#","has_active_subscription":true,"subscriptions":[]"#;
        let ordered = r#","totals":[],"orders":[]"#;
        for parts in 0..8 {
            let shown = |bit: u8, part: &'static str| if parts & bit == 0 { "" } else { part };
            let text = format!("{begin}{}{}{}}}", shown(1, profile), shown(2, subscribed), shown(4, ordered));

            let customer = read(&text).expect("a customer");

            assert_eq!(customer.profile.is_some(), parts & 1 != 0, "{text}");
            assert_eq!(customer.name(), (parts & 1 != 0).then_some("Ada"));
            assert_eq!(customer.has_active_subscription(), parts & 2 != 0, "{text}");
            assert_eq!(customer.ordered.is_some(), parts & 4 != 0, "{text}");
            assert_eq!(serde_json::to_string(&customer).expect("JSON"), text);
        }
    }

    #[test]
    fn a_part_that_cannot_be_read_is_not_one_that_is_not_shown() {
        let text = r#"{"object":"customer","id":"cus_1","livemode":false,"portal":false,"has_active_subscription":true,"subscriptions":[{}]}"#;

        assert!(read(text).is_err());
    }
}
