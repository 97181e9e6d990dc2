//! Notes that staff write on a customer.

use clientele_domain::audit::Act;
use clientele_domain::id::{CustomerId, NoteId};
use clientele_domain::role::Permission;
use clientele_domain::violation::Violation;
use clientele_store::notes;
pub use clientele_store::notes::Note;

use super::detail::present;
use super::update::locked;
use crate::audit;
use crate::ctx::{Actor, Ctx, transaction};
use crate::cut::cut;
use crate::error::{Error, Result};

/// Adds a note, which only staff see.
///
/// Errors: `Forbidden`, `Invalid`, `NotFound`, `Deleted`.
pub async fn add_note(ctx: &Ctx, customer: CustomerId, body: &str) -> Result<Note> {
    ctx.require(Permission::NoteWrite)?;
    let body = body.trim().replace("\r\n", "\n");
    if body.is_empty() {
        return Err(Error::Invalid(vec![Violation::missing("body", "Write the note first.")]));
    }
    if body.contains('\0') {
        return Err(Error::invalid(
            "body",
            "The note has an invisible character in it that can't be kept (U+0000). Type it again.",
        ));
    }
    if body.chars().count() > 5000 {
        return Err(Error::invalid("body", "A note has at most 5,000 characters. Split this one."));
    }
    let author_id = match &ctx.actor {
        Actor::Staff { user, .. } => user.to_string(),
        Actor::Key { id, .. } => id.to_string(),
        Actor::Customer(_) | Actor::System(_) | Actor::Import(_) => String::new(),
    };
    let id = NoteId::new(ctx.now, ctx.randomness().bytes());
    let note = Note { id, author: ctx.actor.name().to_owned(), author_id, body, created_at: ctx.now };
    transaction!(ctx, |conn| {
        let customer = locked(ctx, conn, customer).await?;
        notes::insert(conn, ctx.scope, customer.id, &note).await?;
        audit::note(ctx, conn, Act::NoteWritten, &customer.id.to_string(), &[]).await?;
        Ok(note.clone())
    })
}

/// A page of a customer's notes, newest first, beginning after the note `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn notes_of(ctx: &Ctx, customer: CustomerId, after: Option<NoteId>, limit: i64) -> Result<(Vec<Note>, bool)> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = present(ctx, conn, customer).await?.id;
    let found = notes::page(conn, ctx.scope, customer, after, limit + 1).await?;
    Ok(cut(found, limit))
}
