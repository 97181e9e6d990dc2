//! The refunds of many customers at once, with what is told of them and how many wait for a person.

use std::collections::BTreeMap;

use clientele_domain::event::{Event, EventKind};
use clientele_domain::id::EventId;
use clientele_domain::refund::{Proof, Refund, RefundStatus, Task};
use clientele_domain::scope::Scope;

use super::rows::{Value, insert_many, values};
use super::{Record, Rows};
use crate::conn::Conn;
use crate::counters;
use crate::error::Result;
use crate::refunds::{approval_text, spread};

const REFUNDS: &str = "
    INSERT INTO refunds (
        merchant_id, livemode, id, payment_id, customer_id, amount, currency, status, reason, note, approval,
        destination_kind, destination, sats, transaction_id, sent_by, sent_at, failure, ended_by, ended_at, waits,
        assigned_to, created_by_id, created_by, created_at, asked_at, version
    ) VALUES ";

impl Rows<'_> {
    /// The refunds, and the counters of those that wait.
    pub(super) async fn refunds(&self, conn: &mut Conn<'_>, scope: Scope) -> Result<()> {
        let mut refunds: Vec<&Refund> = self.records.iter().flat_map(|record| &record.refunds).collect();
        refunds.sort_by_key(|refund| refund.id);
        let mut waiting: BTreeMap<(String, i64), i64> = BTreeMap::new();
        let mut rows = Vec::with_capacity(refunds.len());
        for refund in refunds {
            if let Some(task) = refund.waits {
                let slot = counters::slot(spread(refund.id));
                *waiting.entry((counters::of_task(task), slot)).or_default() += 1;
                let money = counters::of_money(task, refund.amount.currency);
                *waiting.entry((money, slot)).or_default() += refund.amount.minor;
            }
            let transaction = match &refund.proof {
                Some(Proof::TransactionId(id)) => id.as_str(),
                Some(Proof::Preimage(_)) | None => "",
            };
            let sats = refund.payout.as_ref().map(|payout| payout.sats);
            rows.push(values! {
                self.merchant, self.livemode, refund.id.to_string(), refund.payment.to_string(),
                refund.customer.map(|id| id.to_string()), refund.amount.minor, refund.amount.currency.code(),
                refund.status.as_str(), refund.reason.as_str(), &refund.note, approval_text(&refund.approval),
                refund.destination.kind.as_str(), &refund.destination.address, Value::Moment(sats), transaction,
                refund.sent.as_ref().map_or("", |sent| &sent.by), refund.sent.as_ref().map(|sent| sent.at),
                &refund.failure, &refund.ended_by, refund.ended_at, refund.waits.map_or("", Task::as_str),
                refund.assigned.map(|id| id.to_string()).unwrap_or_default(), &refund.created_by.id,
                &refund.created_by.name, refund.created_at, refund.asked_at, refund.version,
            });
        }
        insert_many(conn, REFUNDS, rows).await?;
        for ((name, slot), count) in waiting {
            counters::add(conn, scope, &name, slot, count).await?;
        }
        Ok(())
    }
}

/// How many events tell of the refunds of a record.
pub(super) fn events_of(record: &Record) -> usize {
    record.refunds.iter().map(|refund| 1 + usize::from(refund.status != RefundStatus::Pending)).sum()
}

/// What is told of a refund: that it was asked for, and what became of it.
pub(super) fn told(refund: &Refund) -> Vec<Event> {
    let bytes = refund.id.uuid().into_bytes();
    let mut random = [0; 10];
    random.copy_from_slice(&bytes[6..]);
    let asked = Event {
        id: EventId::of(refund.id.uuid()),
        kind: EventKind::RefundCreated,
        customer: refund.customer,
        object: refund.id.to_string(),
        sequence: 0,
        actor: refund.created_by.name.clone(),
        fields: Vec::new(),
        data: String::new(),
        occurred_at: refund.created_at,
        created_at: refund.created_at,
    };
    if refund.status == RefundStatus::Pending {
        return vec![asked];
    }
    // Another event of the same moment needs another id.
    random[9] ^= 1;
    let at = refund.ended_at.unwrap_or(refund.created_at);
    let actor = if refund.ended_by.is_empty() { refund.created_by.name.clone() } else { refund.ended_by.clone() };
    let became = Event {
        id: EventId::new(at, random),
        kind: EventKind::of_refund(refund.status),
        actor,
        occurred_at: at,
        created_at: at,
        ..asked.clone()
    };
    vec![asked, became]
}
