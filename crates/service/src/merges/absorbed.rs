//! The records that were merged into a customer, each with what would go back if that were undone.

use clientele_domain::id::CustomerId;
use clientele_domain::merge::{Belongings, Merge};
use clientele_domain::role::Permission;
use clientele_store::customers::merged;
use clientele_store::merges::{self, moves};

use crate::ctx::Ctx;
use crate::customers::present;
use crate::error::Result;

/// A record that is a part of another one now.
#[derive(Debug, Clone)]
pub struct Absorbed {
    /// The merge that took it. When it leads to another customer, that one was merged in turn.
    pub merge: Merge,
    /// What people called it.
    pub name: String,
    /// What would go back.
    pub took: Belongings,
}

/// How many are told.
const MOST: usize = 50;

/// The records that were merged into a customer, the last one first.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn absorbed_by(ctx: &Ctx, customer: CustomerId) -> Result<Vec<Absorbed>> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = present(ctx, conn, customer).await?;
    let mut absorbed = Vec::new();
    for source in customer.merged_from.iter().take(MOST) {
        let record = merged::by_id(conn, ctx.scope, *source, customer.id).await?;
        let last = merges::last_of(conn, ctx.scope, *source).await?;
        if let (Some(record), Some(last)) = (record, last) {
            let merge = last.merge;
            let took = moves::of_merge(conn, ctx.scope, merge.id, *source).await?;
            absorbed.push(Absorbed { name: record.fields.display_name().to_owned(), took, merge });
        }
    }
    absorbed.sort_by_key(|one| std::cmp::Reverse(one.merge.id));
    Ok(absorbed)
}
