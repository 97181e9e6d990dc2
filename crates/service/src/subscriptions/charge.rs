//! Charging the card of a subscription. The turn to do so is taken in a transaction of its own; whoever takes it asks outside,
//! and what was left behind is asked after once the turn is over.

use std::time::Duration;

use clientele_domain::id::{InvoiceId, SavedCardId, SubscriptionId};
use clientele_domain::invoice::InvoiceStatus;
use clientele_domain::subscription::Subscription;
use clientele_domain::time::Timestamp;
use clientele_store::{Conn, subscriptions as rows};
use clientele_wire as wire;

use super::{due, hold, renew};
use crate::checkout;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::invoices::{self, Charged};

/// What a request is answered that made a subscription.
pub(super) const CREATED: u16 = 201;

/// For so long nobody else charges or asks.
const TURN: Duration = Duration::from_secs(60);

/// The turn to charge a card for an invoice.
#[derive(Debug)]
pub(super) struct Turn {
    invoice: InvoiceId,
    card: SavedCardId,
    until: Timestamp,
}

/// Takes the turn to charge the card of a subscription that is held, if there still is something to charge.
pub(super) async fn take_turn(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<Option<Turn>> {
    let invoice = hold::next_invoice(ctx, conn, subscription).await?;
    let card = hold::usable_card(ctx, conn, subscription).await?;
    let Some(invoice) = invoice.filter(|invoice| invoice.status == InvoiceStatus::Open) else {
        // Somebody closed it by hand.
        subscription.charge_at = None;
        hold::keep(ctx, conn, subscription).await?;
        return Ok(None);
    };
    let Some(card) = card else {
        renew::fall_due(ctx, conn, subscription, invoice).await?;
        return Ok(None);
    };
    let until = ctx.now.plus(TURN);
    subscription.charge_at = Some(until);
    hold::keep(ctx, conn, subscription).await?;
    Ok(Some(Turn { invoice: invoice.id, card, until }))
}

/// Charges the card, outside of any transaction. When nothing is heard, the next turn asks what became of it.
pub(super) async fn charge(ctx: &Ctx, id: SubscriptionId, turn: &Turn) -> Result<()> {
    match invoices::charge(ctx, turn.invoice, turn.card).await? {
        // The next period began with the payment.
        Charged::Paid => Ok(()),
        Charged::Unknown => ask(ctx, turn.invoice).await,
        Charged::Declined(_) | Charged::NotOpen => given_back(ctx, id, turn).await,
    }
}

/// Asks what became of a charge, if nobody asked a moment ago. What is still not known then is asked after in the next turn.
async fn ask(ctx: &Ctx, invoice: InvoiceId) -> Result<()> {
    match invoices::desk(&Ctx { once: None, ..ctx.clone() }, invoice).await {
        Ok(session) => checkout::poll(&ctx.house, session).await.map(|_| ()),
        // It was paid meanwhile.
        Err(Error::InvalidState(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Gives the turn back: the card gave no money.
async fn given_back(ctx: &Ctx, id: SubscriptionId, turn: &Turn) -> Result<()> {
    transaction!(ctx, |conn| {
        let (ctx, mut subscription) = hold::hold(ctx, conn, id).await?;
        if subscription.charge_at != Some(turn.until) {
            return Ok(());
        }
        subscription.charge_at = None;
        match hold::next_invoice(&ctx, conn, &subscription).await? {
            Some(invoice) if invoice.status == InvoiceStatus::Open => {
                renew::fall_due(&ctx, conn, &mut subscription, invoice).await
            }
            _ => hold::keep(&ctx, conn, &mut subscription).await,
        }
    })
}

/// Charges the card of a subscription that was just made, and gives it as it is afterwards.
///
/// A request that happens once has one transaction, which has to be over before anybody is asked outside. Its answer is kept
/// in it as things stand, and put right when they went on.
pub(super) async fn at_once(ctx: &Ctx, made: Subscription, status: u16) -> Result<Subscription> {
    if made.charge_at.is_none() {
        return Ok(made);
    }
    let Some(once) = &ctx.once else { return or_later(ctx, made).await };
    once.finish(ctx.scope, status, &text(ctx, &made)?).await?;
    let outside = Ctx { once: None, ..ctx.clone() };
    let made = or_later(&outside, made).await?;
    once.revise(&ctx.house, ctx.scope, status, &text(ctx, &made)?).await?;
    Ok(made)
}

/// The subscription as it is afterwards. When it can't be charged now, the ticker charges it soon.
async fn or_later(ctx: &Ctx, made: Subscription) -> Result<Subscription> {
    if let Err(error) = due::act(ctx, made.id).await {
        tracing::warn!(scope = %ctx.scope, id = %made.id, ?error, "a subscription could not be charged yet");
    }
    rows::by_id(&mut ctx.read().await?.conn(), ctx.scope, made.id).await?.ok_or(Error::NotFound)
}

fn text(ctx: &Ctx, subscription: &Subscription) -> Result<String> {
    let told = wire::Subscription::new(ctx.scope.livemode(), subscription);
    serde_json::to_string(&told).map_err(|error| Error::Internal(error.to_string()))
}
