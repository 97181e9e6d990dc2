//! From one period to the next: announcing it, making out its invoice, beginning it, and what follows when nobody pays.

use clientele_domain::event::EventKind;
use clientele_domain::invoice::{Invoice, InvoiceStatus};
use clientele_domain::subscription::{Subscription, SubscriptionStatus, total};
use clientele_store::Conn;

use super::{hold, items};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::{events, invoices};

/// Tells that the current period ends. Where no card is charged, the next one's invoice is made out, so that it can be paid.
pub(super) async fn announce(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    let days = subscription.announce(ctx.now);
    hold::keep(ctx, conn, subscription).await?;
    make_out_early(ctx, conn, subscription).await?;
    match days {
        // Credit may have paid for it meanwhile: then there is nothing to be announced.
        Some(days) if !subscription.is_paid_ahead() => {
            let kind = EventKind::SubscriptionRenewalUpcoming;
            events::subscription_changed(ctx, conn, kind, subscription, Some(days)).await
        }
        _ => Ok(()),
    }
}

/// Makes out the invoice of the next period before it begins, unless a card is charged for it or it costs nothing.
pub(super) async fn make_out_early(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    let free = total(subscription.next_items()).is_none_or(|total| total.minor == 0);
    if free || ctx.now >= subscription.current.end || hold::usable_card(ctx, conn, subscription).await?.is_some() {
        return Ok(());
    }
    invoice(ctx, conn, subscription).await?;
    Ok(())
}

/// The invoice of the next period, made out if it is not yet. It may be settled at once.
async fn invoice(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<Invoice> {
    if let Some(invoice) = hold::next_invoice(ctx, conn, subscription).await? {
        return Ok(invoice);
    }
    let period = hold::next_period(ctx, conn, subscription).await?;
    let asked = items::invoice_of(subscription, period, period.start);
    let invoice = invoices::issue(ctx, conn, asked).await?;
    hold::again(ctx, conn, subscription).await?;
    subscription.latest_invoice = Some(invoice.id);
    hold::keep(ctx, conn, subscription).await?;
    Ok(invoice)
}

/// The current period has ended: the next one begins, if it is paid or nobody is to pay. Otherwise its card is to be charged,
/// or it is past due.
pub(super) async fn renew(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    if subscription.is_paid_ahead() {
        let period = subscription.next_period(subscription.paid_until);
        subscription.begin(period);
        hold::keep(ctx, conn, subscription).await?;
        return events::subscription_changed(ctx, conn, EventKind::SubscriptionRenewed, subscription, None).await;
    }
    if subscription.paused_at.is_some() {
        return grant(ctx, conn, subscription).await;
    }
    let invoice = invoice(ctx, conn, subscription).await?;
    if invoice.status != InvoiceStatus::Open {
        return Ok(());
    }
    if hold::usable_card(ctx, conn, subscription).await?.is_some() {
        subscription.charge_at = Some(ctx.now);
        return hold::keep(ctx, conn, subscription).await;
    }
    fall_due(ctx, conn, subscription, invoice).await
}

/// A period that nobody is charged for: its invoice is a draft.
async fn grant(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    let period = hold::next_period(ctx, conn, subscription).await?;
    let draft = invoices::draft(ctx, conn, items::invoice_of(subscription, period, period.start)).await?;
    subscription.cover(period, ctx.now);
    subscription.latest_invoice = Some(draft.id);
    hold::keep(ctx, conn, subscription).await?;
    events::subscription_changed(ctx, conn, EventKind::SubscriptionUpdated, subscription, None).await
}

/// Nobody paid for the next period, and the current one has ended: the days of grace begin. Said once.
pub(super) async fn fall_due(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    subscription: &mut Subscription,
    mut invoice: Invoice,
) -> Result<()> {
    let known = subscription.status == SubscriptionStatus::PastDue;
    subscription.fall_due();
    hold::keep(ctx, conn, subscription).await?;
    if invoice.due_at <= ctx.now {
        invoices::note_overdue(ctx, conn, &mut invoice).await?;
    }
    match known {
        true => Ok(()),
        false => events::subscription_changed(ctx, conn, EventKind::SubscriptionPastDue, subscription, None).await,
    }
}

/// Another day of grace: the customer is reminded, and the card is tried once more.
pub(super) async fn remind(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    subscription.remind(ctx.now);
    let invoice = hold::next_invoice(ctx, conn, subscription).await?;
    if let Some(invoice) = invoice.filter(|invoice| invoice.status == InvoiceStatus::Open) {
        if hold::usable_card(ctx, conn, subscription).await?.is_some() {
            subscription.charge_at = Some(ctx.now);
        }
        events::invoice_changed(ctx, conn, EventKind::InvoiceReminder, &invoice).await?;
    }
    hold::keep(ctx, conn, subscription).await
}

/// The grace is over and nobody paid: the subscription is canceled, and its invoice written off.
pub(super) async fn give_up(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    let invoice = hold::next_invoice(ctx, conn, subscription).await?;
    subscription.end(SubscriptionStatus::Canceled, ctx.now);
    hold::keep(ctx, conn, subscription).await?;
    if let Some(mut invoice) = invoice.filter(|invoice| invoice.status == InvoiceStatus::Open) {
        invoices::write_off(ctx, conn, &mut invoice).await?;
    }
    events::subscription_changed(ctx, conn, EventKind::SubscriptionCanceled, subscription, None).await
}
