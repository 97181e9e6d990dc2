//! Carrying on with uploaded files: whichever server looks first does the work, and another takes over when it stops.

use std::time::Duration;

use clientele_store::imports::due;

use super::run::run;
use super::start::get;
use super::{Import, stored};
use crate::ctx::Ctx;
use crate::error::Result;
use crate::house::House;

/// Whoever carries an import on says so after every batch. When nothing was heard for so long, they have stopped.
const IDLE: Duration = Duration::from_secs(20);

/// A file of which nothing has arrived for so long won't arrive any more.
const LOST: Duration = Duration::from_secs(3600);

/// An import to carry on, if there is one that nobody is at. It is then the caller's for a while.
///
/// Should two carry on with the same import all the same, no row is stored twice: one of them is told to stop.
pub async fn claim(house: &House) -> Result<Option<(Ctx, Import)>> {
    let now = house.now();
    let mut tx = house.db.begin().await?;
    let claimed = due::claim(&mut tx.conn(), now, now.minus(IDLE)).await?;
    tx.commit().await?;
    let Some((scope, id)) = claimed else { return Ok(None) };
    let ctx = Ctx::system(house, scope, "Import");
    let import = get(&ctx, id).await?;
    Ok(Some((ctx, import)))
}

/// Stores the rows of an uploaded file that were not dealt with before.
///
/// Errors: as [`run`].
pub async fn carry_on(ctx: &Ctx, import: &Import) -> Result<Import> {
    run(ctx, import, stored::reader(ctx, import.id), |_| {}).await
}

/// Removes files that did not arrive whole: the browser was closed, or the line was cut.
pub async fn remove_broken_uploads(house: &House) -> Result<()> {
    let since = house.now().minus(LOST);
    let mut tx = house.db.begin().await?;
    due::remove_broken_uploads(&mut tx.conn(), since).await?;
    Ok(tx.commit().await?)
}
