//! Subscriptions, and the clocks of test mode.

use clientele_domain::subscription as domain;
use serde::{Deserialize, Serialize};

use crate::customer::{SubscriptionStatus, given};
use crate::metadata::{Metadata, MetadataPatch};
use crate::payment::PaymentSource;
use crate::read::{Sent, request};
use crate::terms::{LineItemRequest, Recurring};
use crate::time::Time;

/// What a customer pays for again and again.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Subscription {
    /// Always `subscription`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Who.
    pub customer_id: String,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// What it is for.
    pub items: Vec<SubscriptionItem>,
    /// What it is for from the next period on, when that changes.
    pub next_items: Option<Vec<SubscriptionItem>>,
    /// What a period costs, in minor units.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// How often it is paid.
    pub recurring: Recurring,
    /// When the period, or the trial, began that runs now. The same as its end until the first period is paid.
    pub current_period_start: Time,
    /// When it ends; while a payment is late, when the last period that was paid has ended.
    pub current_period_end: Time,
    /// When the trial ends or ended.
    pub trial_end: Option<Time>,
    /// Whether it ends with the current period.
    pub cancel_at_period_end: bool,
    /// Since when nobody is charged: periods go on, and their invoices stay drafts.
    pub paused_at: Option<Time>,
    /// Until when the customer has it, unless something more is paid: with the days of grace, if it is to be renewed.
    pub active_until: Time,
    /// The card that is charged, of those that the customer keeps.
    pub card_id: Option<String>,
    /// The invoice of the current period, or of the one that is to begin.
    pub latest_invoice_id: Option<String>,
    /// Where it came from.
    pub source: PaymentSource,
    /// The payment link it was bought at.
    pub source_id: Option<String>,
    /// The checkout it was bought at.
    pub checkout_session_id: Option<String>,
    /// The merchant's own data.
    pub metadata: Metadata,
    /// When it was canceled, or ended as planned.
    pub ended_at: Option<Time>,
    /// When it began.
    pub created_at: Time,
    /// Grows with each change. Also the ETag.
    pub version: i64,
}

/// What is subscribed to: a price as it was when it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubscriptionItem {
    /// The price.
    pub price_id: String,
    /// What is subscribed to, as people read it.
    pub name: String,
    /// What one costs in a period, in minor units.
    pub unit_amount: i64,
    /// How many.
    pub quantity: i64,
}

impl From<&domain::SubscriptionItem> for SubscriptionItem {
    fn from(item: &domain::SubscriptionItem) -> Self {
        Self {
            price_id: item.price.to_string(),
            name: item.name.clone(),
            unit_amount: item.unit.minor,
            quantity: item.quantity,
        }
    }
}

impl Subscription {
    /// The subscription as the API tells it.
    pub fn new(livemode: bool, subscription: &domain::Subscription) -> Self {
        let s = subscription;
        let items = |items: &[domain::SubscriptionItem]| items.iter().map(SubscriptionItem::from).collect();
        let total = domain::total(&s.items);
        Self {
            object: "subscription".to_owned(),
            id: s.id.to_string(),
            livemode,
            customer_id: s.customer.to_string(),
            status: SubscriptionStatus(s.status),
            items: items(&s.items),
            next_items: s.next_items.as_deref().map(items),
            amount: total.map_or(0, |total| total.minor),
            currency: total.map(|total| total.currency.code().to_ascii_lowercase()).unwrap_or_default(),
            recurring: s.recurring.into(),
            current_period_start: s.current.start.into(),
            current_period_end: s.current.end.into(),
            trial_end: s.trial_end.map(Time),
            cancel_at_period_end: s.cancel_at_period_end,
            paused_at: s.paused_at.map(Time),
            active_until: s.active_until.into(),
            card_id: s.card.map(|id| id.to_string()),
            latest_invoice_id: s.latest_invoice.map(|id| id.to_string()),
            source: PaymentSource(s.source),
            source_id: given(&s.source_id),
            checkout_session_id: s.session.map(|id| id.to_string()),
            metadata: Metadata::new(&s.metadata),
            ended_at: s.ended_at.map(Time),
            created_at: s.created_at.into(),
            version: s.version,
        }
    }
}

request! {
    /// A subscription to make, of a registered customer.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "customer_id": "cus_01kafg3v9te5rbh2m8q0w4x7yd", "price_id": "price_01kafg3v9te5rbh2m8q0w4x7yd", "trial_days": 14
    })))]
    NewSubscription {
        /// Who: a registered customer. Must be given.
        customer_id: String,
        /// What: a price that recurs. Excludes `items`.
        price_id: String,
        /// How many of it; 1 when left out.
        quantity: i64,
        /// Several prices, all of one currency and rhythm. Excludes `price_id` and `quantity`.
        items: Vec<LineItemRequest>,
        /// So many days are for free before the first period, at most 730; none when left out.
        trial_days: i64,
        /// The card to charge, of those that the customer keeps; the one that was last kept, when left out. Null charges none:
        /// each invoice is sent to be paid.
        card_id: String,
        /// The merchant's own data.
        metadata: MetadataPatch,
    }
}

request! {
    /// A change of a subscription. What is left out stays. Another price and another quantity count from the next period on.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "quantity": 3 })))]
    PatchSubscription {
        /// Another price of the same currency and rhythm. Excludes `items`.
        price_id: String,
        /// How many of it.
        quantity: i64,
        /// Everything that it is for, in the place of what it is for now. Excludes `price_id` and `quantity`.
        items: Vec<LineItemRequest>,
        /// The card to charge, of those that the customer keeps; null charges none.
        card_id: String,
        /// The merchant's own data; null removes a key.
        metadata: MetadataPatch,
    }
}

request! {
    /// How a subscription is canceled.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "at_period_end": true })))]
    CancelSubscription {
        /// True lets it go on until the current period ends; otherwise it ends now.
        at_period_end: bool,
    }
}

/// A clock of test mode. What happens to the customers on it happens when it is advanced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestClock {
    /// Always `test_clock`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Always false.
    pub livemode: bool,
    /// What it is for.
    pub name: Option<String>,
    /// What it shows.
    pub now: Time,
    /// When it was made, by the real clock.
    pub created_at: Time,
}

impl TestClock {
    /// The clock as the API tells it.
    pub fn new(livemode: bool, clock: &domain::TestClock) -> Self {
        Self {
            object: "test_clock".to_owned(),
            id: clock.id.to_string(),
            livemode,
            name: given(&clock.name),
            now: clock.now.into(),
            created_at: clock.created_at.into(),
        }
    }
}

request! {
    /// A test clock to make.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "now": "2027-01-31T10:00:00Z", "name": "Two years" })))]
    NewTestClock {
        /// What it shows first; the present, when left out.
        now: Time,
        /// What it is for, at most 200 characters.
        name: String,
    }
}

request! {
    /// How far a test clock is advanced.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "to": "2027-02-28T10:00:00Z" })))]
    AdvanceTestClock {
        /// What it shows afterwards: later than now, by two years at most. Must be given.
        to: Time,
    }
}
