//! The row of a refund.

use clientele_domain::money::Amount;
use clientele_domain::refund::{
    Approval, Destination, DestinationKind, Doer, Payout, PayoutInvoice, Proof, RateUsed, Refund, RefundReason,
    RefundStatus, SentBy, Task,
};
use clientele_domain::time::Timestamp;

use crate::customers::maybe_customer;
use crate::error::{Error, Result, unreadable};

#[derive(sqlx::FromRow)]
pub(super) struct RefundRow {
    id: String,
    payment_id: String,
    customer_id: Option<String>,
    amount: i64,
    currency: String,
    status: String,
    reason: String,
    note: String,
    approval: String,
    approved_by: String,
    approved_at: Option<i64>,
    destination_kind: String,
    destination: String,
    sats: Option<i64>,
    rate: String,
    rate_source: String,
    rate_at: Option<i64>,
    invoice: String,
    payment_hash: String,
    verify_url: String,
    invoice_expires_at: Option<i64>,
    preimage: String,
    transaction_id: String,
    sent_by: String,
    sent_note: String,
    sent_at: Option<i64>,
    failure: String,
    ended_by: String,
    ended_at: Option<i64>,
    waits: String,
    assigned_to: String,
    created_by_id: String,
    created_by: String,
    created_at: i64,
    asked_at: i64,
    version: i64,
}

macro_rules! columns {
    () => {
        "id, payment_id, customer_id, amount, currency, status, reason, note, approval, approved_by, approved_at,
        destination_kind, destination, sats, rate, rate_source, rate_at, invoice, payment_hash, verify_url,
        invoice_expires_at, preimage, transaction_id, sent_by, sent_note, sent_at, failure, ended_by, ended_at, waits,
        assigned_to, created_by_id, created_by, created_at, asked_at, version"
    };
}
pub(super) use columns;

/// The stored word of an approval.
pub(crate) fn approval_text(approval: &Approval) -> &'static str {
    match approval {
        Approval::NotNeeded => "",
        Approval::Needed => "needed",
        Approval::Given { .. } => "given",
    }
}

impl TryFrom<RefundRow> for Refund {
    type Error = Error;
    fn try_from(row: RefundRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("refund id", &row.id))?,
            payment: row.payment_id.parse().map_err(|_| unreadable("payment id", &row.payment_id))?,
            amount: Amount { minor: row.amount, currency },
            status: RefundStatus::parse(&row.status).ok_or_else(|| unreadable("refund status", &row.status))?,
            reason: RefundReason::parse(&row.reason).ok_or_else(|| unreadable("refund reason", &row.reason))?,
            approval: row.approval()?,
            destination: row.destination()?,
            payout: row.payout(),
            proof: row.proof(),
            sent: row.sent(),
            waits: maybe(&row.waits, Task::parse, "task")?,
            assigned: maybe(&row.assigned_to, |text| text.parse().ok(), "user id")?,
            customer: maybe_customer(row.customer_id)?,
            note: row.note,
            failure: row.failure,
            ended_by: row.ended_by,
            ended_at: row.ended_at.map(Timestamp::from_micros),
            created_by: Doer { id: row.created_by_id, name: row.created_by },
            created_at: Timestamp::from_micros(row.created_at),
            asked_at: Timestamp::from_micros(row.asked_at),
            version: row.version,
        })
    }
}

/// What a text stands for; empty stands for nothing.
fn maybe<T>(text: &str, parse: impl Fn(&str) -> Option<T>, what: &str) -> Result<Option<T>> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some).ok_or_else(|| unreadable(what, text)) }
}

impl RefundRow {
    fn approval(&self) -> Result<Approval> {
        match (self.approval.as_str(), self.approved_at) {
            ("", _) => Ok(Approval::NotNeeded),
            ("needed", _) => Ok(Approval::Needed),
            ("given", Some(at)) => Ok(Approval::Given { by: self.approved_by.clone(), at: Timestamp::from_micros(at) }),
            (other, _) => Err(unreadable("approval", other)),
        }
    }

    fn destination(&self) -> Result<Destination> {
        let kind = DestinationKind::parse(&self.destination_kind);
        let kind = kind.ok_or_else(|| unreadable("destination", &self.destination_kind))?;
        Ok(Destination { kind, address: self.destination.clone() })
    }

    fn payout(&self) -> Option<Payout> {
        let sats = self.sats?;
        let rate = self.rate_at.map(|at| RateUsed {
            rate: self.rate.clone(),
            source: self.rate_source.clone(),
            at: Timestamp::from_micros(at),
        });
        let invoice = self.invoice_expires_at.map(|at| PayoutInvoice {
            bolt11: self.invoice.clone(),
            payment_hash: self.payment_hash.clone(),
            verify_url: self.verify_url.clone(),
            expires_at: Timestamp::from_micros(at),
        });
        Some(Payout { sats, rate, invoice })
    }

    fn proof(&self) -> Option<Proof> {
        match (self.preimage.as_str(), self.transaction_id.as_str()) {
            ("", "") => None,
            ("", id) => Some(Proof::TransactionId(id.to_owned())),
            (preimage, _) => Some(Proof::Preimage(preimage.to_owned())),
        }
    }

    fn sent(&self) -> Option<SentBy> {
        let at = Timestamp::from_micros(self.sent_at?);
        Some(SentBy { by: self.sent_by.clone(), note: self.sent_note.clone(), at })
    }
}
