//! Merging two customers by hand.

use clientele_domain::audit::Act;
use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::matching::Choices;
use clientele_domain::merge::Merge;
use clientele_domain::role::Permission;
use clientele_domain::selector::Selector;
use clientele_store::matching::distinct;
use clientele_store::{Conn, customers};

use super::join::{Why, merge_told_in};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::customers::{CustomerView, changed_by, found, present, viewed};
use crate::error::{Error, Result};

/// A record and the version at which somebody looked at it.
pub type Seen = (CustomerId, i64);

/// Merges a customer into another, who stays; gives the merge and the record that stays. `choices` say whose value of a
/// field is kept. With `seen`, the merge is made only of the records that somebody has looked at, as they were then.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`, `Invalid` when there is nobody to merge into, `InvalidState` when the two are
/// one already or somebody said that they are not the same person, `Changed` when one of them is not as it was seen.
pub async fn merge(
    ctx: &Ctx,
    source: CustomerId,
    into: &Selector,
    choices: &Choices,
    seen: Option<[Seen; 2]>,
) -> Result<(Merge, CustomerView)> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let (source, target) = both(ctx, conn, source, into).await?;
        let held = customers::hold(conn, ctx.scope, &[source.id, target.id]).await?;
        let [source, target] = [source.id, target.id].map(|id| held.iter().find(|one| one.id == id).cloned());
        // Whoever was merged or deleted between the look and the lock is looked for again.
        let (Some(source), Some(target)) = (source, target) else { return Err(Error::Conflict) };
        for one in [&source, &target] {
            if seen.is_some_and(|seen| !seen.contains(&(one.id, one.version))) {
                return Err(changed_by(ctx, conn, one.clone()).await?);
            }
        }
        if !distinct::among(conn, ctx.scope, &[source.id, target.id]).await?.is_empty() {
            return Err(Error::InvalidState(
                "Somebody said that these two are not the same person. Withdraw that before you merge them.".to_owned(),
            ));
        }
        let (merge, after) = merge_told_in(ctx, conn, &source, target, &Why::by_hand(choices.clone())).await?;
        audit::note_told(ctx, conn, Act::CustomerMerged, after.id).await?;
        Ok((merge, viewed(ctx, conn, after).await?))
    })
}

/// The two who are meant. Errors: as for [`merge`].
pub(super) async fn both(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    source: CustomerId,
    into: &Selector,
) -> Result<(Customer, Customer)> {
    let source = present(ctx, conn, source).await?;
    let target = found(ctx, conn, into).await.map_err(|error| match error {
        Error::NotFound => Error::invalid("into", "There is no such customer here."),
        Error::Deleted { at } => Error::invalid("into", format!("This customer was deleted on {}.", at.date())),
        other => other,
    })?;
    if source.id == target.id {
        return Err(Error::InvalidState("These are one customer already.".to_owned()));
    }
    let clock = |customer: &Customer| customer.clock.map(|(id, _)| id);
    if clock(&source) != clock(&target) {
        return Err(Error::InvalidState(
            "These two live by different clocks, so that they can't become one.".to_owned(),
        ));
    }
    Ok((source, target))
}
