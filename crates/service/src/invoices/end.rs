//! What becomes of an invoice that was made out: paid, voided, written off, or late. The customer is held by the caller.

use clientele_domain::checkout::Decline;
use clientele_domain::credit::CreditKind;
use clientele_domain::event::EventKind;
use clientele_domain::id::{InvoiceId, PaymentId};
use clientele_domain::invoice::{Invoice, InvoiceStatus};
use clientele_domain::money::Amount;
use clientele_domain::payment::Payment;
use clientele_store::Conn;
use clientele_store::invoices::{self as rows, Counted};

use super::credit::{self, Movement};
use super::hold;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::{checkout, events, refunds, subscriptions};

/// Makes an invoice paid: by this payment of all that is left, or because nothing is left to pay.
///
/// Errors: `InvalidState` when it waits for no money.
pub async fn settle(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice, payment: Option<PaymentId>) -> Result<()> {
    may_become(ctx, invoice, InvoiceStatus::Paid)?;
    let was_overdue = invoice.is_overdue();
    invoice.pay(payment, ctx.now);
    ended(ctx, conn, invoice, was_overdue, EventKind::InvoicePaid).await
}

/// Makes an invoice void: nobody owes it any more, and credit that went into it comes back.
///
/// Errors: `InvalidState` when it is paid, or void already.
pub async fn void(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice) -> Result<()> {
    may_become(ctx, invoice, InvoiceStatus::Void)?;
    let was_overdue = invoice.is_overdue();
    let back = invoice.void(ctx.now);
    if back > 0 {
        let amount = Amount { minor: back, ..invoice.total };
        let (kind, object) = (CreditKind::InvoiceVoided, invoice.id.to_string());
        credit::add(ctx, conn, invoice.customer, Movement { amount, kind, object, note: String::new() }).await?;
    }
    ended(ctx, conn, invoice, was_overdue, EventKind::InvoiceVoided).await
}

/// Writes an invoice off: nobody expects its money any more.
///
/// Errors: `InvalidState` when it waits for no money.
pub async fn write_off(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice) -> Result<()> {
    may_become(ctx, invoice, InvoiceStatus::Uncollectible)?;
    let was_overdue = invoice.is_overdue();
    invoice.end(InvoiceStatus::Uncollectible, ctx.now);
    ended(ctx, conn, invoice, was_overdue, EventKind::InvoiceUncollectible).await
}

/// Errors: `InvalidState`, which says why, when an invoice waits for no money.
pub(super) fn may_be_paid(ctx: &Ctx, invoice: &Invoice) -> Result<()> {
    may_become(ctx, invoice, InvoiceStatus::Paid)
}

fn may_become(ctx: &Ctx, invoice: &Invoice, to: InvoiceStatus) -> Result<()> {
    if invoice.status.may_become(to) {
        return Ok(());
    }
    let label = invoice.label(ctx.scope.mode);
    Err(Error::InvalidState(match invoice.status {
        InvoiceStatus::Draft => "This invoice is a draft. Make it out first.".to_owned(),
        InvoiceStatus::Open => format!("{label} waits to be paid."),
        InvoiceStatus::Paid => format!("{label} is paid. Refund its payment to give the money back."),
        InvoiceStatus::Uncollectible => format!("{label} was written off already."),
        InvoiceStatus::Void => format!("{label} was voided."),
    }))
}

/// Stores an invoice that has come to its end, with all that follows: nobody can pay it at its checkout any more, the
/// customer's figures, the event, and the subscription.
async fn ended(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    invoice: &mut Invoice,
    was_overdue: bool,
    kind: EventKind,
) -> Result<()> {
    rows::update(conn, ctx.scope, invoice).await?;
    if let Some(session) = invoice.session {
        checkout::call_off(ctx, conn, session).await?;
    }
    let by = Counted { made_out: 0, overdue: -i64::from(was_overdue) };
    rows::count(conn, ctx.scope, invoice.customer, by).await?;
    events::invoice_changed(ctx, conn, kind, invoice).await?;
    match invoice.subscription {
        Some(_) => subscriptions::follow(ctx, conn, invoice).await,
        None => Ok(()),
    }
}

/// Notes that an invoice was not paid in time, and tells so once. Says whether it was this time.
pub async fn note_overdue(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice) -> Result<bool> {
    if !invoice.becomes_overdue(ctx.now) {
        return Ok(false);
    }
    invoice.overdue = true;
    invoice.version += 1;
    rows::update(conn, ctx.scope, invoice).await?;
    rows::count(conn, ctx.scope, invoice.customer, Counted { made_out: 0, overdue: 1 }).await?;
    events::invoice_changed(ctx, conn, EventKind::InvoiceOverdue, invoice).await?;
    Ok(true)
}

/// Takes money that arrived for an invoice: it pays it, or is given back as the customer's credit when the invoice waits for
/// none.
pub(crate) async fn received(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice, payment: &Payment) -> Result<()> {
    if invoice.is_open() && invoice.remaining() == payment.amount {
        return settle(ctx, conn, invoice, Some(payment.id)).await;
    }
    let note = format!("For {}, which waited for no money.", invoice.label(ctx.scope.mode));
    // Seldom, and much to hold for whoever settles: the stack stays small.
    Box::pin(refunds::as_credit(ctx, conn, payment.id, note)).await
}

/// Notes that a saved card gave no money for an invoice, and tells so.
pub(crate) async fn declined(ctx: &Ctx, conn: &mut Conn<'_>, id: InvoiceId, decline: Decline) -> Result<()> {
    let mut invoice = hold(ctx, conn, id).await?;
    if !invoice.is_open() {
        return Ok(());
    }
    invoice.declines += 1;
    invoice.decline = Some(decline);
    invoice.version += 1;
    rows::update(conn, ctx.scope, &invoice).await?;
    events::invoice_changed(ctx, conn, EventKind::InvoicePaymentFailed, &invoice).await
}
