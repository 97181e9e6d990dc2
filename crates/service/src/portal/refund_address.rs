//! Another refund address: asked for in the portal, and confirmed by a mailed link. Whoever sits at an open screen does not
//! lead somebody's money elsewhere.

use clientele_domain::portal::LinkPurpose;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_store::portal::links;

use super::Holder;
use super::links::make;
use crate::ctx::transaction;
use crate::customers::locked;
use crate::error::{Error, Result};
use crate::house::House;

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It is the refund address already.
    Same,
    /// A link to confirm it is on its way to this email.
    Mailed(String),
}

/// Asks for another refund address. One that was asked for before and not confirmed does not count any more.
///
/// Errors: `Invalid` at `refund_address`; `TooManyAttempts`; `InvalidState` without an email to confirm it by.
pub async fn ask(house: &House, holder: &Holder, typed: &str) -> Result<Asked> {
    let ctx = holder.ctx(house);
    ctx.require(Permission::CustomerWrite)?;
    let wrong = |message| Error::invalid("refund_address", message);
    let (_, address) = rules::refund_address(typed).map_err(wrong)?;
    transaction!(ctx, |conn| {
        let customer = locked(&ctx, conn, holder.customer.id).await?;
        if customer.fields.refund_address == address {
            return Ok(Asked::Same);
        }
        let email = customer.fields.email.clone();
        if email.is_empty() {
            return Err(Error::InvalidState("There is no email to confirm it by.".to_owned()));
        }
        links::replace(conn, ctx.scope, customer.id, LinkPurpose::RefundAddress, ctx.now).await?;
        make(&ctx, conn, &customer, LinkPurpose::RefundAddress, &address).await?;
        Ok(Asked::Mailed(email))
    })
}
