//! What a merchant does with a session: change it, call it off, say that its money arrived.

use clientele_domain::audit::Act;
use clientele_domain::checkout::{Attempt, AttemptStatus, Session, SessionStatus};
use clientele_domain::customer::CustomerFields;
use clientele_domain::event::EventKind;
use clientele_domain::id::{AttemptId, CheckoutSessionId};
use clientele_domain::payment::{Method, MethodKind};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_store::checkouts::{self, attempts};
use clientele_wire as wire;

use super::complete::{complete, ended};
use super::find::told;
use super::invoice::hold;
use super::settle::under_way;
use crate::audit::{self, change as changed};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// What a session is changed to: what is known of its buyer, and the merchant's own data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What is known of the buyer.
    pub told: CustomerFields,
    /// Keys with JSON texts.
    pub metadata: Vec<(String, String)>,
}

/// Changes an open session; `change` makes what is to be there of what is there.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `InvalidState` when it is open no more, `Outdated` when a version is given
/// and the session is at another.
pub async fn update(
    ctx: &Ctx,
    id: CheckoutSessionId,
    version: Option<i64>,
    change: impl Fn(Change) -> Change + Send + Sync,
) -> Result<wire::CheckoutSession> {
    ctx.require(Permission::CheckoutWrite)?;
    transaction!(ctx, |conn| {
        let mut session = checkouts::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if version.is_some_and(|version| version != session.version) {
            return Err(Error::Outdated { version: session.version });
        }
        open(ctx, &session)?;
        let before = Change { told: session.told.clone(), metadata: session.terms.metadata.clone() };
        let after = checked(&session, change(before.clone())).map_err(Error::Invalid)?;
        if after != before {
            session.told = after.told;
            session.terms.metadata = after.metadata;
            session.version += 1;
            checkouts::update(conn, ctx.scope, &session).await?;
            let names =
                [(session.told != before.told, "customer"), (session.terms.metadata != before.metadata, "metadata")];
            let names = names.into_iter().filter(|(differs, _)| *differs);
            let names: Vec<_> = names.map(|(_, field)| changed(field, "", "")).collect();
            audit::note(ctx, conn, Act::CheckoutUpdated, &id.to_string(), &names).await?;
        }
        told(ctx, conn, session).await
    })
}

fn checked(session: &Session, change: Change) -> std::result::Result<Change, Vec<Violation>> {
    let mut wrong = Vec::new();
    if session.named && change.told != session.told {
        wrong.push(Violation::new("customer", "This session names a customer. Change the customer's record instead."));
    }
    let within = |violation: Violation| Violation { field: format!("customer.{}", violation.field), ..violation };
    let told = rules::check(&change.told).map_err(|violations| wrong.extend(violations.into_iter().map(within))).ok();
    let metadata = rules::metadata(&change.metadata).map_err(|violations| wrong.extend(violations)).ok();
    match (told, metadata) {
        (Some(told), Some(metadata)) if wrong.is_empty() => Ok(Change { told, metadata }),
        _ => Err(wrong),
    }
}

/// Errors: `InvalidState` when nobody can pay the session any more.
fn open(ctx: &Ctx, session: &Session) -> Result<()> {
    match session.status {
        SessionStatus::Complete => Err(Error::InvalidState("This session is complete.".to_owned())),
        SessionStatus::Open if session.is_open(ctx.now) => Ok(()),
        _ => Err(Error::InvalidState("This session has expired.".to_owned())),
    }
}

/// Calls a session off: nobody can pay it any more. Doing so twice changes nothing.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when it is complete, or a charge is under way.
pub async fn expire(ctx: &Ctx, id: CheckoutSessionId) -> Result<wire::CheckoutSession> {
    ctx.require(Permission::CheckoutWrite)?;
    transaction!(ctx, |conn| {
        let mut session = checkouts::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if session.status == SessionStatus::Expired {
            return told(ctx, conn, session).await;
        }
        if session.status == SessionStatus::Complete {
            return Err(Error::InvalidState("This session is complete. Give the money back instead.".to_owned()));
        }
        match attempts::latest(conn, ctx.scope, id).await?.filter(under_way) {
            Some(attempt) if attempt.status == AttemptStatus::Charging => {
                return Err(Error::InvalidState("A payment is under way. Try again in a moment.".to_owned()));
            }
            Some(attempt) => {
                let attempt = Attempt { status: AttemptStatus::Abandoned, ..attempt };
                attempts::update(conn, ctx.scope, &attempt).await?;
            }
            None => {}
        }
        session.canceled = true;
        audit::note(ctx, conn, Act::CheckoutExpired, &id.to_string(), &[]).await?;
        ended(ctx, conn, &mut session, EventKind::CheckoutSessionExpired).await?;
        told(ctx, conn, session).await
    })
}

/// Says that the money of a session arrived: by the way that the buyer chose, or by another.
///
/// Errors: `Forbidden`, `NotFound`, `InvalidState` when it is complete or called off, or a charge is under way.
pub async fn confirm_payment(
    ctx: &Ctx,
    id: CheckoutSessionId,
    method: Option<MethodKind>,
) -> Result<wire::CheckoutSession> {
    ctx.require(Permission::PaymentConfirm)?;
    transaction!(ctx, |conn| {
        let mut session = hold(ctx, conn, id).await?;
        match session.status {
            SessionStatus::Complete => return Err(Error::InvalidState("This session is complete already.".to_owned())),
            SessionStatus::Expired if session.canceled => {
                return Err(Error::InvalidState(
                    "This session was called off. Record the payment by itself.".to_owned(),
                ));
            }
            _ => {}
        }
        let attempt = match attempts::latest(conn, ctx.scope, id).await?.filter(under_way) {
            Some(attempt) if attempt.status == AttemptStatus::Charging => {
                return Err(Error::InvalidState("A payment is under way. Try again in a moment.".to_owned()));
            }
            Some(attempt) if method.is_none_or(|method| method == attempt.method.kind) => {
                let attempt = Attempt { status: AttemptStatus::Succeeded, ..attempt };
                attempts::update(conn, ctx.scope, &attempt).await?;
                attempt
            }
            other => {
                if let Some(attempt) = other {
                    let attempt = Attempt { status: AttemptStatus::Abandoned, ..attempt };
                    attempts::update(conn, ctx.scope, &attempt).await?;
                }
                let attempt = received(ctx, &session, method.unwrap_or(MethodKind::Other));
                attempts::insert(conn, ctx.scope, &attempt).await?;
                attempt
            }
        };
        complete(ctx, conn, &mut session, Some(&attempt)).await?;
        let money = [changed("amount", "", attempt.amount), changed("method", "", attempt.method.kind.as_str())];
        audit::note(ctx, conn, Act::CheckoutConfirmed, &id.to_string(), &money).await?;
        told(ctx, conn, session).await
    })
}

/// An attempt of which nobody knew before its money arrived.
fn received(ctx: &Ctx, session: &Session, kind: MethodKind) -> Attempt {
    Attempt {
        id: AttemptId::new(ctx.now, ctx.randomness().bytes()),
        session: session.id,
        status: AttemptStatus::Succeeded,
        amount: session.total,
        method: Method::of(kind),
        unattended: false,
        waiting: None,
        decline: None,
        created_at: ctx.now,
        asked_at: ctx.now,
    }
}
