//! Subscriptions: what a customer pays for again and again, and how long that lasts.

mod clock;
mod settings;
mod step;
#[cfg(test)]
mod tests;

use crate::catalog::{MOST, Recurring};
pub use crate::customer::SubscriptionStatus;
use crate::id::{CheckoutSessionId, CustomerId, InvoiceId, PriceId, SavedCardId, SubscriptionId};
use crate::invoice::Period;
use crate::money::Amount;
use crate::payment::Source;
use crate::time::Timestamp;
use serde::{Deserialize, Serialize};

pub use clock::TestClock;
pub use settings::Billing;
pub use step::{Due, Step};

/// What is subscribed to: a price as it was when it was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubscriptionItem {
    /// The price.
    pub price: PriceId,
    /// What is subscribed to, as people read it.
    pub name: String,
    /// What one costs in a period.
    pub unit: Amount,
    /// How many; at least 1.
    pub quantity: i64,
}

/// What these come to in a period, in their one currency; nothing when there are none, or when it is more than can be charged.
pub fn total(items: &[SubscriptionItem]) -> Option<Amount> {
    let first = items.first()?.unit;
    let minor = items.iter().try_fold(0_i64, |sum, item| sum.checked_add(item.unit.minor.checked_mul(item.quantity)?));
    minor.filter(|minor| *minor <= MOST).map(|minor| Amount { minor, ..first })
}

/// A subscription as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// Identifier.
    pub id: SubscriptionId,
    /// Who. Follows the customer when records are merged.
    pub customer: CustomerId,
    /// Where it stands.
    pub status: SubscriptionStatus,
    /// What it is for; all of one currency.
    pub items: Vec<SubscriptionItem>,
    /// How often it is paid.
    pub recurring: Recurring,
    /// What it is for from the next period on, when that changes.
    pub next_items: Option<Vec<SubscriptionItem>>,
    /// The moment that periods are counted from, on the merchant's calendar.
    pub anchor: Timestamp,
    /// How many periods have begun since; 0 in a trial, and until the first one is paid.
    pub periods: i64,
    /// The period, or the trial, that runs now; one that is past due stays in the last that was paid. Of no length until the
    /// first one is paid.
    pub current: Period,
    /// The end of what is paid, granted or tried: that of the current period, or of the one after it when that is paid early.
    pub paid_until: Timestamp,
    /// For how many days after that it goes on without being paid, once it is to be renewed.
    pub grace_days: i64,
    /// How many of the announcements of the current period's end were told; of the reminders, once it is past due.
    pub told: i64,
    /// When the card is to be charged for the invoice of the next period, or asked after, if it is.
    pub charge_at: Option<Timestamp>,
    /// When the trial ends or ended, if there is one.
    pub trial_end: Option<Timestamp>,
    /// Whether it ends with the current period.
    pub cancel_at_period_end: bool,
    /// Since when nobody is charged: periods go on, and their invoices stay drafts.
    pub paused_at: Option<Timestamp>,
    /// The card that is charged, of those that the customer keeps.
    pub card: Option<SavedCardId>,
    /// The invoice of the current period, or of the one that is to begin.
    pub latest_invoice: Option<InvoiceId>,
    /// Where it came from: the link or the checkout it was bought at, or `Api`.
    pub source: Source,
    /// The id of the link.
    pub source_id: String,
    /// The checkout that it was bought at.
    pub session: Option<CheckoutSessionId>,
    /// The merchant's own data: keys with JSON texts.
    pub metadata: Vec<(String, String)>,
    /// Until when the customer has what is paid for, unless something more is paid: the end of the current period, and of the
    /// days of grace after it as long as it is to be renewed.
    pub active_until: Timestamp,
    /// When something is to be done about it next: announce, renew, remind, or end. None once it is over.
    pub due_at: Option<Timestamp>,
    /// Canceled or ended.
    pub ended_at: Option<Timestamp>,
    /// Made.
    pub created_at: Timestamp,
    /// Grows with each change.
    pub version: i64,
}
