//! What a refund would come to at an address: asked while somebody types, before anything is recorded.

use clientele_domain::destination::Checked;
use clientele_domain::id::PaymentId;
use clientele_domain::money::Amount;
use clientele_domain::refund::Payout;
use clientele_domain::role::Permission;
use clientele_store::payments;

use super::{destination, offer};
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// What would be sent to an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The address, and what could be found out about it.
    pub checked: Checked,
    /// How many satoshi; none where the address takes no satoshi.
    pub payout: Option<Payout>,
    /// Why the number of satoshi is not known, or why the address does not take so many; a sentence, or empty.
    pub problem: String,
}

/// Checks an address and says what so much of a payment comes to there, at a rate that was typed, or else at that of the
/// merchant's source.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid` at `destination`.
pub async fn quote(ctx: &Ctx, payment: PaymentId, minor: i64, to: &str, rate: Option<&str>) -> Result<Quote> {
    ctx.require(Permission::RefundCreate)?;
    let payment = payments::by_id(&mut ctx.read().await?.conn(), ctx.scope, payment).await?.ok_or(Error::NotFound)?;
    let checked = destination::check(ctx, to).await?;
    if !checked.destination.kind.pays_satoshi() || minor <= 0 {
        return Ok(Quote { checked, payout: None, problem: String::new() });
    }
    let amount = Amount { minor, ..payment.amount };
    let share = match rate {
        Some(_) => None,
        None => offer::share(ctx, &payment, amount).await?,
    };
    let payout = match share {
        Some(sats) => Ok(Payout { sats, rate: None, invoice: None }),
        None => destination::at_a_rate(ctx, amount, rate).await,
    };
    match payout {
        Ok(payout) => {
            let problem = checked.takes(payout.sats).err().unwrap_or_default();
            Ok(Quote { checked, payout: Some(payout), problem })
        }
        Err(Error::Invalid(violations)) => {
            let problem = violations.into_iter().next().map(|violation| violation.message).unwrap_or_default();
            Ok(Quote { checked, payout: None, problem })
        }
        Err(error) => Err(error),
    }
}
