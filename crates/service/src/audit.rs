//! The audit log: who did what to money, people, settings and access, written in the transaction of the act.
//!
//! What a file brings in is not noted row by row: that the import was started is.

mod differences;
mod export;
mod search;

use clientele_domain::audit::{Act, ActorKind, Entry};
use clientele_domain::customer::FieldChange;
use clientele_domain::id::{AuditId, CustomerId, EventId};
use clientele_domain::role::Permission;
use clientele_domain::scope::{Mode, Scope};
use clientele_store::{Conn, audit};
use serde::Serialize;

pub use clientele_store::audit::AuditFilter;
pub use export::{Part, export, export_more};
pub use search::{Sought, actors, seek};

use crate::ctx::{Actor, Ctx};
use crate::cut::cut;
use crate::error::Result;
pub(crate) use differences::differences;

/// Notes an act, within its transaction. `object` is the public id of what it is about; `changes` are the values before
/// and after, empty where there is none. What the log must not hold of a customer is left out, see [`Act::keeps`].
pub async fn note(ctx: &Ctx, conn: &mut Conn<'_>, act: Act, object: &str, changes: &[FieldChange]) -> Result<()> {
    append(ctx, conn, ctx.scope, act, object, changes, None).await
}

/// The same for an act on the merchant as a whole, such as on the team: it is noted in each mode.
pub async fn note_everywhere(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    act: Act,
    object: &str,
    changes: &[FieldChange],
) -> Result<()> {
    for mode in [Mode::Test, Mode::Live] {
        append(ctx, conn, Scope { mode, ..ctx.scope }, act, object, changes, None).await?;
    }
    Ok(())
}

/// The same for an act on a customer of which an event was just told: what changed stands there.
///
/// Without an event nothing has changed, and nothing is noted.
pub(crate) async fn note_told(ctx: &Ctx, conn: &mut Conn<'_>, act: Act, customer: CustomerId) -> Result<()> {
    match audit::told(conn, ctx.scope, customer, ctx.now).await? {
        Some((event, changes)) => append(ctx, conn, ctx.scope, act, &customer.to_string(), &changes, Some(event)).await,
        None => Ok(()),
    }
}

/// The same for something that was made, with all that was said of it.
pub(crate) async fn note_made(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    act: Act,
    object: &str,
    made: &(impl Serialize + Sync),
) -> Result<()> {
    note(ctx, conn, act, object, &differences(&(), made)?).await
}

/// The same for something that was changed, unless it is as it was before.
pub(crate) async fn note_changed<T: Serialize + Sync>(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    act: Act,
    object: &str,
    before: &T,
    after: &T,
) -> Result<()> {
    let changes = differences(before, after)?;
    if changes.is_empty() { Ok(()) } else { note(ctx, conn, act, object, &changes).await }
}

/// One field's value before and after.
pub fn change(field: &str, from: impl ToString, to: impl ToString) -> FieldChange {
    FieldChange { field: field.to_owned(), from: from.to_string(), to: to.to_string() }
}

async fn append(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    scope: Scope,
    act: Act,
    object: &str,
    changes: &[FieldChange],
    event: Option<EventId>,
) -> Result<()> {
    let (actor_kind, actor) = match &ctx.actor {
        Actor::Staff { user, .. } => (ActorKind::Staff, user.to_string()),
        Actor::Key { id, .. } => (ActorKind::Key, id.to_string()),
        Actor::Customer(id) => (ActorKind::Customer, id.to_string()),
        Actor::System(_) => (ActorKind::System, String::new()),
        Actor::Import(_) => return Ok(()),
    };
    let kept = |change: &FieldChange| match act.keeps(&change.field) {
        true => change.clone(),
        false => self::change(&change.field, "", ""),
    };
    let entry = Entry {
        id: AuditId::new(ctx.now, ctx.randomness().bytes()),
        act,
        actor_kind,
        actor,
        actor_name: ctx.actor.name().to_owned(),
        object: object.to_owned(),
        fields: changes.iter().map(kept).collect(),
        created_at: ctx.now,
    };
    Ok(audit::append(conn, scope, &entry, event).await?)
}

/// A page of entries, newest first, beginning after the entry `after`; and whether there is more. Who may not see
/// customers sees what was changed of them by name only.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx, filter: &AuditFilter, after: Option<AuditId>, limit: i64) -> Result<(Vec<Entry>, bool)> {
    ctx.require(Permission::AuditRead)?;
    let mut found = audit::page(&mut ctx.read().await?.conn(), ctx.scope, filter, after, limit + 1).await?;
    if ctx.require(Permission::CustomerRead).is_err() {
        for entry in &mut found {
            let act = entry.act;
            for field in entry.fields.iter_mut().filter(|field| !act.keeps(&field.field)) {
                *field = change(&field.field, "", "");
            }
        }
    }
    Ok(cut(found, limit))
}
