//! Refunds as CSV that is safe to open in a spreadsheet, part by part, so that any number of them fits through.

use clientele_domain::audit::Act;
use clientele_domain::customer::FieldChange;
use clientele_domain::id::RefundId;
use clientele_domain::refund::{Approval, Proof, Task};
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;

use super::{Assigned, QueueFilter, Queued, RefundFilter, listed, queue};
use crate::audit::{change, note};
use crate::csv;
use crate::ctx::{Ctx, transaction};
use crate::error::Result;

/// How many refunds are read at a time.
const AT_A_TIME: i64 = 500;

/// Which refunds.
#[derive(Debug, Clone)]
pub enum Selected {
    /// Of those that wait, the longest first.
    Waiting(QueueFilter),
    /// Of all, the newest first.
    All(RefundFilter),
}

/// A part of the file, and where the part after it begins; nothing after the last.
pub type Part = (String, Option<RefundId>);

const HEAD: [&str; 22] = [
    "id",
    "created_at",
    "status",
    "waits_for",
    "amount",
    "currency",
    "sats",
    "reason",
    "note",
    "payment_id",
    "order",
    "customer_id",
    "customer",
    "destination_type",
    "destination",
    "asked_by",
    "assigned_to",
    "approved_by",
    "sent_by",
    "proof",
    "failure",
    "ended_at",
];

/// The first part of the refunds that are selected. That they were taken out is noted.
///
/// Errors: `Forbidden`.
pub async fn export(ctx: &Ctx, selected: &Selected) -> Result<Part> {
    let (rows, next) = export_more(ctx, selected, None).await?;
    transaction!(ctx, |conn| { note(ctx, conn, Act::RefundsExported, "", &told(selected)).await })?;
    Ok((csv::row(HEAD) + &rows, next))
}

/// The part that begins after this refund.
///
/// Errors: `Forbidden`.
pub async fn export_more(ctx: &Ctx, selected: &Selected, after: Option<RefundId>) -> Result<Part> {
    ctx.require(Permission::Export)?;
    let (found, more) = match selected {
        Selected::Waiting(filter) => queue(ctx, filter, after, AT_A_TIME).await?,
        Selected::All(filter) => listed(ctx, filter, after, AT_A_TIME).await?,
    };
    let next = found.last().filter(|_| more).map(|last| last.refund.id);
    Ok((found.into_iter().map(row).collect(), next))
}

/// What was selected, as the audit log has it.
fn told(selected: &Selected) -> Vec<FieldChange> {
    let (list, told) = match selected {
        Selected::Waiting(filter) => {
            let assigned = filter.assigned.map(|assigned| match assigned {
                Assigned::To(user) => user.to_string(),
                Assigned::ToNobody => "nobody".to_owned(),
            });
            let task = filter.task.map(|task| task.as_str().to_owned());
            let currency = filter.currency.map(|currency| currency.code().to_owned());
            ("waiting", vec![("task", task), ("assigned_to", assigned), ("currency", currency)])
        }
        Selected::All(filter) => ("all", vec![("status", filter.status.map(|status| status.as_str().to_owned()))]),
    };
    let asked = told.into_iter().filter_map(|(field, value)| Some(change(field, "", value?)));
    std::iter::once(change("list", "", list)).chain(asked).collect()
}

fn row(queued: Queued) -> String {
    let Queued { refund, payment, customer, assignee } = queued;
    let approved = match &refund.approval {
        Approval::Given { by, .. } => by.as_str(),
        Approval::Needed | Approval::NotNeeded => "",
    };
    let proof = match &refund.proof {
        Some(Proof::Preimage(text) | Proof::TransactionId(text)) => text.as_str(),
        None => "",
    };
    let sats = refund.payout.as_ref().map(|payout| payout.sats.to_string()).unwrap_or_default();
    csv::row([
        refund.id.to_string().as_str(),
        &refund.created_at.to_string(),
        refund.status.as_str(),
        refund.waits.map_or("", Task::as_str),
        &refund.amount.decimal(),
        refund.amount.currency.code(),
        &sats,
        refund.reason.as_str(),
        &refund.note,
        &refund.payment.to_string(),
        &payment.order_number,
        &refund.customer.map(|id| id.to_string()).unwrap_or_default(),
        &customer,
        refund.destination.kind.as_str(),
        &refund.destination.address,
        &refund.created_by.name,
        &assignee,
        approved,
        refund.sent.as_ref().map_or("", |sent| &sent.by),
        proof,
        &refund.failure,
        &refund.ended_at.as_ref().map(Timestamp::to_string).unwrap_or_default(),
    ])
}
