//! What is due, whoever it belongs to. Every step is a transaction that looks again whether it is due, so that any number of
//! servers may look at once, and each may stop anywhere.

use clientele_domain::id::{SubscriptionId, TestClockId};
use clientele_domain::scope::Scope;
use clientele_domain::subscription::{Step, Subscription, SubscriptionStatus};
use clientele_domain::time::Timestamp;
use clientele_store::Conn;
use clientele_store::subscriptions::due as rows;

use super::charge::{self, Turn};
use super::{cancel, hold, renew};
use crate::billing;
use crate::ctx::{Ctx, transaction};
use crate::error::Result;
use crate::house::House;

/// So many are looked at in one go,
const AT_ONCE: i64 = 50;

/// and so many steps are made with each: a server that was away for long has some to catch up with.
const STEPS: usize = 40;

/// Who acts, in the history.
const NAME: &str = "Renewal";

/// Does what is due of everybody's subscriptions at this moment: announces, makes out, charges, renews, reminds and ends.
/// Who lives on a test clock is left alone. Says whether there may be more.
pub async fn due(house: &House) -> Result<bool> {
    let found = rows::due(&mut house.db.read().await?.conn(), house.now(), AT_ONCE).await?;
    let mut done = false;
    for (scope, id) in &found {
        let ctx = Ctx::system(house, *scope, NAME);
        match act(&ctx, *id).await {
            Ok(stepped) => done |= stepped,
            // One that can't be gone on with must not keep the others from it: they have their turn first.
            Err(error) => {
                tracing::warn!(%scope, %id, ?error, "a subscription can't be gone on with");
                let until = ctx.now.plus(billing::PASSED_OVER);
                transaction!(ctx, |conn| { Ok(rows::pass_over(conn, *scope, *id, until).await?) })?;
                done = true;
            }
        }
    }
    Ok(done && found.len() as i64 == AT_ONCE)
}

/// Does the first thing that is due of whoever lives on a clock, no later than `until`, at its own moment; tells when that was.
pub(crate) async fn due_at_clock(
    house: &House,
    scope: Scope,
    clock: TestClockId,
    until: Timestamp,
) -> Result<Option<(SubscriptionId, Timestamp)>> {
    Ok(rows::first_on_clock(&mut house.db.read().await?.conn(), scope, clock, until).await?)
}

/// Does what is due of one subscription, until nothing is. Says whether anything was.
pub(crate) async fn act(ctx: &Ctx, id: SubscriptionId) -> Result<bool> {
    for made in 0..STEPS {
        match transaction!(ctx, |conn| { step(ctx, conn, id).await })? {
            Done::Nothing => return Ok(made > 0),
            Done::Step => {}
            Done::Turn(ctx, turn) => charge::charge(&ctx, id, &turn).await?,
        }
    }
    Ok(true)
}

enum Done {
    /// Nothing is due.
    Nothing,
    /// Something was done.
    Step,
    /// A card is to be charged, now.
    Turn(Box<Ctx>, Turn),
}

async fn step(ctx: &Ctx, conn: &mut Conn<'_>, id: SubscriptionId) -> Result<Done> {
    let (ctx, mut subscription) = hold::hold(ctx, conn, id).await?;
    let Some(due) = subscription.next().filter(|due| due.at <= ctx.now) else { return Ok(Done::Nothing) };
    if due.step == Step::Charge {
        let turn = charge::take_turn(&ctx, conn, &mut subscription).await?;
        return Ok(turn.map_or(Done::Step, |turn| Done::Turn(Box::new(ctx), turn)));
    }
    make(&ctx, conn, &mut subscription, due.step).await?;
    Ok(Done::Step)
}

async fn make(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription, step: Step) -> Result<()> {
    match step {
        Step::Announce => renew::announce(ctx, conn, subscription).await,
        Step::Renew | Step::Charge => renew::renew(ctx, conn, subscription).await,
        Step::Remind => renew::remind(ctx, conn, subscription).await,
        Step::GiveUp => renew::give_up(ctx, conn, subscription).await,
        Step::End => cancel::end_now(ctx, conn, subscription, SubscriptionStatus::Ended).await,
    }
}
