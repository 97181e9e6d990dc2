//! Looking at mails, trying one out, and sending one again.

use std::time::Duration;

use clientele_domain::audit::Act;
use clientele_domain::id::MailId;
use clientele_domain::mail::{Looks, Mail, MailKind, Rendered, Wording, check, render, sample};
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_domain::tongue::Tongue;
use clientele_store::{mails, users};

use super::outbox::{NewMail, looks, put};
use crate::audit;
use crate::ctx::{Actor, Ctx, transaction};
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::house::House;

/// How long a mail is kept.
pub const KEPT: Duration = Duration::from_secs(90 * 86_400);

/// A page of mails, newest first, beginning after the mail `after`; and whether there is more.
///
/// Errors: `Forbidden`: it takes who may see customers.
pub async fn list(ctx: &Ctx, after: Option<MailId>, limit: i64) -> Result<(Vec<Mail>, bool)> {
    ctx.require(Permission::CustomerRead)?;
    Ok(cut(mails::page(&mut ctx.read().await?.conn(), ctx.scope, after, limit + 1).await?, limit))
}

/// One mail.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: MailId) -> Result<Mail> {
    ctx.require(Permission::CustomerRead)?;
    mails::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// Sends a mail again that was not sent, or perhaps not: whoever asks for it knows that it may come twice.
///
/// Errors: `Forbidden`, `NotFound`; `InvalidState` when it is on its way, was sent, or is kept no more.
pub async fn send_again(ctx: &Ctx, id: MailId) -> Result<()> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| {
        let mail = mails::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if !mails::begin_anew(conn, ctx.scope, id).await? {
            let sentence = "This mail is on its way, was sent, or is not kept any more. Nothing was sent again.";
            return Err(Error::InvalidState(sentence.to_owned()));
        }
        let told = audit::change("kind", "", mail.kind.as_str());
        audit::note(ctx, conn, Act::MailSent, &id.to_string(), &[told]).await
    })
}

/// Whose mails they are, for a look at one.
///
/// Errors: `Forbidden`.
pub async fn looks_of(ctx: &Ctx, kind: MailKind) -> Result<Looks> {
    ctx.require(Permission::SettingsRead)?;
    looks(ctx, &mut ctx.read().await?.conn(), kind).await
}

/// How a mail would look, with made-up values.
///
/// Errors: `Forbidden`; `Invalid` at `subject` and `text`.
pub async fn preview(ctx: &Ctx, kind: MailKind, tongue: Tongue, wording: &Wording) -> Result<Rendered> {
    ctx.require(Permission::SettingsRead)?;
    let wrong = check(kind, wording);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let looks = looks(ctx, &mut ctx.read().await?.conn(), kind).await?;
    let values = sample(kind, tongue, "Ada Lovelace", &looks.merchant);
    render(kind, tongue, wording, &values, &looks).map_err(Error::InvalidState)
}

/// Sends whoever asks the mail as it would look. Gives the address that it goes to.
///
/// Errors: `Forbidden`; `Invalid` at `subject` and `text`; `InvalidState` for programs.
pub async fn send_test(ctx: &Ctx, kind: MailKind, tongue: Tongue, wording: &Wording) -> Result<String> {
    ctx.require(Permission::SettingsWrite)?;
    let wrong = check(kind, wording);
    if !wrong.is_empty() {
        return Err(Error::Invalid(wrong));
    }
    let Actor::Staff { user, name, .. } = &ctx.actor else {
        return Err(Error::InvalidState("Only a person can send a mail to themselves.".to_owned()));
    };
    transaction!(ctx, |conn| {
        let to = users::by_id(conn, *user).await?.ok_or(Error::NotFound)?.email;
        let merchant = looks(ctx, conn, kind).await?.merchant;
        let number = u64::from_be_bytes(ctx.randomness().bytes());
        let new = NewMail {
            kind,
            customer: None,
            to: to.clone(),
            tongue,
            wording: wording.clone(),
            values: sample(kind, tongue, name, &merchant),
            told_for: format!("test:{number:016x}"),
        };
        let id = put(ctx, conn, new).await?;
        let told = audit::change("kind", "", kind.as_str());
        let id = id.map(|id| id.to_string()).unwrap_or_default();
        audit::note(ctx, conn, Act::MailSent, &id, &[told]).await?;
        Ok(to)
    })
}

/// Removes what is kept no longer.
pub async fn forget(house: &House, now: Timestamp) -> Result<()> {
    loop {
        let mut tx = house.db.begin().await?;
        let more = mails::remove_some(&mut tx.conn(), now.minus(KEPT)).await?;
        tx.commit().await?;
        if !more {
            return Ok(());
        }
    }
}
