//! The team's work on refunds: who takes one, what they write about it, and that one was looked at.

use clientele_domain::audit::Act;
use clientele_domain::id::{NoteId, RefundId, UserId};
use clientele_domain::refund::{Refund, Task};
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;
use clientele_store::notes::Note;
use clientele_store::{merchants, refunds};

use super::create::note;
use super::{hold, step, told};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Gives a refund to somebody of the team, or to nobody in particular.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid` when the person does not work here.
pub async fn assign(ctx: &Ctx, id: RefundId, to: Option<UserId>) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    transaction!(ctx, |conn| {
        let (_, mut refund) = hold::refund(ctx, conn, id).await?;
        if let Some(user) = to {
            let works_for = merchants::of_user(conn, user).await?;
            if !works_for.iter().any(|(merchant, _)| merchant.id == ctx.scope.merchant) {
                return Err(Error::invalid(
                    "assigned_to",
                    "This person does not work here. Choose somebody of the team.",
                ));
            }
        }
        if refund.assigned != to {
            let name = |user: Option<UserId>| user.map(|user| user.to_string()).unwrap_or_default();
            let given = [audit::change("assigned_to", name(refund.assigned), name(to))];
            audit::note(ctx, conn, Act::RefundAssigned, &id.to_string(), &given).await?;
            refund.assigned = to;
            refund.version += 1;
            refunds::update(conn, ctx.scope, refund.waits, &refund).await?;
        }
        Ok(refund)
    })
}

/// Notes that somebody saw to a refund that failed, or of which nothing was heard for long: it waits for nobody any more. One
/// whose money was sent beyond what is counted is counted now, if there is room for it again.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when it doesn't wait for this.
pub async fn see_to(ctx: &Ctx, id: RefundId) -> Result<Refund> {
    ctx.require(Permission::RefundCreate)?;
    transaction!(ctx, |conn| {
        let (mut payment, mut refund) = hold::refund(ctx, conn, id).await?;
        if refund.waits != Some(Task::Check) {
            return Err(Error::InvalidState(told::stands(&refund, ctx.now)));
        }
        let from = refund.status;
        if refund.was_paid_besides() && payment.refundable().minor >= refund.amount.minor {
            step::paid(ctx, conn, &mut payment, &mut refund).await?;
        } else {
            refund.waits = None;
            refund.version += 1;
            refunds::update(conn, ctx.scope, Some(Task::Check), &refund).await?;
        }
        audit::note(ctx, conn, Act::RefundChecked, &id.to_string(), &step::stood(from, &refund)).await?;
        Ok(refund)
    })
}

/// Adds a note, which only staff see.
///
/// Errors: `Forbidden`, `Invalid`, `NotFound`.
pub async fn add_note(ctx: &Ctx, id: RefundId, body: &str) -> Result<Note> {
    ctx.require(Permission::RefundCreate)?;
    let body = note(body, "body").map_err(|violation| Error::Invalid(vec![violation]))?;
    if body.is_empty() {
        return Err(Error::Invalid(vec![Violation::missing("body", "Write the note first.")]));
    }
    let by = hold::doer(ctx);
    let note_id = NoteId::new(ctx.now, ctx.randomness().bytes());
    let note = Note { id: note_id, author: by.name, author_id: by.id, body, created_at: ctx.now };
    transaction!(ctx, |conn| {
        refunds::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        refunds::notes::insert(conn, ctx.scope, id, &note).await?;
        let written = [audit::change("note", "", &note.body)];
        audit::note(ctx, conn, Act::NoteWritten, &id.to_string(), &written).await?;
        Ok(note.clone())
    })
}

/// So many notes are shown.
const SHOWN: i64 = 100;

/// The notes of a refund, the newest first.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn notes(ctx: &Ctx, id: RefundId) -> Result<Vec<Note>> {
    ctx.require(Permission::RefundRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    refunds::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    Ok(refunds::notes::of_refund(conn, ctx.scope, id, SHOWN).await?)
}
