//! Holding a subscription while something is done about it, and keeping what came of it.

use clientele_domain::card::SavedCard;
use clientele_domain::customer::{Customer, Kind};
use clientele_domain::id::{SavedCardId, SubscriptionId};
use clientele_domain::invoice::{Invoice, InvoiceStatus, Period};
use clientele_domain::subscription::Subscription;
use clientele_store::figures::recurring;
use clientele_store::{Conn, customers, invoices as invoice_rows, saved_cards, subscriptions as rows};

use crate::billing;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// A subscription, held after its customer, with the context of what happens to it: by the test clock of whoever lives on one.
///
/// Errors: `NotFound`; `Conflict` when the customer was merged at this very moment.
pub(super) async fn hold(ctx: &Ctx, conn: &mut Conn<'_>, id: SubscriptionId) -> Result<(Ctx, Subscription)> {
    let known = rows::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    ctx.owns(known.customer)?;
    let customer = customers::hold(conn, ctx.scope, &[known.customer]).await?.pop();
    let subscription = rows::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    if subscription.customer != known.customer {
        return Err(Error::Conflict);
    }
    let ctx = customer.map_or_else(|| ctx.clone(), |customer| ctx.by_the_clock_of(&customer));
    Ok((ctx, subscription))
}

/// The same as it is now, after something else was done about it in this transaction.
pub(super) async fn again(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    *subscription = rows::by_id(conn, ctx.scope, subscription.id).await?.ok_or(Error::NotFound)?;
    Ok(())
}

/// Errors: `Outdated` when a version is given and the subscription is at another.
pub(super) fn at_version(subscription: &Subscription, version: Option<i64>) -> Result<()> {
    match version {
        Some(version) if version != subscription.version => Err(Error::Outdated { version: subscription.version }),
        _ => Ok(()),
    }
}

/// Stores a subscription that is held, with what follows from it.
pub(super) async fn keep(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    subscription.settle();
    subscription.version += 1;
    rows::update(conn, ctx.scope, subscription).await?;
    recurring::kept(conn, ctx.scope, subscription, ctx.now).await?;
    Ok(rows::refresh(conn, ctx.scope, subscription.customer).await?)
}

/// The period after the current one, on the merchant's calendar.
pub(super) async fn next_period(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &Subscription) -> Result<Period> {
    let zone = billing::zone(ctx, conn).await?;
    let end = zone.boundary(subscription.anchor, subscription.recurring, subscription.periods + 1);
    let end = end.ok_or_else(|| Error::Internal(format!("{} goes on beyond the calendar", subscription.id)))?;
    Ok(subscription.next_period(end))
}

/// The invoice of the period after the current one, if there is one.
pub(super) async fn next_invoice(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    subscription: &Subscription,
) -> Result<Option<Invoice>> {
    let Some(id) = subscription.latest_invoice else { return Ok(None) };
    let invoice = invoice_rows::by_id(conn, ctx.scope, id).await?;
    let is_next = |invoice: &Invoice| {
        let next = invoice.period.is_some_and(|period| period.start == subscription.current.end);
        next && invoice.status != InvoiceStatus::Void && invoice.period.is_some_and(|period| period.end > period.start)
    };
    Ok(invoice.filter(is_next))
}

/// The card that can be charged now: the subscription's own, as long as the customer keeps it and it is good.
pub(super) async fn usable_card(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    subscription: &Subscription,
) -> Result<Option<SavedCardId>> {
    let Some(card) = subscription.card.filter(|_| !ctx.scope.livemode()) else { return Ok(None) };
    let cards = saved_cards::of_customer(conn, ctx.scope, subscription.customer).await?;
    Ok(cards.iter().find(|known| known.id == card && known.is_good(ctx.now)).map(|card| card.id))
}

/// The card of this customer that somebody chose, or the one that was last kept.
///
/// Errors: `Invalid` at `card_id` when the customer keeps no such card.
pub(super) async fn chosen_card(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: &Customer,
    chosen: Option<SavedCardId>,
) -> Result<Option<SavedCardId>> {
    let cards: Vec<SavedCard> = match customer.kind {
        Kind::Registered => saved_cards::of_customer(conn, ctx.scope, customer.id).await?,
        Kind::Guest => Vec::new(),
    };
    match chosen {
        None => Ok(cards.iter().find(|card| card.is_good(ctx.now)).map(|card| card.id)),
        Some(id) if cards.iter().any(|card| card.id == id) => Ok(Some(id)),
        Some(_) => Err(Error::invalid("card_id", "The customer keeps no such card.")),
    }
}
