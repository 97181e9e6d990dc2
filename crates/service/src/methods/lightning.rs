//! Lightning to the merchant's own address, over LNURL-pay: the provider makes out an invoice to the merchant (LUD-06,
//! LUD-16) and tells when it was paid (LUD-21). No money goes through this house.

use std::time::Duration;

use clientele_domain::card::Card;
use clientele_domain::checkout::{Attempt, Decline, Waiting};
use clientele_domain::method::{LightningSettings, Limits};
use clientele_domain::money::Amount;
use clientele_domain::payment::MethodKind;
use clientele_domain::rules::{Issued, PayRequest, Reach, Verified, lnurlp_url};
use url::Url;

use super::invoice::{self, Asked};
use super::{Offer, PaymentMethod, Progress, Shop, rate};
use crate::ctx::Ctx;
use crate::error;

/// A payment may be on its way when the time of its invoice ends. So long after it, none is.
const MARGIN: Duration = Duration::from_secs(15 * 60);

/// An invoice may be under way from the provider for so long. Later, nobody was given one.
const ON_ITS_WAY: Duration = Duration::from_secs(60);

pub(super) struct Lightning;

impl PaymentMethod for Lightning {
    fn offers(&self, shop: &Shop, amount: Amount) -> Vec<Offer> {
        let Some(lightning) = &shop.settings.lightning else { return Vec::new() };
        let currency = amount.currency;
        if !currency.is_bitcoin() && !rate::is_known(lightning, shop.currency, currency) {
            return Vec::new();
        }
        let (kind, label) = (MethodKind::Lightning, MethodKind::Lightning.label().to_owned());
        vec![Offer { kind, sandbox: false, label, instructions: String::new() }]
    }

    /// Asks for an invoice. One that was given to the buyer before stays the only one.
    async fn charge(&self, ctx: &Ctx, attempt: &Attempt, _card: Option<&Card>) -> error::Result<Progress> {
        if let Some(waiting) = &attempt.waiting {
            return Ok(Progress::Waiting(waiting.clone()));
        }
        let shop = Shop::now(ctx).await?;
        match given(ctx, &shop, attempt).await {
            Ok(waiting) => Ok(Progress::Waiting(waiting)),
            Err(why) => {
                tracing::warn!(scope = %ctx.scope, attempt = %attempt.id, why, "there is no Lightning invoice");
                Ok(Progress::Declined(Decline::Unavailable))
            }
        }
    }

    /// What can't be found out stays as it is: the buyer may have paid.
    async fn ask(&self, ctx: &Ctx, attempt: &Attempt) -> error::Result<Progress> {
        let now = ctx.house.now();
        let Some(waiting) = &attempt.waiting else {
            let lost = now >= attempt.created_at.plus(ON_ITS_WAY);
            return Ok(if lost { Progress::Declined(Decline::Unavailable) } else { Progress::Unknown });
        };
        let waits = Progress::Waiting(waiting.clone());
        let Waiting::Invoice { bolt11, payment_hash, verify_url, expires_at, .. } = waiting else { return Ok(waits) };
        if verify_url.is_empty() {
            return Ok(waits);
        }
        Ok(match settled(ctx, verify_url, bolt11, payment_hash).await {
            Ok(true) => Progress::Succeeded,
            Ok(false) if now >= expires_at.plus(MARGIN) => Progress::Declined(Decline::InvoiceExpired),
            Ok(false) => waits,
            Err(why) => {
                tracing::warn!(scope = %ctx.scope, attempt = %attempt.id, why, "a Lightning invoice can't be verified");
                waits
            }
        })
    }
}

/// An invoice for the buyer.
///
/// Errors: a sentence for the log.
async fn given(ctx: &Ctx, shop: &Shop, attempt: &Attempt) -> std::result::Result<Waiting, String> {
    let lightning = shop.settings.lightning.as_ref().ok_or("No Lightning address is set up.")?;
    let (sats, rate) = price(ctx, shop, lightning, attempt.amount).await?;
    let amount = u64::try_from(sats).ok().filter(|sats| *sats > 0).and_then(|sats| sats.checked_mul(1000));
    let amount = amount.ok_or("The amount can't be paid in satoshi.")?;
    let request = pay_request(ctx, &lightning.address).await?;
    if amount < request.min || amount > request.max {
        let (min, max) = (request.min, request.max);
        return Err(format!("{amount} thousandths of a satoshi are not between {min} and {max}."));
    }
    let reach = ctx.house.reach;
    let issued = Issued::read(&ctx.house.fetch.get(request.asking_for(amount), reach).await?, reach)?;
    let now = ctx.house.now();
    let asked = Asked { amount, metadata: &request.metadata, mode: shop.mode, now };
    let kept = invoice::read(&issued.invoice, &asked)?;
    Ok(Waiting::Invoice {
        bolt11: issued.invoice,
        payment_hash: kept.payment_hash,
        sats,
        verify_url: issued.verify.map(String::from).unwrap_or_default(),
        rate,
        expires_at: kept.expires_at,
    })
}

/// How many satoshi an amount is, and the rate by which it is so many.
async fn price(
    ctx: &Ctx,
    shop: &Shop,
    lightning: &LightningSettings,
    amount: Amount,
) -> std::result::Result<(i64, String), String> {
    if amount.currency.is_bitcoin() {
        return Ok((amount.minor, String::new()));
    }
    if !rate::is_known(lightning, shop.currency, amount.currency) {
        return Err(format!("Nobody tells what bitcoin costs in {}.", amount.currency));
    }
    let (rate, source) = rate::rate(ctx, lightning, amount.currency).await?;
    let sats = rate.satoshi(amount).ok_or("The amount can't be paid in satoshi.")?;
    Ok((sats, format!("{rate} at {} from {source}", ctx.house.now())))
}

async fn pay_request(ctx: &Ctx, address: &str) -> std::result::Result<PayRequest, String> {
    let reach = ctx.house.reach;
    PayRequest::read(&ctx.house.fetch.get(lnurlp_url(address, reach)?, reach).await?, reach)
}

/// How much an address takes at a time, as its provider tells now.
///
/// Errors: a sentence.
pub(super) async fn limits(ctx: &Ctx, address: &str) -> std::result::Result<Limits, String> {
    let request = pay_request(ctx, address).await?;
    let sats = |millisatoshi: u64| i64::try_from(millisatoshi / 1000).unwrap_or(i64::MAX);
    Ok(Limits { min: sats(request.min.saturating_add(999)), max: sats(request.max) })
}

/// Whether an invoice was paid. A proof that does not fit is none, whatever else is said.
///
/// Errors: a sentence for the log.
async fn settled(ctx: &Ctx, verify_url: &str, bolt11: &str, payment_hash: &str) -> std::result::Result<bool, String> {
    let reach: Reach = ctx.house.reach;
    let url: Url = verify_url.parse().map_err(|_| "The verify address can't be read.")?;
    let verified = Verified::read(&ctx.house.fetch.get(url, reach).await?)?;
    if verified.invoice.is_some_and(|about| about != bolt11) {
        return Err("The answer is about another invoice.".to_owned());
    }
    match verified.preimage {
        Some(preimage) if verified.settled && !invoice::proves(&preimage, payment_hash) => {
            Err("The preimage does not fit the payment hash.".to_owned())
        }
        _ => Ok(verified.settled),
    }
}
