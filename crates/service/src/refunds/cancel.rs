//! Calling a refund off, while nothing was sent.

use clientele_domain::audit::Act;
use clientele_domain::id::RefundId;
use clientele_domain::refund::{Refund, RefundStatus};
use clientele_domain::role::Permission;

use super::{hold, step, told};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Calls off a refund that waits for an approval, or to be sent. What it promised is left to refund again.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when a processor has it, or when it is over.
pub async fn cancel(ctx: &Ctx, id: RefundId) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    transaction!(ctx, |conn| {
        let (mut payment, mut refund) = hold::refund(ctx, conn, id).await?;
        if refund.is_with_processor() {
            return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
        }
        let from = refund.status;
        step::bring(ctx, conn, &mut payment, &mut refund, RefundStatus::Canceled).await?;
        audit::note(ctx, conn, Act::RefundCanceled, &id.to_string(), &step::stood(from, &refund)).await?;
        Ok(refund)
    })
}
