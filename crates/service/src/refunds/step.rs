//! A refund's step from one state to the next, with all that follows from it: the payment, its order, the customer's totals,
//! what waits for a person, and the event.

use clientele_domain::customer::FieldChange;
use clientele_domain::payment::{Payment, PaymentStatus};
use clientele_domain::refund::{DestinationKind, Refund, RefundStatus};
use clientele_store::{Conn, payments, refunds, totals};

use super::told;
use crate::audit::change;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::events;

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
    let (from, waited) = (refund.status, refund.waits);
    if !from.may_become(to) {
        return Err(Error::InvalidState(told::stands(refund, ctx.now)));
    }
    let mut books = payment.books();
    books.follow(refund.amount.minor, from, to);
    (payment.refunded, payment.held) = (books.refunded, books.held);
    payment.status = PaymentStatus::by_refunds(payment.amount.minor, payment.refunded);
    payment.more.version += 1;
    refund.status = to;
    refund.waits = refund.task();
    refund.version += 1;
    if to.is_over() {
        refund.ended_by = ctx.actor.name().to_owned();
        refund.ended_at = Some(ctx.now);
    }
    payments::refund(conn, ctx.scope, payment).await?;
    refunds::update(conn, ctx.scope, waited, refund).await?;
    if to == RefundStatus::Succeeded
        && let Some(customer) = payment.customer
    {
        let credited = if refund.destination.kind == DestinationKind::Balance { refund.amount.minor } else { 0 };
        totals::refunded(conn, ctx.scope, customer, refund.amount, credited).await?;
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
