//! Clocks of test mode: customers live on one, and what happens to their subscriptions happens when somebody turns it.

use std::time::Duration;

use clientele_domain::audit::Act;
use clientele_domain::customer::Customer;
use clientele_domain::id::{CustomerId, TestClockId};
use clientele_domain::role::Permission;
use clientele_domain::subscription::TestClock;
use clientele_domain::time::Timestamp;
use clientele_domain::violation::Violation;
use clientele_store::customers::{self, Found};
use clientele_store::{Conn, test_clocks as rows};

use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::{invoices, subscriptions};

/// So far a clock is turned in one go: two years.
const FARTHEST: Duration = Duration::from_secs(732 * 86_400);

/// So many steps are made in one go; whoever asked asks again for the rest.
const STEPS: usize = 20_000;

/// Makes a clock that shows this moment; the present, when none is given.
///
/// Errors: `Forbidden`, `Invalid`, `InvalidState` in live mode.
pub async fn create(ctx: &Ctx, now: Option<Timestamp>, name: &str) -> Result<TestClock> {
    ctx.require(Permission::SubscriptionWrite)?;
    in_test_mode(ctx)?;
    let name = name.trim();
    if name.chars().count() > 200 || name.chars().any(char::is_control) {
        return Err(Error::Invalid(vec![Violation::new("name", "A name has at most 200 characters, on one line.")]));
    }
    let clock = TestClock {
        id: TestClockId::new(ctx.now, ctx.randomness().bytes()),
        name: name.to_owned(),
        now: now.unwrap_or(ctx.now),
        created_at: ctx.now,
        version: 1,
    };
    transaction!(ctx, |conn| {
        rows::insert(conn, ctx.scope, &clock).await?;
        let shows = change("now", "", clock.now);
        audit::note(ctx, conn, Act::TestClockCreated, &clock.id.to_string(), &[shows]).await?;
        Ok(clock.clone())
    })
}

fn in_test_mode(ctx: &Ctx) -> Result<()> {
    match ctx.scope.livemode() {
        true => Err(Error::InvalidState("There are no test clocks in live mode: time passes by itself.".to_owned())),
        false => Ok(()),
    }
}

/// One clock.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: TestClockId) -> Result<TestClock> {
    ctx.require(Permission::SubscriptionRead)?;
    rows::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A page of clocks, newest first, beginning after the one with the id `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx, after: Option<TestClockId>, limit: i64) -> Result<(Vec<TestClock>, bool)> {
    ctx.require(Permission::SubscriptionRead)?;
    Ok(cut(rows::page(&mut ctx.read().await?.conn(), ctx.scope, after, limit + 1).await?, limit))
}

/// The clock that a customer is to live on, held until this transaction ends. Errors: `Invalid` at `test_clock_id`.
pub(crate) async fn named(ctx: &Ctx, conn: &mut Conn<'_>, id: TestClockId) -> Result<TestClock> {
    rows::lock(conn, ctx.scope, id).await?.ok_or_else(no_such_clock)
}

fn no_such_clock() -> Error {
    Error::invalid("test_clock_id", "There is no such test clock here.")
}

/// Puts a customer on a clock with all that they subscribed to, or on none. Whoever was billed never goes back in time.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`, `InvalidState` in live mode, `Invalid` at `test_clock_id`.
pub async fn put_on(ctx: &Ctx, id: CustomerId, clock: Option<TestClockId>) -> Result<()> {
    ctx.require(Permission::SubscriptionWrite)?;
    transaction!(ctx, |conn| {
        // The clock before the customer, as whoever turns it.
        let found = match clock {
            Some(clock) => rows::lock(conn, ctx.scope, clock).await?,
            None => None,
        };
        let customer = held(ctx, conn, id).await?;
        in_test_mode(ctx)?;
        if clock.is_some() && found.is_none() {
            return Err(no_such_clock());
        }
        let before = customer.clock.map(|(id, _)| id);
        if before == clock {
            return Ok(());
        }
        forwards_only(ctx, &customer, found.as_ref())?;
        // Whose records were merged into this one would come apart in one time.
        for record in std::iter::once(customer.id).chain(customer.merged_from.iter().copied()) {
            rows::put_on(conn, ctx.scope, record, found.as_ref()).await?;
        }
        let name = |clock: Option<TestClockId>| clock.map(|clock| clock.to_string()).unwrap_or_default();
        let told = change("test_clock_id", name(before), name(clock));
        audit::note(ctx, conn, Act::CustomerUpdated, &customer.id.to_string(), &[told]).await
    })
}

async fn held(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId) -> Result<Customer> {
    match customers::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)? {
        Found::Present(customer) => Ok(*customer),
        Found::Deleted { at } => Err(Error::Deleted { at }),
    }
}

/// Periods that were paid and days that have passed can't be taken back.
fn forwards_only(ctx: &Ctx, customer: &Customer, clock: Option<&TestClock>) -> Result<()> {
    let lives_at = customer.clock.map_or(ctx.now, |(_, shows)| shows);
    let billed = customer.subscription_status.is_some() || customer.counts.invoices > 0;
    if !billed || clock.map_or(ctx.now, |clock| clock.now) >= lives_at {
        return Ok(());
    }
    let way_on = match clock {
        Some(_) => "Advance the clock beyond that first.",
        None => "They stay on their clock until then.",
    };
    let told =
        format!("They were billed, and live on {} already, so that they can't go back. {way_on}", lives_at.date());
    Err(Error::invalid("test_clock_id", told))
}

/// The context of what happens to this customer, who may live on a clock.
pub(crate) async fn of(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId) -> Result<Ctx> {
    let found = customers::by_id(conn, ctx.scope, id).await?.and_then(Found::present);
    Ok(found.map_or_else(|| ctx.clone(), |customer| ctx.by_the_clock_of(&customer)))
}

/// Turns a clock forwards. Everything that is due for those who live on it happens in order, each thing at its own moment.
/// Whoever stops in between leaves a clock that shows how far it came, and turns on from there.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`.
pub async fn advance(ctx: &Ctx, id: TestClockId, to: Timestamp) -> Result<TestClock> {
    ctx.require(Permission::SubscriptionWrite)?;
    // Each step is a transaction of its own, and money is asked for between them.
    let ctx = &Ctx { once: None, ..ctx.clone() };
    let clock = get(ctx, id).await?;
    if to < clock.now {
        let told = format!("This clock shows {} already, and goes forwards only.", clock.now);
        return Err(Error::invalid("to", told));
    }
    if to > clock.now.plus(FARTHEST) {
        return Err(Error::invalid("to", "That is more than two years on. Advance the clock in smaller steps."));
    }
    for _ in 0..STEPS {
        let Some((subscription, at)) = subscriptions::due_at_clock(&ctx.house, ctx.scope, id, to).await? else {
            return turned(ctx, &clock, to).await;
        };
        let shows = at.max(clock.now);
        turn(ctx, id, shows).await?;
        let house = ctx.house.turned_to(shows);
        let at_the_moment = Ctx { house, now: shows, ..ctx.clone() };
        subscriptions::act(&at_the_moment, subscription).await?;
    }
    get(ctx, id).await
}

async fn turn(ctx: &Ctx, id: TestClockId, to: Timestamp) -> Result<()> {
    transaction!(ctx, |conn| { Ok(rows::turn(conn, ctx.scope, id, to).await?) })
}

/// Nothing is due any more by then.
async fn turned(ctx: &Ctx, clock: &TestClock, to: Timestamp) -> Result<TestClock> {
    turn(ctx, clock.id, to).await?;
    let mut reader = ctx.read().await?;
    let customers = rows::customers(&mut reader.conn(), ctx.scope, clock.id).await?;
    drop(reader);
    invoices::due_of(&ctx.house.turned_to(to), ctx.scope, &customers).await?;
    transaction!(ctx, |conn| {
        let shows = change("now", clock.now, to);
        audit::note(ctx, conn, Act::TestClockAdvanced, &clock.id.to_string(), &[shows]).await
    })?;
    get(ctx, clock.id).await
}
