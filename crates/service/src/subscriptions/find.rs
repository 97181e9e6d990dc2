//! Subscriptions, one by one and in pages.

use clientele_domain::id::SubscriptionId;
use clientele_domain::role::Permission;
use clientele_domain::subscription::Subscription;
use clientele_store::subscriptions::{self as rows, SubscriptionFilter};

use crate::ctx::Ctx;
use crate::customers::present;
use crate::cut::cut;
use crate::error::{Error, Result};

/// One subscription.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: SubscriptionId) -> Result<Subscription> {
    ctx.require(Permission::SubscriptionRead)?;
    rows::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A page of subscriptions, newest first, beginning after the one with the id `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound` or `Deleted` when there is no such customer.
pub async fn list(
    ctx: &Ctx,
    filter: &SubscriptionFilter,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<(Vec<Subscription>, bool)> {
    ctx.require(Permission::SubscriptionRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let mut filter = filter.clone();
    if let Some(customer) = filter.customer {
        filter.customer = Some(present(ctx, conn, customer).await?.id);
    }
    Ok(cut(rows::page(conn, ctx.scope, &filter, after, limit + 1).await?, limit))
}
