//! Notes that staff write on a customer.

use clientele_domain::id::{CustomerId, NoteId};
use clientele_domain::role::Permission;
use clientele_store::notes;

use super::update::locked;
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};

/// Adds a note, which only staff see.
///
/// Errors: `Forbidden`, `Invalid`, `NotFound`, `Deleted`.
pub async fn add_note(ctx: &Ctx, customer: CustomerId, body: &str) -> Result<NoteId> {
    ctx.require(Permission::NoteWrite)?;
    let body = body.trim().replace("\r\n", "\n");
    if body.is_empty() {
        return Err(Error::invalid("body", "Write the note first."));
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
    let Actor::Staff { user, .. } = &ctx.actor else {
        return Err(Error::InvalidState("Only a person can write a note.".into()));
    };
    let id = NoteId::new(ctx.now, ctx.randomness().bytes());
    transaction!(ctx, |conn| {
        locked(ctx, conn, customer).await?;
        notes::insert(conn, ctx.scope, customer, id, *user, &body, ctx.now).await?;
        Ok(id)
    })
}
