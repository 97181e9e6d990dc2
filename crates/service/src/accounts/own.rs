//! What a person does with the account of their own: name, password, sessions. Whoever signed in may; nobody else can.

use clientele_domain::audit::Act;
use clientele_domain::id::UserId;
use clientele_domain::rules;
use clientele_domain::team::PersonalSession;
use clientele_store::users::{self, User};
use clientele_store::{second_factors, sessions};

use super::{filled, password, tries};
use crate::audit;
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};

/// A person's account, as they see it.
#[derive(Debug, Clone)]
pub struct Account {
    /// The person's name.
    pub name: String,
    /// What they sign in with.
    pub email: String,
    /// Whether signing in takes a code besides the password.
    pub two_factor: bool,
    /// Where they are signed in, last used first.
    pub sessions: Vec<PersonalSession>,
}

/// The person who asks. Errors: `SignedOut` for programs.
pub(super) fn oneself(ctx: &Ctx) -> Result<UserId> {
    match &ctx.actor {
        Actor::Staff { user, .. } => Ok(*user),
        _ => Err(Error::SignedOut),
    }
}

/// The account of whoever asks.
///
/// Errors: `SignedOut`.
pub async fn account(ctx: &Ctx) -> Result<Account> {
    let id = oneself(ctx)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let User { name, email, .. } = users::by_id(conn, id).await?.ok_or(Error::SignedOut)?;
    let two_factor = second_factors::of(conn, id).await?.is_some_and(|factor| factor.confirmed_at.is_some());
    let sessions = sessions::of_user(conn, id, ctx.now).await?;
    Ok(Account { name, email, two_factor, sessions })
}

/// Another name for whoever asks.
///
/// Errors: `SignedOut`, `Invalid`.
pub async fn rename(ctx: &Ctx, name: &str) -> Result<()> {
    let id = oneself(ctx)?;
    let mut wrong = Vec::new();
    let name = filled("name", name, "Enter your name.", &mut wrong);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    transaction!(ctx, |conn| { Ok(users::rename(conn, id, &name).await?) })
}

/// Another password for whoever asks. Their other sessions end: whoever knew the old one is outside.
///
/// Errors: `SignedOut`, `Invalid`, `TooManyAttempts`.
pub async fn change_password(ctx: &Ctx, session: &str, current: &str, new: &str) -> Result<()> {
    if let Err(message) = rules::password(new) {
        return Err(Error::invalid("new_password", message));
    }
    let before = proven(ctx, "current_password", current).await?;
    let after = password::hash(new.to_owned(), ctx.randomness().bytes()).await?;
    transaction!(ctx, |conn| {
        if !users::set_password(conn, before.id, &before.password_hash, &after).await? {
            return Err(Error::InvalidState("Your password was changed elsewhere just now.".to_owned()));
        }
        sessions::end_others(conn, before.id, session).await?;
        audit::note_everywhere(ctx, conn, Act::PasswordChanged, &before.id.to_string(), &[]).await
    })
}

/// Ends one of the sessions of whoever asks.
///
/// Errors: `SignedOut`; `NotFound` when it has ended, or is somebody else's.
pub async fn end_session(ctx: &Ctx, session: &str) -> Result<()> {
    let id = oneself(ctx)?;
    transaction!(ctx, |conn| {
        if !sessions::end(conn, id, session).await? {
            return Err(Error::NotFound);
        }
        audit::note_everywhere(ctx, conn, Act::SessionsEnded, &id.to_string(), &[]).await
    })
}

/// Ends every session of whoever asks but this one.
///
/// Errors: `SignedOut`.
pub async fn end_other_sessions(ctx: &Ctx, session: &str) -> Result<()> {
    let id = oneself(ctx)?;
    transaction!(ctx, |conn| {
        sessions::end_others(conn, id, session).await?;
        audit::note_everywhere(ctx, conn, Act::SessionsEnded, &id.to_string(), &[]).await
    })
}

/// Whoever asks, if this is their password: a screen that was left alone is not enough for what this stands before.
/// `field` is where it was typed.
///
/// Errors: `SignedOut`, `Invalid`, `TooManyAttempts`.
pub(super) async fn proven(ctx: &Ctx, field: &str, typed: &str) -> Result<User> {
    let id = oneself(ctx)?;
    let subject = format!("password:{id}");
    tries::take(&ctx.house, &subject, tries::PER_PASSWORD).await?;
    let user = users::by_id(&mut ctx.read().await?.conn(), id).await?.ok_or(Error::SignedOut)?;
    if !password::verify(typed.to_owned(), Some(user.password_hash.clone())).await? {
        return Err(Error::invalid(field, "This is not the password you sign in with."));
    }
    transaction!(ctx, |conn| { tries::forget(conn, &subject, ctx.now).await })?;
    Ok(user)
}
