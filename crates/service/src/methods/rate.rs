//! What one bitcoin costs, from the merchant's source.

use clientele_domain::method::LightningSettings;
use clientele_domain::money::{Currency, Rate};
use clientele_domain::rules::{for_currency, json_at, rate_source};

use super::Shop;
use crate::ctx::Ctx;
use crate::error;

/// Whether the price in this currency can be found out. `own` is the merchant's currency.
pub(super) fn is_known(lightning: &LightningSettings, own: Currency, currency: Currency) -> bool {
    !lightning.rate_url.is_empty() && (currency == own || lightning.knows_every_currency())
}

/// The price in this currency, and who says so.
///
/// Errors: a sentence.
pub(super) async fn rate(
    ctx: &Ctx,
    lightning: &LightningSettings,
    currency: Currency,
) -> Result<(Rate, String), String> {
    let reach = ctx.house.reach;
    let url = rate_source(&lightning.rate_url, currency, reach)?;
    let source = url.host_str().unwrap_or_default().to_owned();
    let answer = ctx.house.fetch.get(url, reach).await?;
    let place = for_currency(&lightning.rate_path, currency);
    let figure = json_at(&answer, &place)
        .ok_or_else(|| format!("The answer of {source} has no figure at {place}. Check the place."))?;
    Ok((Rate::parse(&figure, currency)?, source))
}

/// What one bitcoin costs in this currency just now, and who says so; or a sentence that says why nobody tells.
pub(crate) async fn price_of_bitcoin(ctx: &Ctx, currency: Currency) -> error::Result<Result<(Rate, String), String>> {
    let shop = Shop::now(ctx).await?;
    let known = shop.settings.lightning.as_ref().filter(|lightning| is_known(lightning, shop.currency, currency));
    let Some(lightning) = known else {
        return Ok(Err(format!("No source that is set up tells what bitcoin costs in {currency}.")));
    };
    Ok(rate(ctx, lightning, currency).await)
}
