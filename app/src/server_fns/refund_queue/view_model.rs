//! What the service knows of refunds, as the pages show it.

use clientele_domain::rules::currency_name;
use clientele_service::customers::Note;
use clientele_service::refunds::{self, Assigned, Decided, QueueFilter, Queued, RefundFilter, Selected};
use clientele_service::{Actor, Ctx, Result};

use super::asked::{Asked, Who};
use super::{LimitView, RefundNote, RefundSummary};

/// The page of refunds that is asked for, and whether there are more.
pub(super) async fn page(ctx: &Ctx, asked: &Asked, limit: i64) -> Result<(Vec<Queued>, bool)> {
    match selected(ctx, asked) {
        Selected::All(filter) => refunds::listed(ctx, &filter, asked.after, limit).await,
        Selected::Waiting(filter) => refunds::queue(ctx, &filter, asked.after, limit).await,
    }
}

/// Which refunds are asked for.
pub fn selected(ctx: &Ctx, asked: &Asked) -> Selected {
    if asked.all {
        return Selected::All(RefundFilter { status: asked.status, ..RefundFilter::default() });
    }
    let assigned = asked.who.map(|who| match (who, &ctx.actor) {
        (Who::Me, Actor::Staff { user, .. }) => Assigned::To(*user),
        (Who::Person(id), _) => Assigned::To(id),
        (Who::Me | Who::Nobody, _) => Assigned::ToNobody,
    });
    Selected::Waiting(QueueFilter { task: asked.task, assigned, currency: asked.currency })
}

pub(super) fn summary(queued: Queued) -> RefundSummary {
    let Queued { refund, payment, customer, assignee } = queued;
    let paid_for = if payment.order_number.is_empty() {
        payment.source_description
    } else {
        format!("order {}", payment.order_number)
    };
    RefundSummary {
        id: refund.id,
        customer: refund.customer,
        name: customer,
        whole: refund.amount == payment.amount,
        amount: refund.amount,
        sats: refund.payout.as_ref().map(|payout| payout.sats),
        payment: refund.payment,
        paid_for,
        reason: refund.reason,
        verified: refund.is_verified(),
        sent: refund.sent.is_some(),
        note: refund.note,
        destination: refund.destination,
        status: refund.status,
        task: refund.waits,
        approval: refund.approval,
        failure: refund.failure,
        assigned: refund.assigned.map(|id| (id, assignee)),
        asked_by: refund.created_by,
        asked_at: refund.created_at,
        ended: refund.ended_at.map(|at| (refund.ended_by, at)),
    }
}

pub(super) fn note(note: Note) -> RefundNote {
    RefundNote { author: note.author, author_id: note.author_id, body: note.body, at: note.created_at }
}

pub(super) fn limit(decided: Decided) -> LimitView {
    let Decided { most, by, at } = decided;
    LimitView { most, name: currency_name(most.currency), by, at }
}
