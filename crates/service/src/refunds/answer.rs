//! Having the processor do what was decided, and the answer to whoever asked for it.

use clientele_domain::refund::Refund;
use clientele_wire as wire;

use super::settle;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// What a request is answered that made a refund,
pub(super) const CREATED: u16 = 201;

/// and one that changed one.
pub(super) const CHANGED: u16 = 200;

/// Has the processor give the money back, if that is the next step. The refund is stored by now; what becomes of it is found
/// out again if this is where it ends.
///
/// A request that happens once has one transaction, which has to be over before the processor is asked. Its answer is kept
/// in it as things stand, and put right when they went on.
pub(super) async fn carried_out(ctx: &Ctx, refund: Refund, status: u16) -> Result<Refund> {
    if !refund.is_with_processor() {
        return Ok(refund);
    }
    let Some(once) = &ctx.once else { return Ok(or_later(ctx, refund).await) };
    once.finish(ctx.scope, status, &text(ctx, &refund)?).await?;
    let outside = Ctx { once: None, ..ctx.clone() };
    let refund = or_later(&outside, refund).await;
    once.revise(&ctx.house, ctx.scope, status, &text(ctx, &refund)?).await?;
    Ok(refund)
}

/// The refund as it is afterwards. When the processor can't be asked now, somebody asks it again soon.
async fn or_later(ctx: &Ctx, refund: Refund) -> Refund {
    match settle::carry_out(ctx, &refund).await {
        Ok(refund) => refund,
        Err(error) => {
            tracing::warn!(scope = %ctx.scope, id = %refund.id, ?error, "a refund could not be carried out yet");
            refund
        }
    }
}

fn text(ctx: &Ctx, refund: &Refund) -> Result<String> {
    let told = wire::Refund::new(ctx.scope.livemode(), refund);
    serde_json::to_string(&told).map_err(|error| Error::Internal(error.to_string()))
}
