//! Refunds that a machine can go on with, whoever they belong to: the processor was asked, or was about to be, and whoever
//! asked is gone.

use std::time::Duration;

use clientele_domain::id::RefundId;
use clientele_domain::lightning::MARGIN;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::refunds::{self as rows, due};

use super::settle;
use crate::ctx::{Ctx, transaction};
use crate::error::Result;
use crate::house::House;

/// So often a processor is asked about one refund.
const SELDOM: Duration = Duration::from_secs(15);

/// So many are looked at in one go.
const AT_ONCE: i64 = 50;

/// Goes on with refunds that the processor has to do and of which nobody has asked for a while. Says whether there may be
/// more.
pub async fn carry_on(house: &House) -> Result<bool> {
    let now = house.now();
    let found = due::to_ask(&mut house.db.read().await?.conn(), now.minus(SELDOM), AT_ONCE).await?;
    let more = found.len() as i64 == AT_ONCE;
    for (scope, id) in found {
        // One that can't be asked about must not keep the others from being asked about.
        if let Err(error) = carry_on_with(house, scope, id).await {
            tracing::warn!(%id, ?error, "a refund can't be carried out");
        }
    }
    Ok(more)
}

async fn carry_on_with(house: &House, scope: Scope, id: RefundId) -> Result<()> {
    let ctx = Ctx::system(house, scope, "Processor");
    let turn = transaction!(ctx, |conn| { Ok(due::claim(conn, scope, id, ctx.now, ctx.now.minus(SELDOM)).await?) })?;
    if !turn {
        return Ok(());
    }
    let known = rows::by_id(&mut ctx.read().await?.conn(), scope, id).await?;
    let Some(refund) = known.filter(clientele_domain::refund::Refund::is_with_processor) else { return Ok(()) };
    let done = settle::carry_out(&ctx, &refund).await.map(|_| ());
    if done.is_err() {
        settle::look_at(&ctx, id).await?;
    }
    done
}

/// No server was down for longer, one may hope: what ran out before is not asked about any more.
const LOOKS_BACK: Duration = Duration::from_secs(7 * 24 * 3600);

/// Refunds with an invoice that somebody can be asked about, who was not asked since `before`; whoever they belong to. About
/// each is asked once more after it can't be paid any longer.
pub(super) async fn verifiable(house: &House, before: Timestamp) -> Result<Vec<(Scope, RefundId)>> {
    let from = house.now().minus(LOOKS_BACK);
    Ok(due::to_verify(&mut house.db.read().await?.conn(), from, before, MARGIN, AT_ONCE).await?)
}
