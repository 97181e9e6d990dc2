//! Getting a refund ready to be sent: how many satoshi it is, and the invoice over them; and whether that was paid.
//!
//! Providers are asked outside of any transaction. What they answer is stored only if nobody stored something else meanwhile:
//! two people who ask at the same moment are shown one invoice.

use clientele_domain::id::RefundId;
use clientele_domain::lightning::Told;
use clientele_domain::refund::{DestinationKind, Payout, Proof, Refund, RefundStatus};
use clientele_domain::role::Permission;
use clientele_domain::rules::pay_url;
use clientele_store::refunds;

use super::{Said, destination, hold, send, told};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Finds out how many satoshi are to be sent, at a rate that was typed or that of the merchant's source, and asks for an
/// invoice where there is somebody to ask. Where there was an invoice already, another is asked for only when the first
/// can't be paid any longer; `sure` is this person's word that it was not, where nobody else tells.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid` at `rate`, `InvalidState` with why there is no invoice.
pub async fn prepare(ctx: &Ctx, id: RefundId, rate: Option<&str>, sure: bool) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    let refund = super::get(ctx, id).await?;
    if refund.status != RefundStatus::RequiresAction {
        return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
    }
    if !refund.destination.kind.pays_satoshi() {
        return Ok(refund);
    }
    let invoice = refund.payout.as_ref().and_then(|payout| payout.invoice.clone());
    let known = refund.payout.clone().filter(|payout| rate.is_none() && (payout.rate.is_none() || invoice.is_none()));
    let mut payout = match known {
        Some(known) => known,
        None => destination::at_a_rate(ctx, refund.amount, rate).await?,
    };
    let asks = matches!(refund.destination.kind, DestinationKind::LightningAddress | DestinationKind::Lnurl);
    // Within Tor nobody is asked; the wallet pays to the address itself.
    let asks = asks && pay_url(&refund.destination, ctx.house.reach).map_err(Error::InvalidState)?.is_some();
    let got = match (asks, &invoice) {
        (false, _) => Ok(None),
        (true, None) => destination::invoice(ctx, &refund.destination, payout.sats).await.map(Some),
        (true, Some(earlier)) => {
            destination::another(ctx, &refund.destination, payout.sats, earlier, sure).await.map(Some)
        }
    };
    match got {
        Ok(invoice) => {
            payout.invoice = invoice;
            keep(ctx, &refund, payout).await
        }
        Err(why) => {
            // The number of satoshi is known all the same, unless an invoice over another number is out.
            if invoice.is_none() {
                keep(ctx, &refund, payout).await?;
            }
            Err(why)
        }
    }
}

/// Stores what was found out, unless the refund is another by now; gives it as it is.
async fn keep(ctx: &Ctx, seen: &Refund, payout: Payout) -> Result<Refund> {
    transaction!(ctx, |conn| {
        let (_, mut refund) = hold::refund(ctx, conn, seen.id).await?;
        if refund.version == seen.version && refund.payout.as_ref() != Some(&payout) {
            refund.payout = Some(payout.clone());
            refund.asked_at = ctx.now;
            refund.version += 1;
            refunds::update(conn, ctx.scope, refund.waits, &refund).await?;
        }
        Ok(refund)
    })
}

/// Asks whether the invoice of a refund was paid, and marks the refund as sent when it was. Says as it is.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn verify(ctx: &Ctx, id: RefundId) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    let refund = super::get(ctx, id).await?;
    let invoice = refund.payout.as_ref().and_then(|payout| payout.invoice.as_ref());
    let Some(invoice) = invoice.filter(|_| refund.status == RefundStatus::RequiresAction) else { return Ok(refund) };
    let said = match destination::verified(ctx, invoice).await? {
        Told::Paid(Some(preimage)) => Said { proof: Some(Proof::Preimage(preimage)), ..Said::default() },
        Told::Paid(None) => {
            let note = "The receiver's provider says that the invoice was paid, without a proof.".to_owned();
            Said { proof: None, note, confirmed: true }
        }
        Told::Unpaid | Told::Nothing(_) => return Ok(refund),
    };
    match send::mark_sent(ctx, id, &said).await {
        // Somebody else found out first.
        Err(Error::InvalidState(_)) => super::get(ctx, id).await,
        done => done,
    }
}
