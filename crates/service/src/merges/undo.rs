//! Undoing a merge.

use clientele_domain::audit::Act;
use clientele_domain::customer::Customer;
use clientele_domain::id::{CustomerId, MergeId};
use clientele_domain::matching::{Rule, not_restored};
use clientele_domain::merge::{Kept, Merge, State, part, part_identities};
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;
use clientele_store::customers::merged;
use clientele_store::matching::distinct;
use clientele_store::merges::{self as rows, Parting, Stored};
use clientele_store::{Conn, customers, identities};

use crate::ctx::{Ctx, transaction};
use crate::customers::present;
use crate::error::{Error, Result};
use crate::invoices::credit::even_out;
use crate::{audit, events, merchants};

/// A merge that was undone.
#[derive(Debug, Clone)]
pub struct Undone {
    /// The merge.
    pub merge: Merge,
    /// What could not be as it was before, because it was changed since; each with the reason.
    pub not_restored: Vec<Violation>,
}

/// Undoes a merge, whoever did it: both records are as they were, except for what happened since. Two records that the
/// rules had merged are remembered as not the same person, or they would be merged again at the next payment. Undoing it
/// again changes nothing.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when one of the two was merged elsewhere since, or erased.
pub async fn undo(ctx: &Ctx, id: MergeId) -> Result<Undone> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let asked = rows::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        let now = held(ctx, conn, &asked.merge).await?;
        // What was kept may have gone while somebody else held the two.
        let Stored { merge, kept } = rows::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if merge.undone_at.is_some() {
            return Ok(Undone { merge, not_restored: Vec::new() });
        }
        let (Some(now), Some(kept)) = (now, kept) else { return Err(erased()) };
        let source = merged::by_id(conn, ctx.scope, merge.source, merge.into).await?;
        let source = source.ok_or_else(|| Error::InvalidState("This record leads elsewhere by now.".to_owned()))?;
        undo_in(ctx, conn, merge, source, now, &kept).await
    })
}

fn erased() -> Error {
    Error::InvalidState("The customer was deleted, and with it what would be needed to undo this merge.".to_owned())
}

/// The record that stays, held; nothing when it was erased. Errors: `InvalidState` when it was merged itself.
async fn held(ctx: &Ctx, conn: &mut Conn<'_>, merge: &Merge) -> Result<Option<Customer>> {
    if merge.undone_at.is_some() {
        return Ok(None);
    }
    let customer = match present(ctx, conn, merge.into).await {
        Err(Error::Deleted { .. }) => return Ok(None),
        other => other?,
    };
    if customer.id == merge.into {
        return Ok(customers::hold(conn, ctx.scope, &[merge.into]).await?.pop());
    }
    let later = rows::last_of(conn, ctx.scope, merge.into).await?.map(|stored| stored.merge.id.to_string());
    Err(Error::InvalidState(format!(
        "{} was merged into {} since. Undo {} first.",
        merge.into,
        customer.id,
        later.unwrap_or_else(|| "that".to_owned())
    )))
}

async fn undo_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    mut merge: Merge,
    mut source: Customer,
    now: Customer,
    kept: &Kept,
) -> Result<Undone> {
    let mut back = part(&source, &now, kept);
    let mut not_restored = left_as_they_are(&now, kept);
    not_restored.extend(free(ctx, conn, &mut source, &back).await?);
    let untouched = State::of(&now) == kept.after && back.fields == kept.before.fields;
    back.updated_at = if untouched { kept.before.updated_at } else { ctx.now };
    let both_have = identities::shared(conn, ctx.scope, now.id, source.id).await?;
    let brought = identities::shared(conn, ctx.scope, source.id, now.id).await?;
    let left = part_identities(&both_have, &brought, kept, merge.created_at);
    merge.undone_at = Some(ctx.now);
    merge.undone_by = ctx.actor.name().to_owned();
    let parting = Parting {
        source: &source,
        now: &now,
        back: &back,
        identities: &left,
        untouched: untouched.then_some((kept.before.version, kept.before.updated_at)),
        own: merchants::currency(ctx, conn).await?,
    };
    rows::undo(conn, ctx.scope, &merge, parting).await?;
    even_out(ctx, conn, merge.id, (back.id, source.id)).await?;
    if merge.rule != Rule::Manual {
        distinct::insert(conn, ctx.scope, (merge.source, merge.into), ctx.actor.name(), ctx.now).await?;
    }
    let (source, back) = (present(ctx, conn, source.id).await?, present(ctx, conn, back.id).await?);
    events::customers_unmerged(ctx, conn, &source, &now, &back).await?;
    audit::note_told(ctx, conn, Act::CustomerUnmerged, back.id).await?;
    Ok(Undone { merge, not_restored })
}

fn left_as_they_are(now: &Customer, kept: &Kept) -> Vec<Violation> {
    let fields = not_restored(&now.fields, &kept.before.fields, &kept.after.fields);
    let told = fields.into_iter().map(|field| {
        let message = format!("{} was changed since the merge, and stays as it is now.", field.label());
        Violation::new(format!("{}.{}", now.id, field.as_str()), message)
    });
    told.collect()
}

/// Takes the external id off a record that comes back, when somebody else has it by now.
async fn free(ctx: &Ctx, conn: &mut Conn<'_>, source: &mut Customer, back: &Customer) -> Result<Option<Violation>> {
    let external_id = source.fields.external_id.clone();
    if external_id.is_empty() {
        return Ok(None);
    }
    let owner = customers::by_external_id(conn, ctx.scope, &external_id).await?.map(|owner| owner.id);
    let taken: Option<CustomerId> = match owner {
        // The record that stays gives it back, unless it was given it on purpose.
        Some(owner) if owner == back.id => (back.fields.external_id == external_id).then_some(owner),
        other => other,
    };
    Ok(taken.map(|owner| {
        source.fields.external_id.clear();
        let message = format!("The external id is {owner}'s by now; the record came back without one.");
        Violation::new(format!("{}.external_id", source.id), message)
    }))
}
