//! Speaking LNURL-pay with the provider of somebody's address (LUD-06, LUD-16, LUD-21): what it takes, an invoice, and
//! whether that was paid. Checkouts ask the merchant's provider, refunds the customer's. No money goes through this house.
//!
//! Errors are sentences: who reads them, a person or the log, is the caller's to say.

mod bolt11;

use clientele_domain::destination::within;
use clientele_domain::lightning::{Told, preimage_fits};
use clientele_domain::rules::{Issued, PayRequest, Verified};
use clientele_domain::time::Timestamp;
use url::Url;

use crate::ctx::Ctx;
use bolt11::Asked;
pub(crate) use bolt11::hex;

/// An invoice that a provider made out, after it was compared with what was asked for.
pub(crate) struct Made {
    /// As BOLT 11 writes it.
    pub(crate) bolt11: String,
    /// In hexadecimal.
    pub(crate) payment_hash: String,
    /// Where to ask whether it was paid; empty when the provider does not tell.
    pub(crate) verify_url: String,
    /// Until when it can be paid.
    pub(crate) expires_at: Timestamp,
}

/// What the provider at this address takes.
pub(crate) async fn pay_request(ctx: &Ctx, url: Url) -> Result<PayRequest, String> {
    let reach = ctx.house.reach;
    PayRequest::read(&ctx.house.fetch.get(url, reach).await?, reach)
}

/// An invoice over exactly so many satoshi.
pub(crate) async fn invoice(ctx: &Ctx, request: &PayRequest, sats: i64) -> Result<Made, String> {
    within(request.limits()?, sats)?;
    let amount = u64::try_from(sats).ok().and_then(|sats| sats.checked_mul(1000));
    let amount = amount.ok_or("The amount can't be paid in satoshi.")?;
    let reach = ctx.house.reach;
    let issued = Issued::read(&ctx.house.fetch.get(request.asking_for(amount), reach).await?, reach)?;
    let (mode, now) = (ctx.scope.mode, ctx.house.now());
    let kept = bolt11::read(&issued.invoice, &Asked { amount, metadata: &request.metadata, mode, now })?;
    Ok(Made {
        bolt11: issued.invoice,
        payment_hash: kept.payment_hash,
        verify_url: issued.verify.map(String::from).unwrap_or_default(),
        expires_at: kept.expires_at,
    })
}

/// What the provider says of an invoice. A proof that does not fit is none, whatever else is said.
pub(crate) async fn told(ctx: &Ctx, verify_url: &str, bolt11: &str, payment_hash: &str) -> Told {
    if verify_url.is_empty() {
        return Told::Nothing("The provider gave no address to ask at.".to_owned());
    }
    settled(ctx, verify_url, bolt11, payment_hash).await.unwrap_or_else(Told::Nothing)
}

async fn settled(ctx: &Ctx, verify_url: &str, bolt11: &str, payment_hash: &str) -> Result<Told, String> {
    let url: Url = verify_url.parse().map_err(|_| "The verify address can't be read.")?;
    let verified = Verified::read(&ctx.house.fetch.get(url, ctx.house.reach).await?)?;
    if verified.invoice.is_some_and(|about| about != bolt11) {
        return Err("The provider's answer is about another invoice.".to_owned());
    }
    if !verified.settled {
        return Ok(Told::Unpaid);
    }
    let fits = |preimage: String| preimage_fits(&preimage, payment_hash);
    let preimage = verified.preimage.map(fits).transpose();
    Ok(Told::Paid(preimage.map_err(|_| "The provider says that it was paid, and its proof does not fit.")?))
}
