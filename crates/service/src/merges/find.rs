//! Merges, one by one and in pages.

use clientele_domain::id::{CustomerId, MergeId};
use clientele_domain::merge::Merge;
use clientele_domain::role::Permission;
use clientele_store::merges;

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};

/// One merge.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: MergeId) -> Result<Merge> {
    ctx.require(Permission::CustomerRead)?;
    let found = merges::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?;
    Ok(found.ok_or(Error::NotFound)?.merge)
}

/// A page of merges, newest first, of everybody or into one customer, beginning after the merge `after`; and whether there
/// is more.
///
/// Errors: `Forbidden`.
pub async fn list(
    ctx: &Ctx,
    into: Option<CustomerId>,
    after: Option<MergeId>,
    limit: i64,
) -> Result<(Vec<Merge>, bool)> {
    ctx.require(Permission::CustomerRead)?;
    let found = merges::page(&mut ctx.read().await?.conn(), ctx.scope, into, after, limit + 1).await?;
    Ok(cut(found, limit))
}
