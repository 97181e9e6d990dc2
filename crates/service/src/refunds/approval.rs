//! When a refund has to wait for somebody else who agrees.

use clientele_domain::audit::Act;
use clientele_domain::money::Amount;
use clientele_domain::payment::Payment;
use clientele_domain::refund::Thresholds;
use clientele_domain::role::Permission;
use clientele_store::Conn;
use clientele_store::refunds;
use clientele_store::refunds::thresholds::{self as rows, Decided};

use super::hold;
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Above how much a support member's refund waits, by currency.
///
/// Errors: `Forbidden`.
pub async fn thresholds(ctx: &Ctx) -> Result<Thresholds> {
    ctx.require(Permission::SettingsRead)?;
    Ok(rows::get(&mut ctx.read().await?.conn(), ctx.scope).await?)
}

/// The same with who decided each of them last.
///
/// Errors: `Forbidden`.
pub async fn decided(ctx: &Ctx) -> Result<Vec<Decided>> {
    ctx.require(Permission::SettingsRead)?;
    Ok(rows::decided(&mut ctx.read().await?.conn(), ctx.scope).await?)
}

/// Puts what `change` makes of the thresholds in force. Refunds that wait already go on waiting.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn change_thresholds(
    ctx: &Ctx,
    change: impl Fn(Thresholds) -> Thresholds + Send + Sync,
) -> Result<Thresholds> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| { put(ctx, conn, &change).await })
}

/// The same within somebody's transaction, who may.
///
/// Errors: `Invalid`.
pub(crate) async fn put(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    change: &(dyn Fn(Thresholds) -> Thresholds + Send + Sync),
) -> Result<Thresholds> {
    let before = rows::get(conn, ctx.scope).await?;
    let thresholds = change(before.clone());
    if let Some((currency, _)) = thresholds.0.iter().find(|(_, most)| **most < 0) {
        let field = format!("refund_approval.{}", currency.code().to_ascii_lowercase());
        return Err(Error::invalid(&field, "Enter 0 or more, in minor units."));
    }
    rows::set(conn, ctx.scope, &thresholds, ctx.actor.name(), ctx.now).await?;
    audit::note_changed(ctx, conn, Act::RefundRulesUpdated, "", &before, &thresholds).await?;
    Ok(thresholds)
}

/// Whether somebody else has to agree to this. Whoever may approve refunds decides alone, and so does a program that may
/// write them.
pub(super) async fn is_needed(ctx: &Ctx, conn: &mut Conn<'_>, payment: &Payment, amount: Amount) -> Result<bool> {
    if ctx.require(Permission::RefundApprove).is_ok() {
        return Ok(false);
    }
    let thresholds = rows::get(conn, ctx.scope).await?;
    let before = refunds::alone(conn, ctx.scope, payment.id, &hold::doer(ctx).id).await?;
    Ok(thresholds.ask_for(Amount { minor: before.saturating_add(amount.minor), ..amount }))
}
