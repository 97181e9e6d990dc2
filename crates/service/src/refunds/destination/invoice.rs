//! Invoices over the exact amount of a refund, made out by who answers for the customer's address.
//!
//! An invoice is kept with its refund before it is shown. Two people may ask at the same moment: whoever stores the answer
//! has to look, in that transaction, whether another was stored meanwhile, and show only what is stored.

use clientele_domain::lightning::{Standing, Told};
use clientele_domain::refund::{Destination, PayoutInvoice};
use clientele_domain::role::Permission;
use clientele_domain::rules::pay_url;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::lightning::{self, Made};

/// A first invoice over exactly so many satoshi. Where there was one before, it is [`another`].
///
/// Errors: `Forbidden`, `InvalidState` with why there is none.
pub async fn invoice(ctx: &Ctx, destination: &Destination, sats: i64) -> Result<PayoutInvoice> {
    ctx.require(Permission::RefundCreate)?;
    let made = made(ctx, destination, sats).await.map_err(|why| {
        tracing::info!(scope = %ctx.scope, why, "there is no invoice for a refund");
        Error::InvalidState(format!("There is no invoice to pay. {why}"))
    })?;
    let Made { bolt11, payment_hash, verify_url, expires_at } = made;
    Ok(PayoutInvoice { bolt11, payment_hash, verify_url, expires_at })
}

async fn made(ctx: &Ctx, destination: &Destination, sats: i64) -> std::result::Result<Made, String> {
    let url = pay_url(destination, ctx.house.reach)?;
    let url =
        url.ok_or_else(|| format!("Nobody can be asked for one here; pay to the {} itself.", name(destination)))?;
    let request = lightning::pay_request(ctx, url).await?;
    lightning::invoice(ctx, &request, sats).await
}

fn name(destination: &Destination) -> &'static str {
    if destination.address.is_empty() { "customer" } else { destination.kind.label() }
}

/// An invoice in place of an earlier one, which its provider is asked about before: never while the earlier one may still
/// be paid. `sure` is a person's word that it was not paid, which counts only where nobody else can tell.
///
/// Errors: `Forbidden`, `InvalidState` with why there is none.
pub async fn another(
    ctx: &Ctx,
    destination: &Destination,
    sats: i64,
    earlier: &PayoutInvoice,
    sure: bool,
) -> Result<PayoutInvoice> {
    ctx.require(Permission::RefundCreate)?;
    standing(ctx, earlier).await?.allows_another(sure).map_err(Error::InvalidState)?;
    invoice(ctx, destination, sats).await
}

/// What the provider says of an invoice. A proof that it shows fits, or counts as no answer.
///
/// Errors: `Forbidden`.
pub async fn verified(ctx: &Ctx, invoice: &PayoutInvoice) -> Result<Told> {
    ctx.require(Permission::RefundRead)?;
    let told = lightning::told(ctx, &invoice.verify_url, &invoice.bolt11, &invoice.payment_hash).await;
    if let Told::Nothing(why) = &told {
        tracing::info!(scope = %ctx.scope, why, "an invoice for a refund can't be verified");
    }
    Ok(told)
}

/// What became of an invoice: its provider is asked.
///
/// Errors: `Forbidden`.
pub async fn standing(ctx: &Ctx, invoice: &PayoutInvoice) -> Result<Standing> {
    let told = verified(ctx, invoice).await?;
    Ok(invoice.standing(told, ctx.house.now()))
}
