//! An attempt to pay a session: begun before the money is asked for, so that what became of it can always be found out.

use serde::{Deserialize, Serialize};

use crate::id::{AttemptId, CheckoutSessionId};
use crate::money::Amount;
use crate::payment::Method;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// Where an attempt stands.
    AttemptStatus {
        /// The method was asked, and has not answered. Nobody may ask for the same money in another way meanwhile.
        Charging = "charging", "Processing";
        /// The buyer has something to do: pay an invoice, send a transfer.
        Waiting = "waiting", "Awaiting payment";
        /// The money arrived.
        Succeeded = "succeeded", "Succeeded";
        /// It did not, and will not.
        Declined = "declined", "Declined";
        /// The buyer chose another way, or the invoice ran out before it was paid.
        Abandoned = "abandoned", "Abandoned";
    }
}

words! {
    /// Why a method gave no money.
    Decline {
        /// The bank refused without saying why.
        Declined = "card_declined", "Card declined";
        /// There is not enough money.
        InsufficientFunds = "insufficient_funds", "Insufficient funds";
        /// The invoice was not paid in time.
        InvoiceExpired = "invoice_expired", "Invoice not paid in time";
        /// The method can't be used just now.
        Unavailable = "method_unavailable", "Method unavailable";
    }
}

/// What the buyer has to do for an attempt that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waiting {
    /// Pay this Lightning invoice.
    Invoice {
        /// The invoice, as BOLT 11 writes it.
        bolt11: String,
        /// Hash of the preimage that proves the payment, in hexadecimal.
        payment_hash: String,
        /// How much, in satoshi.
        sats: i64,
        /// Where to ask whether it was paid (LUD-21); empty for the sandbox.
        verify_url: String,
        /// What a satoshi was worth, as `RATE CURRENCY/BTC at MOMENT from SOURCE`; empty when the price was in satoshi.
        rate: String,
        /// Until when it can be paid.
        expires_at: Timestamp,
    },
    /// Do as the merchant's instructions say, which are kept as the buyer read them.
    Instructions(String),
}

/// An attempt to pay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Identifier; also what the method knows the charge by, so that asking twice charges once.
    pub id: AttemptId,
    /// What is paid.
    pub session: CheckoutSessionId,
    /// Where it stands.
    pub status: AttemptStatus,
    /// How much is asked for.
    pub amount: Amount,
    /// What with. Of a card: brand, last four digits, expiry and fingerprint, never the number.
    pub method: Method,
    /// Whether a card that is kept is charged by itself: nobody is there who would see what becomes of it.
    pub unattended: bool,
    /// What the buyer has to do.
    pub waiting: Option<Waiting>,
    /// Why there is no money.
    pub decline: Option<Decline>,
    /// Begun.
    pub created_at: Timestamp,
    /// When somebody last asked the method what became of it.
    pub asked_at: Timestamp,
}

impl Attempt {
    /// Whether it is under way: nobody may ask for the same money in another way meanwhile.
    pub fn is_under_way(&self) -> bool {
        matches!(self.status, AttemptStatus::Charging | AttemptStatus::Waiting)
    }
}
