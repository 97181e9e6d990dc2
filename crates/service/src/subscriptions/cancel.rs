//! Bringing a subscription to its end, and thinking better of it.

use clientele_domain::audit::Act;
use clientele_domain::event::EventKind;
use clientele_domain::id::{CustomerId, SubscriptionId};
use clientele_domain::invoice::InvoiceStatus;
use clientele_domain::role::Permission;
use clientele_domain::subscription::{Subscription, SubscriptionStatus};
use clientele_store::Conn;
use clientele_store::subscriptions::{self as rows, SubscriptionFilter};

use super::{hold, renew};
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::{events, invoices};

/// Cancels a subscription: now, or so that it ends with the current period. One whose payment is late is canceled now in any
/// case. What is open of the period that is not to come is voided. Doing so twice changes nothing.
///
/// Errors: `Forbidden`, `NotFound`, `Outdated`, `InvalidState` when it is over, or a charge is under way.
pub async fn cancel(ctx: &Ctx, id: SubscriptionId, version: Option<i64>, at_period_end: bool) -> Result<Subscription> {
    ctx.require(Permission::SubscriptionWrite)?;
    transaction!(ctx, |conn| {
        let (ctx, mut subscription) = hold::hold(ctx, conn, id).await?;
        hold::at_version(&subscription, version)?;
        if at_period_end && subscription.cancel_at_period_end && !subscription.status.is_over() {
            return Ok(subscription);
        }
        can_change(&subscription)?;
        if at_period_end && subscription.status != SubscriptionStatus::PastDue {
            subscription.cancel_at_period_end = true;
            subscription.next_items = None;
            hold::keep(&ctx, conn, &mut subscription).await?;
            void_next(&ctx, conn, &mut subscription).await?;
            events::subscription_changed(&ctx, conn, EventKind::SubscriptionUpdated, &subscription, None).await?;
        } else {
            end_now(&ctx, conn, &mut subscription, SubscriptionStatus::Canceled).await?;
        }
        let when = change("at_period_end", "", subscription.cancel_at_period_end);
        audit::note(&ctx, conn, Act::SubscriptionCanceled, &id.to_string(), &[when]).await?;
        Ok(subscription)
    })
}

/// Lets a subscription go on that was to end with its period.
///
/// Errors: `Forbidden`, `NotFound`, `Outdated`, `InvalidState` when it is over.
pub async fn resume(ctx: &Ctx, id: SubscriptionId, version: Option<i64>) -> Result<Subscription> {
    ctx.require(Permission::SubscriptionWrite)?;
    transaction!(ctx, |conn| {
        let (ctx, mut subscription) = hold::hold(ctx, conn, id).await?;
        hold::at_version(&subscription, version)?;
        can_change(&subscription)?;
        // Its time may be over although nobody has looked yet.
        if subscription.cancel_at_period_end && subscription.paid_until <= ctx.now {
            return Err(over(&subscription));
        }
        if subscription.cancel_at_period_end {
            subscription.cancel_at_period_end = false;
            go_on(&ctx, conn, &mut subscription).await?;
            events::subscription_changed(&ctx, conn, EventKind::SubscriptionUpdated, &subscription, None).await?;
            audit::note(&ctx, conn, Act::SubscriptionResumed, &id.to_string(), &[]).await?;
        }
        Ok(subscription)
    })
}

/// Stores a subscription that is to be renewed after all. What would have been announced meanwhile is not; the invoice of the
/// next period is made out if it would be there by now.
pub(super) async fn go_on(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    subscription.announce(ctx.now);
    hold::keep(ctx, conn, subscription).await?;
    match subscription.told {
        0 => Ok(()),
        _ => renew::make_out_early(ctx, conn, subscription).await,
    }
}

/// Errors: `InvalidState` when it is over, or a charge is under way.
pub(super) fn can_change(subscription: &Subscription) -> Result<()> {
    if subscription.status.is_over() {
        return Err(over(subscription));
    }
    if subscription.charge_at.is_some() {
        return Err(Error::InvalidState("A payment is under way. Try again in a moment.".to_owned()));
    }
    Ok(())
}

fn over(subscription: &Subscription) -> Error {
    let day = subscription.ended_at.unwrap_or(subscription.paid_until).date();
    Error::InvalidState(format!("This subscription ended on {day}. Make another one."))
}

/// Ends a subscription that is held, and voids what is open of the period that is not to come.
pub(super) async fn end_now(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    subscription: &mut Subscription,
    status: SubscriptionStatus,
) -> Result<()> {
    subscription.end(status, ctx.now);
    hold::keep(ctx, conn, subscription).await?;
    void_next(ctx, conn, subscription).await?;
    events::subscription_changed(ctx, conn, EventKind::SubscriptionCanceled, subscription, None).await
}

/// Voids the invoice of the next period, if it is out and not paid.
pub(super) async fn void_next(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    let invoice = hold::next_invoice(ctx, conn, subscription).await?;
    if let Some(mut invoice) = invoice.filter(|invoice| invoice.status == InvoiceStatus::Open) {
        invoices::void(ctx, conn, &mut invoice).await?;
        hold::again(ctx, conn, subscription).await?;
    }
    Ok(())
}

/// Cancels all that runs of a customer who is held: of whom nothing is to be known any more.
///
/// Errors: `InvalidState` when a charge is under way.
pub(crate) async fn cancel_all(ctx: &Ctx, conn: &mut Conn<'_>, customer: CustomerId) -> Result<()> {
    let filter = SubscriptionFilter { customer: Some(customer), ..SubscriptionFilter::default() };
    let mut after = None;
    loop {
        let page = rows::page(conn, ctx.scope, &filter, after, AT_ONCE).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = Some(last.id);
        for known in page.iter().filter(|subscription| !subscription.status.is_over()) {
            let (ctx, mut subscription) = hold::hold(ctx, conn, known.id).await?;
            can_change(&subscription)?;
            end_now(&ctx, conn, &mut subscription, SubscriptionStatus::Canceled).await?;
        }
    }
}

const AT_ONCE: i64 = 100;
