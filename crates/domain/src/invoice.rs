//! Invoices: what a customer owes for, until when, and what became of it.

mod lines;
mod number;
mod overdue;
mod state;

use serde::{Deserialize, Serialize};

use crate::checkout::Decline;
use crate::id::{CheckoutSessionId, CustomerId, InvoiceId, PaymentId, PriceId, SubscriptionId};
use crate::money::Amount;
use crate::time::Timestamp;
use crate::words::words;
pub use lines::{LONGEST_DESCRIPTION, MOST_LINES, check_lines, title};
pub use number::number_text;
pub use overdue::{Owed, owed};

words! {
    /// Where an invoice stands.
    InvoiceStatus {
        /// Not made out yet: it has no number and nobody sees it.
        Draft = "draft", "Draft";
        /// Waits to be paid.
        Open = "open", "Open";
        /// Nothing of it is left to pay.
        Paid = "paid", "Paid";
        /// Nobody expects the money any more.
        Uncollectible = "uncollectible", "Written off";
        /// It was made out in error, or nobody wants what it is for.
        Void = "void", "Void";
    }
}

/// From one moment to another, which no longer belongs to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// Its first moment.
    pub start: Timestamp,
    /// The first moment after it.
    pub end: Timestamp,
}

/// A line of an invoice, with the price as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InvoiceLine {
    /// The price, if it is one of the catalogue.
    pub price: Option<PriceId>,
    /// What is billed, as people read it.
    pub description: String,
    /// What one costs.
    pub unit: Amount,
    /// How many; at least 1.
    pub quantity: i64,
}

/// An invoice as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invoice {
    /// Identifier.
    pub id: InvoiceId,
    /// Counted within the merchant and the mode without a gap; 0 for a draft.
    pub number: i64,
    /// Where it stands.
    pub status: InvoiceStatus,
    /// Who owes it. Follows the customer when records are merged.
    pub customer: CustomerId,
    /// What it is for, when that is a period of a subscription.
    pub subscription: Option<SubscriptionId>,
    /// Which period.
    pub period: Option<Period>,
    /// What is billed; never changes once it has a number.
    pub lines: Vec<InvoiceLine>,
    /// What the lines come to.
    pub total: Amount,
    /// What the customer had to their credit and went into it, in minor units.
    pub credited: i64,
    /// What was paid, in minor units.
    pub paid: i64,
    /// When it has to be paid.
    pub due_at: Timestamp,
    /// Whether that moment went by while it was open; was told once.
    pub overdue: bool,
    /// The checkout at which it can be paid, if anybody asked for one. An invoice has one that is open at most.
    pub session: Option<CheckoutSessionId>,
    /// The payment that settled it.
    pub payment: Option<PaymentId>,
    /// How often a saved card was asked for the money by itself, and gave none.
    pub declines: i64,
    /// Why it gave none the last time; none once it is paid.
    pub decline: Option<Decline>,
    /// Made.
    pub created_at: Timestamp,
    /// Paid, voided or written off.
    pub ended_at: Option<Timestamp>,
    /// Grows with each change.
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An open invoice over so many cents.
    pub(super) fn invoice_of(minor: i64) -> Invoice {
        let now = Timestamp::from_micros(0);
        Invoice {
            id: InvoiceId::first_at(now),
            number: 1,
            status: InvoiceStatus::Open,
            customer: CustomerId::first_at(now),
            subscription: None,
            period: None,
            lines: Vec::new(),
            total: Amount { minor, currency: "EUR".parse().expect("a currency") },
            credited: 0,
            paid: 0,
            due_at: now,
            overdue: false,
            session: None,
            payment: None,
            declines: 0,
            decline: None,
            created_at: now,
            ended_at: None,
            version: 1,
        }
    }
}
