//! The log of requests to the API.

use std::time::Duration;

use clientele_domain::request::LoggedRequest;
use clientele_domain::role::Permission;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_store::requests;

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::Result;
use crate::house::House;

/// How long a request is kept in the log.
pub const KEPT: Duration = Duration::from_secs(30 * 86_400);

/// Adds requests to the log.
pub async fn log(house: &House, answered: &[(Scope, LoggedRequest)]) -> Result<()> {
    let mut tx = house.db.begin().await?;
    requests::insert_all(&mut tx.conn(), answered).await?;
    Ok(tx.commit().await?)
}

/// A page of the log, newest first, beginning after the request `after`; and whether there is more. Only what was refused,
/// if so asked.
///
/// Errors: `Forbidden`.
pub async fn list(ctx: &Ctx, refused: bool, after: Option<&str>, limit: i64) -> Result<(Vec<LoggedRequest>, bool)> {
    ctx.require(Permission::KeyManage)?;
    let found =
        requests::page(&mut ctx.read().await?.conn(), ctx.scope, refused, after, limit.saturating_add(1)).await?;
    Ok(cut(found, limit))
}

/// Removes what is kept no longer.
pub async fn forget(house: &House, now: Timestamp) -> Result<u64> {
    let mut tx = house.db.begin().await?;
    let forgotten = requests::forget(&mut tx.conn(), now.minus(KEPT)).await?;
    tx.commit().await?;
    Ok(forgotten)
}
