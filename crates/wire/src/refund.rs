//! Refunds.

use clientele_domain::refund as domain;
use serde::{Deserialize, Serialize};

use crate::customer::given;
use crate::read::{Sent, request, word};
use crate::time::Time;

/// Money that is given back, or to be given back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refund {
    /// Always `refund`.
    pub object: String,
    /// Identifier.
    #[cfg_attr(feature = "openapi", schema(example = "re_01kafg3v9te5rbh2m8q0w4x7yd"))]
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// What is given back.
    pub payment_id: String,
    /// To whom; null when nothing is known of the buyer.
    pub customer_id: Option<String>,
    /// In minor units.
    pub amount: i64,
    /// ISO 4217 in lower case, or `btc`, which is counted in satoshi.
    pub currency: String,
    /// Where it stands. `pending` waits for an approval or for the processor, `requires_action` for somebody who sends the
    /// money.
    pub status: RefundStatus,
    /// Why.
    pub reason: RefundReason,
    /// More of it, for the team.
    pub note: Option<String>,
    /// Whether somebody else has to agree before anything happens.
    pub needs_approval: bool,
    /// Who agreed, if somebody had to.
    pub approved_by: Option<String>,
    /// When.
    pub approved_at: Option<Time>,
    /// Where the money goes.
    pub destination: RefundDestination,
    /// What is sent, where it is counted in satoshi; null before that is known.
    pub payout: Option<RefundPayout>,
    /// What shows that it was sent.
    pub proof: Option<RefundProof>,
    /// Who said that it was sent. With the status `canceled` or `failed`: its invoice was paid after all, when the payment had
    /// nothing left for it.
    pub sent_by: Option<String>,
    /// What they wrote about it.
    pub sent_note: Option<String>,
    /// When.
    pub sent_at: Option<Time>,
    /// What went wrong with it, in a sentence: why it failed, or that its invoice was paid after it had been called off.
    pub failure: Option<String>,
    /// Who asked for it.
    pub created_by: String,
    /// When.
    pub created_at: Time,
    /// When it succeeded, failed or was called off.
    pub ended_at: Option<Time>,
    /// Grows with each change. Also the ETag.
    pub version: i64,
}

impl Refund {
    /// The refund as the API tells it.
    pub fn new(livemode: bool, refund: &domain::Refund) -> Self {
        let (approved_by, approved_at) = match &refund.approval {
            domain::Approval::Given { by, at } => (Some(by.clone()), Some(Time(*at))),
            domain::Approval::Needed | domain::Approval::NotNeeded => (None, None),
        };
        let sent = refund.sent.as_ref();
        Self {
            object: "refund".to_owned(),
            id: refund.id.to_string(),
            livemode,
            payment_id: refund.payment.to_string(),
            customer_id: refund.customer.map(|id| id.to_string()),
            amount: refund.amount.minor,
            currency: refund.amount.currency.code().to_ascii_lowercase(),
            status: RefundStatus(refund.status),
            reason: RefundReason(refund.reason),
            note: given(&refund.note),
            needs_approval: refund.waits == Some(domain::Task::Approve),
            approved_by,
            approved_at,
            destination: (&refund.destination).into(),
            payout: refund.payout.as_ref().map(RefundPayout::from),
            proof: refund.proof.as_ref().map(RefundProof::from),
            sent_by: sent.map(|sent| sent.by.clone()),
            sent_note: sent.and_then(|sent| given(&sent.note)),
            sent_at: sent.map(|sent| Time(sent.at)),
            failure: given(&refund.failure),
            created_by: refund.created_by.name.clone(),
            created_at: refund.created_at.into(),
            ended_at: refund.ended_at.map(Time),
            version: refund.version,
        }
    }
}

/// Where the money goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundDestination {
    /// Which way.
    #[serde(rename = "type")]
    pub kind: RefundDestinationType,
    /// The address; null for ways without one.
    pub address: Option<String>,
}

impl From<&domain::Destination> for RefundDestination {
    fn from(destination: &domain::Destination) -> Self {
        Self { kind: RefundDestinationType(destination.kind), address: given(&destination.address) }
    }
}

/// What is sent, where it is counted in satoshi.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundPayout {
    /// How many satoshi.
    pub sats: i64,
    /// The rate by which it is so many; null when it is the satoshi that were paid, in proportion.
    #[cfg_attr(feature = "openapi", schema(example = "65012.34 USD/BTC"))]
    pub rate: Option<String>,
    /// Who told the rate: a host, or a person.
    pub rate_source: Option<String>,
    /// When.
    pub rate_at: Option<Time>,
    /// The invoice to pay, as BOLT 11 writes it.
    pub invoice: Option<String>,
    /// Hash of the preimage that proves the payment, in hexadecimal.
    pub payment_hash: Option<String>,
    /// Until when the invoice can be paid.
    pub expires_at: Option<Time>,
}

impl From<&domain::Payout> for RefundPayout {
    fn from(payout: &domain::Payout) -> Self {
        let (rate, invoice) = (payout.rate.as_ref(), payout.invoice.as_ref());
        Self {
            sats: payout.sats,
            rate: rate.map(|rate| rate.rate.clone()),
            rate_source: rate.map(|rate| rate.source.clone()),
            rate_at: rate.map(|rate| Time(rate.at)),
            invoice: invoice.map(|invoice| invoice.bolt11.clone()),
            payment_hash: invoice.map(|invoice| invoice.payment_hash.clone()),
            expires_at: invoice.map(|invoice| Time(invoice.expires_at)),
        }
    }
}

/// What shows that the money was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefundProof {
    /// The preimage of the invoice's payment hash: it was checked.
    pub preimage: Option<String>,
    /// What the transfer is called where it was made.
    pub transaction_id: Option<String>,
}

impl From<&domain::Proof> for RefundProof {
    fn from(proof: &domain::Proof) -> Self {
        match proof {
            domain::Proof::Preimage(preimage) => Self { preimage: Some(preimage.clone()), transaction_id: None },
            domain::Proof::TransactionId(id) => Self { preimage: None, transaction_id: Some(id.clone()) },
        }
    }
}

request! {
    /// A refund to make.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "payment": "pay_01kafg3v9te5rbh2m8q0w4x7yd", "amount": 2500, "reason": "requested_by_customer"
    })))]
    NewRefund {
        /// What is to be given back: `pay_…`. Must be given.
        payment: String,
        /// In minor units; all that is left, when left out.
        amount: i64,
        /// Why; must be given.
        reason: RefundReason,
        /// More of it, for the team, at most 2,000 characters; must be given with the reason `other`.
        note: String,
        /// Where the money goes: `card`, `balance`, `by_hand`, or an address: a Lightning address, an LNURL, a BOLT12 offer, a
        /// Bitcoin or an EVM address. When left out: back to a card that Clientele charged, or else to the customer's refund
        /// address, or else by hand.
        destination: String,
    }
}

request! {
    /// What shows that the money was sent: one of the two.
    RefundProofRequest {
        /// The preimage of the invoice's payment hash, 64 hexadecimal digits. It is checked.
        preimage: String,
        /// What the transfer is called where it was made, at most 200 characters.
        transaction_id: String,
    }
}

request! {
    /// Says that the money was sent.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "proof": { "transaction_id": "9c41e07b" } })))]
    MarkSent {
        /// What shows it.
        proof: RefundProofRequest,
        /// How it was sent, for the team; must be given without a proof.
        note: String,
        /// Must be true without a proof.
        confirm: bool,
    }
}

request! {
    /// Says that the money can't be sent.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "note": "The wallet no longer takes payments." })))]
    MarkFailed {
        /// Why, for the team, at most 2,000 characters; must be given.
        note: String,
    }
}

word! {
    /// Where a refund stands.
    RefundStatus(domain::RefundStatus)
}

word! {
    /// Why money is given back.
    RefundReason(domain::RefundReason)
}

word! {
    /// Which way the money goes.
    RefundDestinationType(domain::DestinationKind)
}
