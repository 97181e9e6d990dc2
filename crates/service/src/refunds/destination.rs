//! Where the money of a refund goes, what is known of that before anything is sent, and what is to be paid there.
//!
//! Whoever stands behind an address is a stranger's choice. All that is asked of them is asked over the way out of the house,
//! which leads to the public internet only; and nothing that they answer is believed without being compared.

mod check;
mod invoice;
mod pay;
mod satoshi;

use clientele_domain::checkout::Waiting;
use clientele_domain::destination::in_proportion;
use clientele_domain::payment::{MethodKind, Payment};
use clientele_domain::refund::{Destination, DestinationKind, Payout};
use clientele_domain::rules;
use clientele_store::checkouts::attempts;
use clientele_store::{Conn, customers, refunds};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::methods;

pub use check::{check, parse};
pub use invoice::{another, invoice, standing, verified};
pub use pay::{Sending, prepare, verify, verify_due};
pub use satoshi::at_a_rate;

/// Where somebody wants the money to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Back to the card that paid.
    Card,
    /// To the customer's credit.
    Balance,
    /// By hand, in the way the payment came.
    ByHand,
    /// To this address, as it was typed.
    Address(String),
}

impl Wanted {
    /// From `card`, `balance`, `by_hand`, or an address; nothing for blank text.
    pub fn parse(text: &str) -> Option<Self> {
        Some(match text.trim() {
            "" => return None,
            "card" => Self::Card,
            "balance" => Self::Balance,
            "by_hand" => Self::ByHand,
            address => Self::Address(address.to_owned()),
        })
    }
}

/// The address as a destination.
///
/// Errors: a sentence, when it is no address that money can be sent to.
fn read(ctx: &Ctx, address: &str) -> std::result::Result<Destination, String> {
    rules::destination(address, ctx.scope.mode, ctx.house.reach)
}

/// Whether money can be sent there at all, whatever the payment.
///
/// Errors: a sentence.
pub(super) fn possible(ctx: &Ctx, wanted: &Wanted) -> std::result::Result<(), String> {
    match wanted {
        Wanted::Address(address) => read(ctx, address).map(|_| ()),
        Wanted::Card | Wanted::Balance | Wanted::ByHand => Ok(()),
    }
}

/// Where the money goes and, when it is known already, how many satoshi. What somebody wants goes before the card that paid,
/// that before the customer's refund address, and that before the way the payment came.
///
/// Errors: `Invalid`, when it can't go there.
pub(super) async fn decide(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    payment: &Payment,
    minor: i64,
    wanted: Option<&Wanted>,
) -> Result<(Destination, Option<Payout>)> {
    let by_card = methods::gives_back(ctx, payment).is_some();
    let destination = match wanted {
        Some(Wanted::Card) if !by_card => {
            let message = "This payment was not charged to a card here. Choose another way to give it back.";
            return Err(Error::invalid("destination", message));
        }
        Some(Wanted::Balance) if !is_there(ctx, conn, payment).await? => {
            let message = "There is no customer whom this could be credited to. Choose another way to give it back.";
            return Err(Error::invalid("destination", message));
        }
        Some(Wanted::Card) => Destination::plain(DestinationKind::Card),
        Some(Wanted::Balance) => Destination::plain(DestinationKind::Balance),
        Some(Wanted::ByHand) => Destination::plain(DestinationKind::ByHand),
        Some(Wanted::Address(address)) => {
            read(ctx, address).map_err(|message| Error::invalid("destination", message))?
        }
        None if by_card => Destination::plain(DestinationKind::Card),
        None => usual(ctx, conn, payment).await?,
    };
    let payout = match destination.kind.pays_satoshi() {
        true => share(ctx, conn, payment, minor).await?.map(|sats| Payout { sats, rate: None, invoice: None }),
        false => None,
    };
    Ok((destination, payout))
}

async fn is_there(ctx: &Ctx, conn: &mut Conn<'_>, payment: &Payment) -> Result<bool> {
    let Some(customer) = payment.customer else { return Ok(false) };
    Ok(!customers::by_ids(conn, ctx.scope, &[customer]).await?.is_empty())
}

/// The customer's refund address, if there is one that money can be sent to; or else the way the payment came.
async fn usual(ctx: &Ctx, conn: &mut Conn<'_>, payment: &Payment) -> Result<Destination> {
    let by_hand = Destination::plain(DestinationKind::ByHand);
    let Some(customer) = payment.customer else { return Ok(by_hand) };
    let known = customers::by_ids(conn, ctx.scope, &[customer]).await?.pop();
    let address = known.map(|customer| customer.fields.refund_address).filter(|address| !address.is_empty());
    Ok(address.and_then(|address| read(ctx, &address).ok()).unwrap_or(by_hand))
}

/// How many of the satoshi that were paid go back with this part of a payment. For what was not paid in satoshi, and for
/// less than one, a rate decides, later.
pub(super) async fn share(ctx: &Ctx, conn: &mut Conn<'_>, payment: &Payment, minor: i64) -> Result<Option<i64>> {
    let Some(paid) = sats_paid(ctx, conn, payment).await? else { return Ok(None) };
    let given = refunds::in_proportion(conn, ctx.scope, payment.id).await?;
    Ok(in_proportion(paid, payment.amount, given, minor).filter(|sats| *sats > 0))
}

/// How many satoshi a payment brought, if it was paid so.
async fn sats_paid(ctx: &Ctx, conn: &mut Conn<'_>, payment: &Payment) -> Result<Option<i64>> {
    if payment.amount.currency.is_bitcoin() {
        return Ok(Some(payment.amount.minor));
    }
    let Some(attempt) = payment.more.attempt.filter(|_| payment.method.kind == MethodKind::Lightning) else {
        return Ok(None);
    };
    let attempt = attempts::by_id(conn, ctx.scope, attempt).await?;
    Ok(attempt.and_then(|attempt| match attempt.waiting {
        Some(Waiting::Invoice { sats, .. }) => Some(sats),
        _ => None,
    }))
}
