//! A refund's step from one state to the next, with all that follows from it: the payment, its order, the customer's totals,
//! what waits for a person, and the event.

use clientele_domain::credit::CreditKind;
use clientele_domain::customer::FieldChange;
use clientele_domain::payment::{Payment, PaymentStatus};
use clientele_domain::refund::{Books, DestinationKind, Exceeds, Refund, RefundStatus};
use clientele_store::{Conn, figures, payments, refunds, standing, totals};

use super::told;
use crate::audit::change;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::events;
use crate::invoices::credit::{self, Movement};

/// Brings a refund to another state. Its payment is held by the caller.
///
/// Errors: `InvalidState`, which says how the refund stands, when it can't come to that state any more.
pub(super) async fn bring(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    payment: &mut Payment,
    refund: &mut Refund,
    to: RefundStatus,
) -> Result<()> {
    if !refund.status.may_become(to) {
        return Err(Error::InvalidState(told::stands(refund, ctx.now)));
    }
    let mut books = payment.books();
    books.follow(refund.amount.minor, refund.status, to);
    stand(ctx, conn, payment, refund, books, to).await
}

/// The money of a refund was sent, as its `sent` says. One that had come to nothing is given back all the same; where
/// something else was promised or given back in its place meanwhile, it stays what it is, says so, and waits for a person:
/// the books can't hold more than was paid.
///
/// Errors: `InvalidState`, when it is not one whose money somebody sends.
pub(super) async fn paid(ctx: &Ctx, conn: &mut Conn<'_>, payment: &mut Payment, refund: &mut Refund) -> Result<()> {
    if !matches!(refund.status, RefundStatus::Failed | RefundStatus::Canceled) {
        return bring(ctx, conn, payment, refund, RefundStatus::Succeeded).await;
    }
    let mut books = payment.books();
    let to = match books.find_paid(refund.amount.minor) {
        Ok(()) => {
            refund.failure.clear();
            RefundStatus::Succeeded
        }
        Err(Exceeds { .. }) => {
            refund.failure = format!(
                "Its invoice was paid after all, when {} was left to refund of the payment: {} was sent beyond what is \
                 counted. Call off what is not sent yet and see to this one again, or settle it with the customer.",
                payment.refundable(),
                refund.amount
            );
            refund.status
        }
    };
    stand(ctx, conn, payment, refund, books, to).await
}

/// Stores that a refund is in this state, with these books.
async fn stand(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    payment: &mut Payment,
    refund: &mut Refund,
    books: Books,
    to: RefundStatus,
) -> Result<()> {
    let (from, waited) = (refund.status, refund.waits);
    (payment.refunded, payment.held) = (books.refunded, books.held);
    payment.status = PaymentStatus::by_refunds(payment.amount.minor, payment.refunded);
    payment.more.version += 1;
    refund.status = to;
    refund.waits = refund.task();
    refund.version += 1;
    if to.is_over() && to != from {
        refund.ended_by = ctx.actor.name().to_owned();
        refund.ended_at = Some(ctx.now);
    }
    payments::refund(conn, ctx.scope, payment).await?;
    refunds::update(conn, ctx.scope, waited, refund).await?;
    if to == RefundStatus::Succeeded && to != from {
        figures::refunded(conn, ctx.scope, payment, refund).await?;
    }
    if to == RefundStatus::Succeeded
        && to != from
        && let Some(customer) = payment.customer
    {
        totals::refunded(conn, ctx.scope, customer, refund.amount).await?;
        standing::refunded(conn, ctx.scope, payment, refund.amount).await?;
        if refund.destination.kind == DestinationKind::Balance {
            let (amount, kind, object) = (refund.amount, CreditKind::Refund, refund.id.to_string());
            credit::add(ctx, conn, customer, Movement { amount, kind, object, note: String::new() }).await?;
        }
    }
    events::refund_changed(ctx, conn, refund).await
}

/// Goes on with a refund that nobody has to agree to any more: a credit is there at once, a card is the processor's
/// business, and the rest waits for somebody who sends it.
pub(super) async fn go_on(ctx: &Ctx, conn: &mut Conn<'_>, payment: &mut Payment, refund: &mut Refund) -> Result<()> {
    match refund.destination.kind {
        DestinationKind::Card => Ok(()),
        DestinationKind::Balance => bring(ctx, conn, payment, refund, RefundStatus::Succeeded).await,
        _ => bring(ctx, conn, payment, refund, RefundStatus::RequiresAction).await,
    }
}

/// A refund's step, as the audit log has it.
pub(super) fn stood(from: RefundStatus, refund: &Refund) -> Vec<FieldChange> {
    vec![change("status", from.as_str(), refund.status.as_str()), change("amount", "", refund.amount)]
}
