//! What follows for a subscription from what became of one of its invoices, in the same transaction.

use clientele_domain::event::EventKind;
use clientele_domain::invoice::{Invoice, InvoiceStatus};
use clientele_domain::subscription::{Subscription, SubscriptionStatus};
use clientele_store::{Conn, subscriptions as rows};

use super::hold;
use crate::ctx::Ctx;
use crate::error::Result;
use crate::events;

/// Lets the subscription follow its invoice: the next period is covered once it is paid. One that was voided while it was late
/// is covered too, for nobody wants the money; with one that is written off, it ends. The caller holds the customer.
pub(crate) async fn follow(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &Invoice) -> Result<()> {
    let (Some(id), Some(period)) = (invoice.subscription, invoice.period) else { return Ok(()) };
    let Some(mut subscription) = rows::lock(conn, ctx.scope, id).await? else { return Ok(()) };
    let is_next = period.start == subscription.current.end && period.end > period.start;
    if subscription.status.is_over() || !is_next || subscription.is_paid_ahead() {
        return Ok(());
    }
    let late = subscription.status == SubscriptionStatus::PastDue;
    let kind = match invoice.status {
        InvoiceStatus::Paid => {
            subscription.latest_invoice = Some(invoice.id);
            let first = subscription.periods == 0 && subscription.trial_end.is_none();
            subscription.cover(period, ctx.now);
            let begun = subscription.current == period;
            if begun && !first { EventKind::SubscriptionRenewed } else { EventKind::SubscriptionUpdated }
        }
        InvoiceStatus::Void if late => {
            subscription.cover(period, ctx.now);
            EventKind::SubscriptionUpdated
        }
        InvoiceStatus::Uncollectible if late => {
            subscription.end(SubscriptionStatus::Canceled, ctx.now);
            EventKind::SubscriptionCanceled
        }
        _ => return Ok(()),
    };
    kept(ctx, conn, subscription, kind).await
}

async fn kept(ctx: &Ctx, conn: &mut Conn<'_>, mut subscription: Subscription, kind: EventKind) -> Result<()> {
    hold::keep(ctx, conn, &mut subscription).await?;
    events::subscription_changed(ctx, conn, kind, &subscription, None).await
}
