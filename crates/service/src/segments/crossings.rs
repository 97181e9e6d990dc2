//! Who enters and leaves the segments that tell of it.
//!
//! What changes a customer notes so in its own transaction (`events`), and the customer's segments are looked at right
//! afterwards, for one customer at a time and while the customer is held: so each change is told once, whoever looks. What time
//! or others change is found by comparing customers in turn, some at a time; those who differ are noted in the same way.

use std::collections::HashSet;
use std::time::Duration;

use clientele_domain::customer::Customer;
use clientele_domain::event::EventKind;
use clientele_domain::id::{CustomerId, SegmentId};
use clientele_domain::query::{Facts, Query};
use clientele_domain::segment::Segment;
use clientele_domain::time::Timestamp;
use clientele_store::segments::members;
use clientele_store::segments::walks::{self, Walk};
use clientele_store::{Conn, customers, totals, wallets};

use super::read;
use crate::ctx::{Actor, Ctx, transaction};
use crate::customers::frame_in;
use crate::error::Result;
use crate::events;
use crate::house::House;

/// So many customers are looked at in a turn, each in a transaction.
const AT_ONCE: i64 = 100;
/// So many are compared in a turn,
const COMPARED: i64 = 1_000;
/// and entered in a transaction.
const FILLED: i64 = 500;
/// Who fits changes with time, or with what others do: compared again after this.
const OFTEN: Duration = Duration::from_secs(5 * 60);
/// Everything else is told by what changes it; compared again in case something was not.
const SELDOM: Duration = Duration::from_secs(86_400);
/// Of what can't be done now, nothing is tried for so long.
const PAUSE: Duration = Duration::from_secs(10 * 60);

/// Tells who has entered and left since the last turn, and compares the next customers. Says whether there may be more.
pub async fn carry_on(house: &House) -> Result<bool> {
    let due = members::due(&mut house.db.read().await?.conn(), house.now(), AT_ONCE).await?;
    for (scope, customer) in &due {
        let ctx = Ctx::system(house, *scope, "Segments");
        if let Err(error) = look(&ctx, *customer).await {
            tracing::warn!(%customer, ?error, "the segments of a customer could not be looked at");
            let until = house.now().plus(PAUSE);
            transaction!(ctx, |conn| { Ok(members::postpone(conn, *scope, *customer, until).await?) })?;
        }
    }
    let walk = walks::due(&mut house.db.read().await?.conn(), house.now()).await?;
    let walked = walk.is_some();
    if let Some(walk) = walk {
        let ctx = Ctx::system(house, walk.scope, "Segments");
        if let Err(error) = step(&ctx, &walk).await {
            tracing::warn!(segment = %walk.segment.id, ?error, "the customers of a segment could not be compared");
            let until = house.now().plus(PAUSE);
            transaction!(ctx, |conn| {
                Ok(walks::advance(conn, &walk, (walk.filled, &walk.walked_to, until)).await?)
            })?;
        }
    }
    Ok(walked || due.len() == AT_ONCE as usize)
}

/// Tells which segments a customer has entered and left since they were looked at last.
async fn look(ctx: &Ctx, id: CustomerId) -> Result<()> {
    transaction!(ctx, |conn| {
        // Who was deleted or merged belongs to none.
        let found = customers::hold(conn, ctx.scope, &[id]).await?.pop();
        let Some(imported) = members::take(conn, ctx.scope, id).await? else { return Ok(()) };
        // Nothing that a file brings along sets anything going.
        let actor = if imported { Actor::Import(ctx.actor.name().to_owned()) } else { ctx.actor.clone() };
        let ctx = &Ctx { actor, ..ctx.clone() };
        let announced = members::announced(conn, ctx.scope).await?;
        let belonged: HashSet<SegmentId> = members::of_customer(conn, ctx.scope, id).await?.into_iter().collect();
        let fitting = match &found {
            Some(customer) => fitting(ctx, conn, customer, &announced, &belonged).await?,
            None => HashSet::new(),
        };
        for (segment, filled) in &announced {
            let (was, is) = (belonged.contains(&segment.id), fitting.contains(&segment.id));
            if was != is {
                members::set(conn, ctx.scope, id, segment.id, is).await?;
            }
            if was != is && *filled {
                let kind = if is { EventKind::SegmentEntered } else { EventKind::SegmentLeft };
                events::segment_crossed(ctx, conn, kind, segment, (id, found.as_ref())).await?;
            }
        }
        // Somebody may have switched one off at this moment.
        for gone in belonged.iter().filter(|known| !announced.iter().any(|(segment, _)| segment.id == **known)) {
            members::set(conn, ctx.scope, id, *gone, false).await?;
        }
        Ok(())
    })
}

/// Those of the segments that a customer belongs to now. A query that can't be read any longer changes nothing.
async fn fitting(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: &Customer,
    announced: &[(Segment, bool)],
    belonged: &HashSet<SegmentId>,
) -> Result<HashSet<SegmentId>> {
    let totals = totals::of_customer(conn, ctx.scope, customer.id).await?;
    let wallets = wallets::of_customer(conn, ctx.scope, customer.id).await?;
    let wallets: Vec<String> = wallets.into_iter().map(|wallet| wallet.address).collect();
    let facts = Facts { customer, totals: &totals, wallets: &wallets };
    let texts: Vec<&str> = announced.iter().map(|(segment, _)| segment.query.as_str()).collect();
    let frame = frame_in(ctx, conn, &texts.join(" ")).await?;
    let fits = |segment: &Segment| match Query::parse(&segment.query, &frame) {
        Ok(query) => facts.fit(&query),
        Err(_) => belonged.contains(&segment.id),
    };
    Ok(announced.iter().map(|(segment, _)| segment).filter(|segment| fits(segment)).map(|segment| segment.id).collect())
}

/// Compares the next customers of a segment.
async fn step(ctx: &Ctx, walk: &Walk) -> Result<()> {
    let query = read(ctx, &walk.segment).await?;
    if !walk.filled {
        return fill(ctx, walk, &query).await;
    }
    let compared = walks::next(&mut ctx.read().await?.conn(), walk, &query, COMPARED).await?;
    let (to, at) = next_turn(ctx, &query, (compared.len() as i64) < COMPARED, compared.last());
    transaction!(ctx, |conn| {
        walks::note_those_who_differ(conn, walk, &compared, ctx.now).await?;
        walks::advance(conn, walk, (true, &to, at)).await?;
        Ok(())
    })
}

/// Enters the next customers of a segment without telling of them.
async fn fill(ctx: &Ctx, walk: &Walk, query: &Query) -> Result<()> {
    transaction!(ctx, |conn| {
        walks::hold(conn, walk, FILLED).await?;
        let compared = walks::next(conn, walk, query, FILLED).await?;
        let over = (compared.len() as i64) < FILLED;
        let (to, at) = next_turn(ctx, query, over, compared.last());
        // First of all, so that nobody is entered by a query that was changed meanwhile.
        if walks::advance(conn, walk, (over, &to, at)).await? {
            walks::fill(conn, walk, &compared).await?;
        }
        Ok(())
    })
}

/// Up to whom a walk has come, and when it goes on: at once, or from the beginning after a while.
fn next_turn(ctx: &Ctx, query: &Query, over: bool, last: Option<&walks::Compared>) -> (String, Timestamp) {
    if over {
        return (String::new(), ctx.now.plus(if query.moves_with_time() { OFTEN } else { SELDOM }));
    }
    (last.map(|last| last.id.clone()).unwrap_or_default(), ctx.now)
}
