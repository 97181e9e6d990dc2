//! The second factor of whoever asks: one-time codes from an app, and recovery codes for whoever lost it. Nobody else sees
//! the secret, whatever their role.

use clientele_domain::audit::Act;
use clientele_domain::id::UserId;
use clientele_domain::time::Timestamp;
use clientele_domain::totp::{RECOVERY_CODES, TotpSecret, Typed, recovery_code};
use clientele_store::second_factors::{self, Factor};
use clientele_store::{Conn, users};

use super::own::{oneself, proven};
use super::session::token_hash;
use super::tries;
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Where a person's second factor stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Signing in takes the password alone.
    Off,
    /// An app was offered this secret, and no code has come back yet.
    Begun {
        /// What people type into an app.
        secret: String,
        /// What an app reads from a QR code.
        uri: String,
    },
    /// Signing in takes a code.
    On {
        /// Since when.
        since: Timestamp,
        /// How many recovery codes are left.
        recovery_codes: i64,
    },
}

/// Where the second factor of whoever asks stands.
///
/// Errors: `SignedOut`.
pub async fn standing(ctx: &Ctx) -> Result<Standing> {
    let id = oneself(ctx)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    match second_factors::of(conn, id).await? {
        None => Ok(Standing::Off),
        Some(Factor { confirmed_at: Some(since), .. }) => {
            Ok(Standing::On { since, recovery_codes: second_factors::recovery_codes_left(conn, id).await? })
        }
        Some(factor) => {
            let user = users::by_id(conn, id).await?.ok_or(Error::SignedOut)?;
            let uri = read(&factor.secret)?.uri(&user.email);
            Ok(Standing::Begun { secret: factor.secret, uri })
        }
    }
}

/// Makes a secret for an app. It asks for nothing before a code of it is confirmed.
///
/// Errors: `SignedOut`, `InvalidState` when one is in force.
pub async fn begin(ctx: &Ctx) -> Result<()> {
    let id = oneself(ctx)?;
    let secret = TotpSecret::new(ctx.randomness().bytes()).text();
    transaction!(ctx, |conn| {
        if second_factors::begin(conn, id, &secret).await? { Ok(()) } else { Err(on_already()) }
    })
}

/// From now on signing in takes a code. Gives the recovery codes, which are shown nowhere else.
///
/// Errors: `SignedOut`, `Invalid`, `InvalidState`, `TooManyAttempts`.
pub async fn confirm(ctx: &Ctx, password: &str, code: &str) -> Result<Vec<String>> {
    let id = proven(ctx, "password", password).await?.id;
    transaction!(ctx, |conn| {
        let begun = second_factors::hold(conn, id).await?;
        let begun = begun.ok_or_else(|| Error::InvalidState("Begin by setting up an app.".to_owned()))?;
        if begun.confirmed_at.is_some() {
            return Err(on_already());
        }
        let Typed::Code(typed) = Typed::read(code) else { return Err(wrong_code()) };
        let step = read(&begun.secret)?.fitting_step(typed, ctx.now, begun.used_step).ok_or_else(wrong_code)?;
        second_factors::use_step(conn, id, step).await?;
        second_factors::confirm(conn, id, ctx.now).await?;
        audit::note_everywhere(ctx, conn, Act::TwoFactorEnabled, &id.to_string(), &[]).await?;
        fresh_codes(ctx, conn, id).await
    })
}

/// Makes other recovery codes; those before count no more.
///
/// Errors: `SignedOut`, `Invalid`, `TooManyAttempts`.
pub async fn renew_recovery_codes(ctx: &Ctx, password: &str, code: &str) -> Result<Vec<String>> {
    let id = proven_twice(ctx, password, code).await?;
    transaction!(ctx, |conn| {
        spend(conn, id, code, ctx.now).await?;
        tries::forget(conn, &subject(id), ctx.now).await?;
        audit::note_everywhere(ctx, conn, Act::RecoveryCodesRenewed, &id.to_string(), &[]).await?;
        fresh_codes(ctx, conn, id).await
    })
}

/// From now on signing in takes the password alone.
///
/// Errors: `SignedOut`, `Invalid`, `TooManyAttempts`.
pub async fn turn_off(ctx: &Ctx, password: &str, code: &str) -> Result<()> {
    let id = proven_twice(ctx, password, code).await?;
    transaction!(ctx, |conn| {
        spend(conn, id, code, ctx.now).await?;
        tries::forget(conn, &subject(id), ctx.now).await?;
        second_factors::end(conn, id).await?;
        audit::note_everywhere(ctx, conn, Act::TwoFactorDisabled, &id.to_string(), &[]).await
    })
}

/// Whoever asks, if this is their password; and one more try to give a code.
async fn proven_twice(ctx: &Ctx, password: &str, code: &str) -> Result<UserId> {
    let id = proven(ctx, "password", password).await?.id;
    if code.trim().is_empty() {
        return Err(Error::invalid("code", "Enter a code from your app, or a recovery code."));
    }
    tries::take(&ctx.house, &subject(id), tries::PER_CODE).await?;
    Ok(id)
}

/// What tries of a person's codes are counted under.
pub(super) fn subject(user: UserId) -> String {
    format!("code:{user}")
}

/// Uses up what was typed: a code of this moment that was not used before, or a recovery code.
///
/// Errors: `Invalid` when it is neither.
pub(super) async fn spend(conn: &mut Conn<'_>, user: UserId, typed: &str, now: Timestamp) -> Result<()> {
    let spent = match Typed::read(typed) {
        Typed::Recovery(code) => second_factors::use_recovery_code(conn, user, &token_hash(&code)).await?,
        Typed::Code(code) => {
            let factor = second_factors::hold(conn, user).await?;
            match factor.filter(|factor| factor.confirmed_at.is_some()) {
                None => false,
                Some(factor) => match read(&factor.secret)?.fitting_step(code, now, factor.used_step) {
                    Some(step) => second_factors::use_step(conn, user, step).await?,
                    None => false,
                },
            }
        }
    };
    if spent { Ok(()) } else { Err(wrong_code()) }
}

/// Ten new recovery codes instead of those before.
async fn fresh_codes(ctx: &Ctx, conn: &mut Conn<'_>, user: UserId) -> Result<Vec<String>> {
    let codes: Vec<String> = (0..RECOVERY_CODES).map(|_| recovery_code(ctx.randomness().bytes())).collect();
    second_factors::forget_recovery_codes(conn, user).await?;
    for code in &codes {
        let Typed::Recovery(plain) = Typed::read(code) else { continue };
        second_factors::add_recovery_code(conn, user, &token_hash(&plain)).await?;
    }
    Ok(codes)
}

fn read(secret: &str) -> Result<TotpSecret> {
    TotpSecret::parse(secret)
        .ok_or_else(|| Error::Internal("a stored secret of one-time codes can't be read".to_owned()))
}

fn on_already() -> Error {
    Error::InvalidState("Two-factor sign-in is on already. Turn it off first to set up another app.".to_owned())
}

fn wrong_code() -> Error {
    Error::invalid(
        "code",
        "That code does not fit. Each code works once and for about 30 seconds: wait for the next one and type that.",
    )
}
