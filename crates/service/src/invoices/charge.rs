//! Charging a saved card for an invoice, without anybody looking on.

use clientele_domain::card::SavedCard;
use clientele_domain::checkout::{Attempt, AttemptStatus, Decline};
use clientele_domain::customer::Kind;
use clientele_domain::id::{AttemptId, InvoiceId, SavedCardId};
use clientele_domain::invoice::{Invoice, InvoiceStatus};
use clientele_store::checkouts::attempts;
use clientele_store::customers::Found;
use clientele_store::{Conn, customers, invoices, saved_cards, subscriptions};

use super::desk::desk_in;
use super::{declined, hold};
use crate::checkout;
use crate::ctx::{Ctx, transaction};
use crate::error::Result;

/// What became of a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charged {
    /// The invoice is paid.
    Paid,
    /// The card gave no money.
    Declined(Decline),
    /// The answer is not there yet, or somebody else's payment is under way: nobody should ask again. What becomes of it is
    /// found out and told.
    Unknown,
    /// The invoice waits for no money.
    NotOpen,
}

/// Charges a card that its customer keeps. Outside of any transaction of the caller.
///
/// Errors: `NotFound`.
pub async fn charge(ctx: &Ctx, id: InvoiceId, card: SavedCardId) -> Result<Charged> {
    let ctx = &Ctx { once: None, ..ctx.clone() };
    let begun = transaction!(ctx, |conn| {
        let mut invoice = hold(ctx, conn, id).await?;
        let card = usable(ctx, conn, &invoice).await?.into_iter().find(|known| known.id == card);
        match card {
            Some(card) => begin(ctx, conn, &mut invoice, &card).await,
            None if invoice.is_open() => {
                declined(ctx, conn, id, Decline::Unavailable).await?;
                Ok(Begun::Not(Charged::Declined(Decline::Unavailable)))
            }
            None => Ok(Begun::Not(Charged::NotOpen)),
        }
    })?;
    match begun {
        Begun::Not(charged) => Ok(charged),
        Begun::Attempt(attempt, token) => carry_out(ctx, id, *attempt, token).await,
    }
}

/// How far it came before anybody was asked for money.
pub(super) enum Begun {
    /// Nothing was begun.
    Not(Charged),
    /// An attempt is stored; its money is to be asked for, by the card's token.
    Attempt(Box<Attempt>, AttemptId),
}

/// Begins to charge a card for an invoice that the caller holds.
pub(super) async fn begin(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice, card: &SavedCard) -> Result<Begun> {
    if !invoice.is_open() {
        return Ok(Begun::Not(Charged::NotOpen));
    }
    let session = desk_in(ctx, conn, invoice).await?;
    let latest = attempts::latest(conn, ctx.scope, session.id).await?;
    match latest.filter(Attempt::is_under_way) {
        // Nobody is there any more who would do what they had to do.
        Some(attempt) if attempt.status == AttemptStatus::Waiting => {
            let attempt = Attempt { status: AttemptStatus::Abandoned, ..attempt };
            attempts::update(conn, ctx.scope, &attempt).await?;
        }
        Some(_) => return Ok(Begun::Not(Charged::Unknown)),
        None => {}
    }
    let attempt = checkout::unattended(ctx, &session, card.method());
    attempts::insert(conn, ctx.scope, &attempt).await?;
    Ok(Begun::Attempt(Box::new(attempt), card.token))
}

/// Asks for the money of an attempt that is stored, and tells how the invoice stands then.
pub(super) async fn carry_out(ctx: &Ctx, id: InvoiceId, attempt: Attempt, token: AttemptId) -> Result<Charged> {
    let Some(attempt) = checkout::charge_unattended(ctx, attempt, token).await? else {
        return Ok(Charged::Unknown);
    };
    let invoice = invoices::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?;
    Ok(match (attempt.status, attempt.decline, invoice.map(|invoice| invoice.status)) {
        (AttemptStatus::Declined, Some(decline), _) => Charged::Declined(decline),
        (AttemptStatus::Succeeded, _, Some(InvoiceStatus::Paid)) => Charged::Paid,
        (AttemptStatus::Succeeded, _, _) => Charged::NotOpen,
        _ => Charged::Unknown,
    })
}

/// The cards that the customer of an invoice keeps and that can be charged now: that of its subscription first, and then the
/// one that was last kept.
pub(super) async fn usable(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &Invoice) -> Result<Vec<SavedCard>> {
    match customers::by_id(conn, ctx.scope, invoice.customer).await? {
        Some(Found::Present(customer)) if customer.kind == Kind::Registered && !ctx.scope.livemode() => {
            let mut cards = saved_cards::of_customer(conn, ctx.scope, customer.id).await?;
            cards.retain(|card| card.is_good(ctx.now));
            let own = match invoice.subscription {
                Some(id) => subscriptions::by_id(conn, ctx.scope, id).await?.and_then(|subscription| subscription.card),
                None => None,
            };
            cards.sort_by_key(|card| Some(card.id) != own);
            Ok(cards)
        }
        _ => Ok(Vec::new()),
    }
}
