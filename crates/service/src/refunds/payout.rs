//! What is sent for a refund, once that is known: so many satoshi, by which rate, and the invoice to pay.

use clientele_domain::id::RefundId;
use clientele_domain::refund::{Payout, Refund, RefundStatus};
use clientele_domain::role::Permission;
use clientele_store::refunds;

use super::{hold, told};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Keeps what is to be sent for a refund that waits for it, in the place of what was kept before. Outside is asked first:
/// this only stores the answer.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when it doesn't wait to be sent.
pub async fn keep(ctx: &Ctx, id: RefundId, payout: Payout) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    transaction!(ctx, |conn| {
        let (_, mut refund) = hold::refund(ctx, conn, id).await?;
        if refund.status != RefundStatus::RequiresAction {
            return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
        }
        refund.payout = Some(payout.clone());
        refund.asked_at = ctx.now;
        refund.version += 1;
        refunds::update(conn, ctx.scope, refund.waits, &refund).await?;
        Ok(refund)
    })
}
