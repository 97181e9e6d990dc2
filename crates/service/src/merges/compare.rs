//! Two customers side by side, for somebody who decides whether they are one person.

use clientele_domain::id::CustomerId;
use clientele_domain::matching::{Choices, WhyApart, stays_before};
use clientele_domain::merge::Belongings;
use clientele_domain::role::Permission;
use clientele_domain::selector::Selector;
use clientele_store::merges::moves;

use super::preview::{Preview, preview};
use crate::ctx::Ctx;
use crate::customers::present;
use crate::error::Result;
use crate::matching::{Shared, between};

/// Two customers side by side.
#[derive(Debug, Clone)]
pub struct Comparison {
    /// What a merge would make of them. Who would stay when nobody decides otherwise is its target.
    pub preview: Preview,
    /// What they share, the strongest first, seen from the one who would stay.
    pub shared: Vec<Shared>,
    /// Why they are not one record.
    pub why: WhyApart,
    /// What hangs on the one who would be merged.
    pub source_has: Belongings,
    /// What hangs on the one who would stay.
    pub target_has: Belongings,
}

/// Looks at two customers, and at what a merge would make of them. Nothing is written.
///
/// Errors: as for [`preview`].
pub async fn compare(ctx: &Ctx, one: CustomerId, other: CustomerId) -> Result<Comparison> {
    ctx.require(Permission::CustomerRead)?;
    let (source, target) = {
        let mut reader = ctx.read().await?;
        let conn = &mut reader.conn();
        let (one, other) = (present(ctx, conn, one).await?, present(ctx, conn, other).await?);
        if stays_before(&one, &other) { (other.id, one.id) } else { (one.id, other.id) }
    };
    let preview = preview(ctx, source, &Selector::Id(target), &Choices::default()).await?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let (shared, why) = between(ctx, conn, &preview.target.customer, &preview.source.customer).await?;
    Ok(Comparison {
        shared,
        why,
        source_has: moves::of_customer(conn, ctx.scope, source).await?,
        target_has: moves::of_customer(conn, ctx.scope, target).await?,
        preview,
    })
}
