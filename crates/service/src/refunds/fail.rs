//! Saying that the money of a refund can't be sent.

use clientele_domain::audit::Act;
use clientele_domain::id::RefundId;
use clientele_domain::refund::{Refund, RefundStatus};
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;

use super::create::note;
use super::{hold, step, told};
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Marks a refund that waits to be sent as failed: the wallet refuses, or the address is dead. `why` says so to the team. What
/// it promised is left to refund again.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid` at `note`, `InvalidState` when it doesn't wait to be sent: it says who did what.
pub async fn mark_failed(ctx: &Ctx, id: RefundId, why: &str) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    let why = note(why, "note").map_err(|violation| Error::Invalid(vec![violation]))?;
    if why.is_empty() {
        let message = "Say in the note why the money can't be sent.";
        return Err(Error::Invalid(vec![Violation::missing("note", message)]));
    }
    transaction!(ctx, |conn| {
        let (mut payment, mut refund) = hold::refund(ctx, conn, id).await?;
        if refund.status != RefundStatus::RequiresAction {
            return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
        }
        refund.failure.clone_from(&why);
        let from = refund.status;
        step::bring(ctx, conn, &mut payment, &mut refund, RefundStatus::Failed).await?;
        let mut changes = step::stood(from, &refund);
        changes.push(change("note", "", &why));
        audit::note(ctx, conn, Act::RefundFailed, &id.to_string(), &changes).await?;
        Ok(refund)
    })
}
