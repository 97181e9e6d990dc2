//! What is due, whoever it belongs to: asking what became of attempts, and ending sessions whose time is over.

use std::time::Duration;

use clientele_domain::event::EventKind;
use clientele_domain::id::CheckoutSessionId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::checkouts::{self, attempts};

use super::complete::ended;
use super::desk::{Shown, at_the_desk, desk, on_behalf};
use super::settle::{ask, under_way};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

/// So often is a method asked about one attempt while nobody looks,
const SELDOM: Duration = Duration::from_secs(15);

/// and so often while the buyer does.
const OFTEN: Duration = Duration::from_secs(2);

/// So many are looked at in one go.
const AT_ONCE: i64 = 50;

/// Which page of a session its buyer sees now. A method is asked what became of an attempt, if nobody asked a moment ago.
///
/// Errors: `NotFound`.
pub async fn poll(house: &House, id: CheckoutSessionId) -> Result<Shown> {
    let ctx = at_the_desk(house, id).await?;
    let latest = attempts::latest(&mut ctx.read().await?.conn(), ctx.scope, id).await?;
    if let Some(attempt) = latest.filter(under_way)
        && attempt.asked_at <= before(ctx.now, OFTEN)
        && claimed(&ctx, attempt.id, OFTEN).await?
    {
        ask(&ctx, &attempt).await?;
    }
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let session = checkouts::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    Ok(desk(&ctx, conn, session).await?.shown(ctx.now))
}

/// Asks what became of attempts that nobody asked about for a while, and ends the sessions whose time is over. Says
/// whether there may be more.
pub async fn ask_and_expire(house: &House) -> Result<bool> {
    let now = house.now();
    let mut reader = house.db.read().await?;
    let to_ask = attempts::to_ask(&mut reader.conn(), before(now, SELDOM), AT_ONCE).await?;
    let expired = checkouts::expired(&mut reader.conn(), now, AT_ONCE).await?;
    drop(reader);
    let more = to_ask.len().max(expired.len()) as i64 == AT_ONCE;
    for (scope, id) in to_ask {
        let ctx = on_behalf(house, scope);
        if claimed(&ctx, id, SELDOM).await?
            && let Some(attempt) = attempts::by_id(&mut ctx.read().await?.conn(), scope, id).await?
        {
            // One method that can't be asked must not keep the others from being asked.
            if let Err(error) = ask(&ctx, &attempt).await {
                tracing::warn!(%id, ?error, "what became of an attempt to pay can't be found out");
            }
        }
    }
    for (scope, id) in expired {
        // Nor one that can't be ended.
        if let Err(error) = expire_one(house, scope, id).await {
            tracing::warn!(%id, ?error, "a checkout session whose time is over can't be ended");
        }
    }
    Ok(more)
}

fn before(now: Timestamp, pause: Duration) -> Timestamp {
    Timestamp::from_micros(now.micros() - pause.as_micros() as i64)
}

/// Takes the turn to ask.
async fn claimed(ctx: &Ctx, id: clientele_domain::id::AttemptId, pause: Duration) -> Result<bool> {
    transaction!(ctx, |conn| { Ok(attempts::claim(conn, ctx.scope, id, ctx.now, before(ctx.now, pause)).await?) })
}

async fn expire_one(house: &House, scope: Scope, id: CheckoutSessionId) -> Result<()> {
    let ctx = on_behalf(house, scope);
    transaction!(ctx, |conn| {
        let Some(mut session) = checkouts::lock(conn, scope, id).await? else { return Ok(()) };
        let busy = attempts::latest(conn, scope, id).await?.as_ref().is_some_and(under_way);
        let over = session.status == clientele_domain::checkout::SessionStatus::Open && !session.is_open(ctx.now);
        if over && !busy {
            ended(&ctx, conn, &mut session, EventKind::CheckoutSessionExpired).await?;
        }
        Ok(())
    })
}
