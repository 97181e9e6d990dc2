//! What became of an attempt to pay, and what follows from it.

use clientele_domain::checkout::{Attempt, AttemptStatus, Decline, Session, SessionStatus};
use clientele_domain::id::{AttemptId, CheckoutSessionId};
use clientele_store::checkouts::{self, attempts};

use super::complete::{complete, paid_again};
use super::desk::at_the_desk;
use super::invoice::hold;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;
use crate::invoices;
use crate::methods::{self, Progress};

/// Whether an attempt is under way: nobody may ask for the same money in another way meanwhile.
pub(super) fn under_way(attempt: &Attempt) -> bool {
    attempt.is_under_way()
}

/// Notes what became of an attempt. Money that arrived completes the session, also one whose time is over; money that
/// arrives for a session that is complete is a payment of its own. Saying the same twice changes nothing.
///
/// Errors: `NotFound`.
pub(super) async fn settle(ctx: &Ctx, id: AttemptId, progress: Progress) -> Result<(Session, Attempt)> {
    transaction!(ctx, |conn| {
        let known = attempts::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        let mut session = hold(ctx, conn, known.session).await?;
        let mut attempt = attempts::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        let ended = matches!(attempt.status, AttemptStatus::Succeeded | AttemptStatus::Declined);
        match &progress {
            _ if ended => return Ok((session, attempt)),
            Progress::Unknown => return Ok((session, attempt)),
            Progress::Succeeded => {
                attempt.status = AttemptStatus::Succeeded;
                attempts::update(conn, ctx.scope, &attempt).await?;
                match session.status {
                    SessionStatus::Complete => Box::pin(paid_again(ctx, conn, &mut session, &attempt)).await?,
                    _ => Box::pin(complete(ctx, conn, &mut session, Some(&attempt))).await?,
                }
            }
            Progress::Declined(decline) => {
                attempt.status = AttemptStatus::Declined;
                attempt.decline = Some(*decline);
                attempts::update(conn, ctx.scope, &attempt).await?;
                // Nobody looked on, so that it has to be told. A charge that came to nobody's attention was not refused:
                // whoever made it tries again.
                let refused = attempt.unattended && *decline != Decline::Unavailable;
                if let Some(invoice) = session.invoice.filter(|_| refused) {
                    invoices::declined(ctx, conn, invoice, *decline).await?;
                }
            }
            // The buyer may have chosen another way while the invoice was being made.
            Progress::Waiting(waiting) => {
                if attempt.status == AttemptStatus::Charging {
                    attempt.status = AttemptStatus::Waiting;
                    attempt.waiting = Some(waiting.clone());
                    attempts::update(conn, ctx.scope, &attempt).await?;
                }
            }
        }
        Ok((session, attempt))
    })
}

/// Asks the method what became of an attempt, and notes it.
pub(super) async fn ask(ctx: &Ctx, attempt: &Attempt) -> Result<(Session, Attempt)> {
    let progress = methods::ask(ctx, attempt).await?;
    settle(ctx, attempt.id, progress).await
}

/// Gives up an attempt that waits for the buyer, so that another way can be chosen. An invoice may still be paid: it is
/// asked after until it has run out.
///
/// Errors: `NotFound`.
pub async fn reconsider(house: &House, id: CheckoutSessionId) -> Result<()> {
    let ctx = at_the_desk(house, id).await?;
    let latest = attempts::latest(&mut ctx.read().await?.conn(), ctx.scope, id).await?;
    // Somebody may have paid a moment ago.
    if let Some(attempt) = latest.filter(|attempt| attempt.status == AttemptStatus::Waiting) {
        ask(&ctx, &attempt).await?;
    }
    transaction!(ctx, |conn| {
        checkouts::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
        if let Some(attempt) = attempts::latest(conn, ctx.scope, id).await?
            && attempt.status == AttemptStatus::Waiting
        {
            let attempt = Attempt { status: AttemptStatus::Abandoned, ..attempt };
            attempts::update(conn, ctx.scope, &attempt).await?;
        }
        Ok(())
    })
}

/// Pays the simulated invoice of a session in test mode.
///
/// Errors: `NotFound`, `InvalidState` when there is none.
pub async fn simulate(house: &House, id: CheckoutSessionId) -> Result<()> {
    let ctx = at_the_desk(house, id).await?;
    let latest = attempts::latest(&mut ctx.read().await?.conn(), ctx.scope, id).await?;
    let attempt = latest.filter(|attempt| attempt.status == AttemptStatus::Waiting);
    let attempt = attempt.ok_or_else(|| Error::InvalidState("There is no invoice to pay.".to_owned()))?;
    methods::pay_simulated(&ctx, &attempt).await?;
    ask(&ctx, &attempt).await?;
    Ok(())
}
