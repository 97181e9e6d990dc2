//! Payment links: an address where something is sold to whoever opens it.

use serde::{Deserialize, Serialize};

use crate::checkout::Terms;
use crate::id::PaymentLinkId;
use crate::money::Amount;
use crate::time::Timestamp;

/// A payment link. Whoever opens it gets a checkout session of their own with its terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentLink {
    /// Identifier, which is also its address.
    pub id: PaymentLinkId,
    /// What the merchant calls it. Payments are told apart by it.
    pub name: String,
    /// Whether it sells anything. One that is archived says so to whoever opens it.
    pub active: bool,
    /// What is sold, and what the buyer is asked.
    pub terms: Terms,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// Grows with each change.
    pub version: i64,
}

/// What a link brought in one currency. What was given back later is not taken off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// How much in all.
    pub amount: Amount,
    /// In how many payments.
    pub payments: i64,
}
