//! A checkout session: terms, a price that no longer changes, and a buyer.

use serde::{Deserialize, Serialize};

use super::{Recurring, Terms};
use crate::customer::CustomerFields;
use crate::id::{CheckoutSessionId, CustomerId, InvoiceId, OrderId, PaymentId, PaymentLinkId, PriceId};
use crate::matching::{Match, MayUpdate};
use crate::money::Amount;
use crate::payment::Source;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// Where a session stands.
    SessionStatus {
        /// Waits for the buyer.
        Open = "open", "Open";
        /// Paid, or nothing was to be paid.
        Complete = "complete", "Complete";
        /// Nobody can pay any more.
        Expired = "expired", "Expired";
    }
}

words! {
    /// Where the money of a session stands.
    SessionPaymentStatus {
        /// It is awaited.
        Unpaid = "unpaid", "Unpaid";
        /// It arrived.
        Paid = "paid", "Paid";
        /// There is nothing to pay.
        NoPaymentRequired = "no_payment_required", "Nothing to pay";
    }
}

/// A line of a session, with the price as it was when the session was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The price; none for an amount with a title.
    pub price: Option<PriceId>,
    /// What is sold, as people read it.
    pub name: String,
    /// What it is, in a few words; empty when not told.
    pub description: String,
    /// What one costs.
    pub unit: Amount,
    /// How many.
    pub quantity: i64,
    /// How often it is charged, if more than once.
    pub recurring: Option<Recurring>,
}

impl Line {
    /// What the line costs; none where the sum is larger than any amount.
    pub fn total(&self) -> Option<Amount> {
        let minor = self.unit.minor.checked_mul(self.quantity)?;
        Some(Amount { minor, ..self.unit })
    }
}

/// A checkout session as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Identifier. Whoever knows it can see the page.
    pub id: CheckoutSessionId,
    /// Where it stands.
    pub status: SessionStatus,
    /// Where its money stands.
    pub payment_status: SessionPaymentStatus,
    /// The terms.
    pub terms: Terms,
    /// What is sold, frozen.
    pub lines: Vec<Line>,
    /// What it costs.
    pub total: Amount,
    /// The customer who was named, or who was found at completion.
    pub customer: Option<CustomerId>,
    /// Whether the customer was named when the session was made.
    pub named: bool,
    /// What the merchant's server told of the buyer.
    pub told: CustomerFields,
    /// What the buyer may change of the record of a named customer.
    pub may_update: MayUpdate,
    /// What the buyer typed, checked or not: nothing typed is lost.
    pub typed: CustomerFields,
    /// Answers to the custom fields, as typed, by key.
    pub answers: Vec<(String, String)>,
    /// Browser and system that the form was last sent from; empty when they are not known.
    pub device: String,
    /// Where the session came from: `PaymentLink` or `Checkout`; `Subscription` when a period of one is paid.
    pub source: Source,
    /// The link that made it.
    pub link: Option<PaymentLinkId>,
    /// The link's name, or what is sold.
    pub source_description: String,
    /// The invoice that is paid here, if it is one.
    pub invoice: Option<InvoiceId>,
    /// Why the customer is this one, once complete.
    pub matched: Option<Match>,
    /// The order, once complete.
    pub order: Option<OrderId>,
    /// The payment, once paid.
    pub payment: Option<PaymentId>,
    /// Who called it off, when somebody did before its time.
    pub canceled: bool,
    /// Made.
    pub created_at: Timestamp,
    /// Nobody can pay after this moment.
    pub expires_at: Timestamp,
    /// Completed.
    pub completed_at: Option<Timestamp>,
    /// Grows with each change.
    pub version: i64,
}

impl Session {
    /// A session is open for so many minutes unless somebody says otherwise.
    pub const MINUTES: i64 = 1440;
    /// And for so many at most: thirty days.
    pub const MOST_MINUTES: i64 = 43_200;

    /// What is sold, as people read it: the first line, and how many more there are.
    pub fn title(&self) -> String {
        match self.lines.as_slice() {
            [] => String::new(),
            [line] => line.name.clone(),
            [line, rest @ ..] => format!("{} and {} more", line.name, rest.len()),
        }
    }

    /// Whether a buyer can still pay at this moment.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.status == SessionStatus::Open && now < self.expires_at
    }
}
