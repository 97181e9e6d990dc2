//! How many satoshi a refund is, where it is not given back as the satoshi that were paid.

use clientele_domain::destination;
use clientele_domain::money::{Amount, Rate};
use clientele_domain::refund::Payout;
use clientele_domain::role::Permission;

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::methods::price_of_bitcoin;

/// An amount in satoshi: at the rate that a person typed, or else at that of the merchant's source, just now. The rate is
/// kept with who said so and when. An amount of bitcoin is what it is.
///
/// Errors: `Forbidden`, `Invalid` at `rate` with what is wrong with what was typed, or why nobody tells; `Invalid` at
/// `amount`.
pub async fn at_a_rate(ctx: &Ctx, amount: Amount, typed: Option<&str>) -> Result<Payout> {
    ctx.require(Permission::RefundCreate)?;
    if amount.currency.is_bitcoin() {
        return Ok(Payout { sats: amount.minor, rate: None, invoice: None });
    }
    let unknown = |message: String| Error::invalid("rate", message);
    let (rate, source) = match typed {
        Some(text) => (Rate::typed(text, amount.currency).map_err(unknown)?, ctx.actor.name().to_owned()),
        None => price_of_bitcoin(ctx, amount.currency).await?.map_err(|why| {
            unknown(format!("{why} Type what one bitcoin costs in {}, such as 65012.34.", amount.currency))
        })?,
    };
    destination::at_rate(amount, rate, &source, ctx.house.now()).map_err(|message| Error::invalid("amount", message))
}
