//! What stands out about customers, and putting right in turn what time alone changes.

use clientele_domain::customer::Customer;
use clientele_domain::payment::Totals;
use clientele_domain::role::Permission;
use clientele_domain::standing::{Shown, Standards, shown};
use clientele_store::{Conn, standing as rows};

use crate::ctx::{Ctx, TRIES};
use crate::error::{Error, Result};
use crate::house::House;
use crate::merchants;

/// What customers of the scope are compared with now.
pub(crate) async fn standards(ctx: &Ctx, conn: &mut Conn<'_>) -> Result<Standards> {
    let bars = rows::bars(conn, ctx.scope).await?;
    Ok(Standards { own: merchants::currency(ctx, conn).await?, now: ctx.now, bars })
}

/// What stands out about customers with these figures, each for itself.
///
/// Errors: `Forbidden`.
pub async fn signals<'c>(
    ctx: &Ctx,
    customers: impl IntoIterator<Item = (&'c Customer, &'c [Totals])>,
) -> Result<Vec<Vec<Shown>>> {
    ctx.require(Permission::CustomerRead)?;
    let standards = standards(ctx, &mut ctx.read().await?.conn()).await?;
    let told = customers.into_iter().map(|(customer, totals)| shown(customer, totals, &standards));
    Ok(told.collect())
}

/// So much is put right in one transaction.
const AT_ONCE: i64 = 50;

/// Puts right what was paid lately, where payments are not of the last days any longer, and counts customers whose
/// calendar has changed. Says whether there may be more.
pub async fn carry_on(house: &House) -> Result<bool> {
    let refreshed = in_turn(house, Errand::Lately).await?;
    let turned = in_turn(house, Errand::Calendar).await?;
    Ok(refreshed || turned)
}

/// Forgets where customers stand and counts all of them anew: for when something was found to differ.
pub async fn repair(house: &House) -> Result<()> {
    let mut tx = house.db.begin().await?;
    rows::begin_afresh(&mut tx.conn()).await?;
    tx.commit().await?;
    while in_turn(house, Errand::Calendar).await? {}
    Ok(())
}

#[derive(Clone, Copy)]
enum Errand {
    Lately,
    Calendar,
}

/// A transaction of nobody's in particular, tried again when another one stood in the way.
async fn in_turn(house: &House, errand: Errand) -> Result<bool> {
    let mut tries = 1;
    loop {
        match once(house, errand).await {
            Err(Error::Conflict) if tries < TRIES => tries += 1,
            done => return done,
        }
    }
}

async fn once(house: &House, errand: Errand) -> Result<bool> {
    let mut tx = house.db.begin().await?;
    let more = match errand {
        Errand::Lately => rows::refresh_due(&mut tx.conn(), house.now(), AT_ONCE).await? == AT_ONCE as usize,
        Errand::Calendar => rows::go_on_turning(&mut tx.conn(), house.now(), AT_ONCE).await?,
    };
    tx.commit().await?;
    Ok(more)
}
