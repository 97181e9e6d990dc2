//! Refunds, one by one and in pages.

use clientele_domain::id::{PaymentId, RefundId};
use clientele_domain::refund::Refund;
use clientele_domain::role::Permission;
use clientele_store::refunds::list::{self as rows, RefundFilter};
use clientele_store::{payments, refunds};

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::payments::known;

/// One refund.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: RefundId) -> Result<Refund> {
    ctx.require(Permission::RefundRead)?;
    refunds::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A page of refunds, the newest first, beginning after the refund `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound` when there is no such customer.
pub async fn list(
    ctx: &Ctx,
    filter: &RefundFilter,
    after: Option<RefundId>,
    limit: i64,
) -> Result<(Vec<Refund>, bool)> {
    ctx.require(Permission::RefundRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let mut filter = filter.clone();
    if let Some(customer) = filter.customer {
        filter.customer = Some(known(ctx, conn, customer).await?);
    }
    let found = rows::page(conn, ctx.scope, &filter, after, limit + 1).await?;
    Ok(cut(found, limit))
}

/// A page of the refunds of a payment, the newest first.
///
/// Errors: `Forbidden`, `NotFound` when there is no such payment.
pub async fn of_payment(
    ctx: &Ctx,
    payment: PaymentId,
    after: Option<RefundId>,
    limit: i64,
) -> Result<(Vec<Refund>, bool)> {
    ctx.require(Permission::RefundRead)?;
    if payments::by_id(&mut ctx.read().await?.conn(), ctx.scope, payment).await?.is_none() {
        return Err(Error::NotFound);
    }
    list(ctx, &RefundFilter { payment: Some(payment), ..RefundFilter::default() }, after, limit).await
}
