//! Refunds: how much of a payment may still be given back, and how a refund moves from asked for to done.

mod approval;
mod books;
mod part;

use serde::{Deserialize, Serialize};

use crate::id::{CustomerId, PaymentId, RefundId, UserId};
use crate::money::Amount;
use crate::time::Timestamp;
use crate::words::words;

pub use approval::{Approval, Thresholds};
pub use books::{Books, Exceeds};
pub use part::part;

words! {
    /// Where a refund stands.
    RefundStatus {
        /// Waits for an approval, or for an answer of the processor.
        Pending = "pending", "Processing";
        /// Somebody must send the money.
        RequiresAction = "requires_action", "To send";
        /// The money was given back.
        Succeeded = "succeeded", "Refunded";
        /// It could not be given back; it is still the merchant's.
        Failed = "failed", "Failed";
        /// Called off before anything was sent.
        Canceled = "canceled", "Canceled";
    }
}

impl RefundStatus {
    /// Whether the money is promised and not gone. It can't be promised twice: it may be on its way already.
    pub fn holds_money(self) -> bool {
        matches!(self, Self::Pending | Self::RequiresAction)
    }

    /// Whether nothing can become of it any more.
    pub fn is_over(self) -> bool {
        !self.holds_money()
    }

    /// Whether a refund in this state may come to that one by what somebody does. That its money left all the same is
    /// found out, not done.
    pub fn may_become(self, next: Self) -> bool {
        match self {
            Self::Pending => next != Self::Pending,
            Self::RequiresAction => next.is_over(),
            Self::Succeeded | Self::Failed | Self::Canceled => false,
        }
    }
}

words! {
    /// Why money is given back.
    RefundReason {
        /// The customer asked for it.
        RequestedByCustomer = "requested_by_customer", "Requested by customer";
        /// Paid twice.
        Duplicate = "duplicate", "Charged twice";
        /// Somebody else paid with it.
        Fraudulent = "fraudulent", "Fraudulent";
        /// The goods never came.
        NotReceived = "not_received", "Not received";
        /// The goods were not what they should be.
        ProductUnsatisfactory = "product_unsatisfactory", "Product unsatisfactory";
        /// Something else, which the note says.
        Other = "other", "Other";
    }
}

words! {
    /// Which way the money goes.
    DestinationKind {
        /// Back to the card that paid, by the processor that charged it.
        Card = "card", "Back to the card";
        /// The customer's credit balance: no money moves.
        Balance = "balance", "Credit balance";
        /// `ada@wallet.example`.
        LightningAddress = "lightning_address", "Lightning address";
        /// `lnurl1…`.
        Lnurl = "lnurl", "LNURL";
        /// `lno1…`.
        Bolt12Offer = "bolt12_offer", "BOLT12 offer";
        /// A Bitcoin address.
        Bitcoin = "bitcoin", "Bitcoin address";
        /// An EVM address.
        Evm = "evm", "EVM address";
        /// By hand, in the way the payment came: at the till, by bank transfer, at the processor that took it.
        ByHand = "by_hand", "By hand";
    }
}

impl DestinationKind {
    /// Whether what is sent there is counted in satoshi.
    pub fn pays_satoshi(self) -> bool {
        matches!(self, Self::LightningAddress | Self::Lnurl | Self::Bolt12Offer | Self::Bitcoin)
    }

    /// Whether a person has to send the money.
    pub fn needs_person(self) -> bool {
        !matches!(self, Self::Card | Self::Balance)
    }
}

words! {
    /// What a refund waits for a person to do.
    Task {
        /// Approve it, or call it off.
        Approve = "approve", "To approve";
        /// Send the money, and say so.
        Send = "send", "To send";
        /// See what became of it: it failed, or nobody has answered for long.
        Check = "check", "To check";
    }
}

/// Where the money goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Destination {
    /// Which way.
    pub kind: DestinationKind,
    /// The address in the form that is stored; empty for ways without one.
    pub address: String,
}

impl Destination {
    /// A way without an address.
    pub fn plain(kind: DestinationKind) -> Self {
        Self { kind, address: String::new() }
    }
}

/// What is sent, where it is counted in satoshi.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payout {
    /// How much.
    pub sats: i64,
    /// The rate by which it is so much; none when it is the satoshi that were paid, in proportion.
    pub rate: Option<RateUsed>,
    /// The invoice to pay, once the destination made one out.
    pub invoice: Option<PayoutInvoice>,
}

/// A rate with where it came from, kept as it was shown before sending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RateUsed {
    /// Such as `65012.34 USD/BTC`.
    pub rate: String,
    /// The host that told it, or the name of the person who typed it.
    pub source: String,
    /// When.
    pub at: Timestamp,
}

/// An invoice over exactly what is sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayoutInvoice {
    /// As BOLT 11 writes it.
    pub bolt11: String,
    /// Hash of the preimage that proves the payment, in hexadecimal.
    pub payment_hash: String,
    /// Where to ask whether it was paid (LUD-21); empty when nobody tells.
    pub verify_url: String,
    /// Until when it can be paid.
    pub expires_at: Timestamp,
}

/// What shows that the money was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Proof {
    /// The preimage of the invoice's payment hash, in hexadecimal: checked, so the money arrived.
    Preimage(String),
    /// What the transfer is called where it was made: noted as it was told.
    TransactionId(String),
}

/// Who said that the money was sent, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBy {
    /// By name.
    pub by: String,
    /// What they wrote about it; empty when nothing.
    pub note: String,
    /// When.
    pub at: Timestamp,
}

/// Who did something, as it is kept: the name as it was then, and the id of the staff member or the key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doer {
    /// `usr_…` or `key_…`; empty for the program itself.
    pub id: String,
    /// As people read it.
    pub name: String,
}

/// A refund as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refund {
    /// Identifier; also what a processor knows it by, so that asking twice gives back once.
    pub id: RefundId,
    /// What is given back.
    pub payment: PaymentId,
    /// To whom: whoever the payment is held to be of.
    pub customer: Option<CustomerId>,
    /// How much, in the currency of the payment.
    pub amount: Amount,
    /// Where it stands.
    pub status: RefundStatus,
    /// Why.
    pub reason: RefundReason,
    /// More of it, for the team; empty when nobody wrote any.
    pub note: String,
    /// Whether somebody else has to agree.
    pub approval: Approval,
    /// Where the money goes.
    pub destination: Destination,
    /// What is sent, where it is counted in satoshi; none before that is known.
    pub payout: Option<Payout>,
    /// What shows that it was sent.
    pub proof: Option<Proof>,
    /// Who said that it was sent.
    pub sent: Option<SentBy>,
    /// What went wrong with it, in a sentence: why it failed, or that its invoice was paid after it had come to nothing;
    /// empty otherwise.
    pub failure: String,
    /// Who brought it to its end; empty before.
    pub ended_by: String,
    /// When it came to its end.
    pub ended_at: Option<Timestamp>,
    /// What it waits for a person to do.
    pub waits: Option<Task>,
    /// Who is to do it.
    pub assigned: Option<UserId>,
    /// Who asked for it.
    pub created_by: Doer,
    /// When.
    pub created_at: Timestamp,
    /// When a processor was last asked for it.
    pub asked_at: Timestamp,
    /// Grows with each change.
    pub version: i64,
}

impl Refund {
    /// Whether the next step is the processor's: nobody has to do anything.
    pub fn is_with_processor(&self) -> bool {
        self.status == RefundStatus::Pending && self.approval != Approval::Needed
    }

    /// What a person has to do about a refund in this state. What a processor keeps for long is noted when it is seen.
    pub fn task(&self) -> Option<Task> {
        match self.status {
            RefundStatus::Pending if self.approval == Approval::Needed => Some(Task::Approve),
            RefundStatus::RequiresAction => Some(Task::Send),
            RefundStatus::Failed => Some(Task::Check),
            RefundStatus::Canceled if self.was_paid_besides() => Some(Task::Check),
            RefundStatus::Pending | RefundStatus::Succeeded | RefundStatus::Canceled => None,
        }
    }

    /// The invoice, if it may turn out that it was paid: the money is to be sent, or the refund came to nothing after the
    /// invoice had been shown to somebody.
    pub fn unpaid_invoice(&self) -> Option<&PayoutInvoice> {
        let open = matches!(self.status, RefundStatus::RequiresAction | RefundStatus::Failed | RefundStatus::Canceled);
        self.payout.as_ref()?.invoice.as_ref().filter(|_| open && self.sent.is_none())
    }

    /// Whether its money left although it had come to nothing, and the books had no room left for it: more was sent than is
    /// counted.
    pub fn was_paid_besides(&self) -> bool {
        matches!(self.status, RefundStatus::Failed | RefundStatus::Canceled) && self.sent.is_some()
    }

    /// Whether the proof shows that the money arrived.
    pub fn is_verified(&self) -> bool {
        matches!(self.proof, Some(Proof::Preimage(_)))
    }
}
