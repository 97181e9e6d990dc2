//! Lightning to the merchant's own address: its provider makes out an invoice to the merchant and tells when it was paid.

use std::time::Duration;

use clientele_domain::card::Card;
use clientele_domain::checkout::{Attempt, Decline, Waiting};
use clientele_domain::lightning::{MARGIN, Told};
use clientele_domain::method::{LightningSettings, Limits};
use clientele_domain::money::Amount;
use clientele_domain::payment::MethodKind;
use clientele_domain::rules::{PayRequest, lnurlp_url};

use super::{Offer, PaymentMethod, Progress, Shop, rate};
use crate::ctx::Ctx;
use crate::{error, lightning};

/// No invoice is waited for any longer.
const LONGEST: Duration = Duration::from_secs(30 * 86_400);

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
        Ok(match lightning::told(ctx, verify_url, bolt11, payment_hash).await {
            Told::Paid(_) => Progress::Succeeded,
            Told::Unpaid if now >= expires_at.plus(MARGIN) => Progress::Declined(Decline::InvoiceExpired),
            Told::Unpaid => waits,
            Told::Nothing(why) => {
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
    let settings = shop.settings.lightning.as_ref().ok_or("No Lightning address is set up.")?;
    let (sats, rate) = price(ctx, shop, settings, attempt.amount).await?;
    let request = pay_request(ctx, &settings.address).await?;
    let made = lightning::invoice(ctx, &request, sats).await?;
    Ok(Waiting::Invoice {
        bolt11: made.bolt11,
        payment_hash: made.payment_hash,
        sats,
        verify_url: made.verify_url,
        rate,
        expires_at: made.expires_at.min(ctx.house.now().plus(LONGEST)),
    })
}

/// How many satoshi an amount is, and the rate by which it is so many.
async fn price(
    ctx: &Ctx,
    shop: &Shop,
    settings: &LightningSettings,
    amount: Amount,
) -> std::result::Result<(i64, String), String> {
    if amount.currency.is_bitcoin() {
        return Ok((amount.minor, String::new()));
    }
    if !rate::is_known(settings, shop.currency, amount.currency) {
        return Err(format!("Nobody tells what bitcoin costs in {}.", amount.currency));
    }
    let (rate, source) = rate::rate(ctx, settings, amount.currency).await?;
    let sats = rate.satoshi(amount).ok_or("The amount can't be paid in satoshi.")?;
    Ok((sats, format!("{rate} at {} from {source}", ctx.house.now())))
}

async fn pay_request(ctx: &Ctx, address: &str) -> std::result::Result<PayRequest, String> {
    lightning::pay_request(ctx, lnurlp_url(address, ctx.house.reach)?).await
}

/// How much an address takes at a time, as its provider tells now.
///
/// Errors: a sentence.
pub(super) async fn limits(ctx: &Ctx, address: &str) -> std::result::Result<Limits, String> {
    pay_request(ctx, address).await?.limits()
}
