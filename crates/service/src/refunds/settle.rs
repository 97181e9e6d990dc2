//! What a processor does with a refund, and what follows from it.

use std::time::Duration;

use clientele_domain::audit::Act;
use clientele_domain::id::RefundId;
use clientele_domain::refund::{Refund, RefundStatus, Task};
use clientele_store::{payments, refunds};

use super::{hold, step};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::methods::{self, GivenBack};

/// After so long without an answer a person should look.
const LONG: Duration = Duration::from_secs(10 * 60);

/// Asks the processor to give the money of a refund back, and notes what became of it. Asking again gives back once. Outside
/// of any transaction of the caller.
pub(super) async fn carry_out(ctx: &Ctx, refund: &Refund) -> Result<Refund> {
    let payment = payments::by_id(&mut ctx.read().await?.conn(), ctx.scope, refund.payment).await?;
    let payment = payment.ok_or(Error::NotFound)?;
    let given = match methods::gives_back(ctx, &payment) {
        Some(attempt) => methods::give_back(ctx, refund.id, attempt).await?,
        None => GivenBack::Failed("Nobody can give this payment back by machine. Choose another way.".to_owned()),
    };
    settle(ctx, refund.id, given).await
}

/// Notes what became of a refund. Saying the same twice changes nothing.
async fn settle(ctx: &Ctx, id: RefundId, given: GivenBack) -> Result<Refund> {
    transaction!(ctx, |conn| {
        let (mut payment, mut refund) = hold::refund(ctx, conn, id).await?;
        if !refund.is_with_processor() {
            return Ok(refund);
        }
        match &given {
            GivenBack::Succeeded => {
                step::bring(ctx, conn, &mut payment, &mut refund, RefundStatus::Succeeded).await?;
            }
            GivenBack::Failed(why) => {
                refund.failure = why.clone();
                step::bring(ctx, conn, &mut payment, &mut refund, RefundStatus::Failed).await?;
                let changes = step::stood(RefundStatus::Pending, &refund);
                audit::note(ctx, conn, Act::RefundFailed, &id.to_string(), &changes).await?;
            }
        }
        Ok(refund)
    })
}

/// Has a person look at a refund of which nobody has told anything for long.
pub(super) async fn look_at(ctx: &Ctx, id: RefundId) -> Result<()> {
    transaction!(ctx, |conn| {
        let (_, mut refund) = hold::refund(ctx, conn, id).await?;
        if refund.is_with_processor() && refund.waits.is_none() && ctx.now >= refund.created_at.plus(LONG) {
            refund.waits = Some(Task::Check);
            refund.version += 1;
            refunds::update(conn, ctx.scope, None, &refund).await?;
        }
        Ok(())
    })
}
