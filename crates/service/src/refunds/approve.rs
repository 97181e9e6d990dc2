//! Agreeing to a refund that somebody else asked for.

use clientele_domain::audit::Act;
use clientele_domain::id::RefundId;
use clientele_domain::refund::{Approval, Refund, Task};
use clientele_domain::role::Permission;
use clientele_store::refunds;

use super::{answer, hold, step, told};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Approves a refund, which then goes its way. Nobody approves their own.
///
/// Errors: `Forbidden`, `NotFound`, `NotAlone` to whoever asked for it, `InvalidState` when it doesn't wait for this.
pub async fn approve(ctx: &Ctx, id: RefundId) -> Result<Refund> {
    ctx.require(Permission::RefundApprove)?;
    let refund = transaction!(ctx, |conn| {
        let (mut payment, mut refund) = hold::refund(ctx, conn, id).await?;
        if refund.task() != Some(Task::Approve) {
            return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
        }
        let by = hold::doer(ctx);
        if !by.id.is_empty() && by.id == refund.created_by.id {
            let message = "You asked for this refund yourself. Somebody else has to approve it.";
            return Err(Error::NotAlone(message.to_owned()));
        }
        let (waited, from) = (refund.waits, refund.status);
        refund.approval = Approval::Given { by: by.name, at: ctx.now };
        refund.waits = None;
        refund.asked_at = ctx.now;
        refund.version += 1;
        refunds::update(conn, ctx.scope, waited, &refund).await?;
        step::go_on(ctx, conn, &mut payment, &mut refund).await?;
        audit::note(ctx, conn, Act::RefundApproved, &id.to_string(), &step::stood(from, &refund)).await?;
        Ok(refund)
    })?;
    answer::carried_out(ctx, refund, answer::CHANGED).await
}
