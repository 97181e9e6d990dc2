//! Customer sessions: the merchant's server names a customer, and a browser on the merchant's page sees that one for a
//! while.

mod create;
mod seen;

use std::time::Duration;

use clientele_domain::audit::Act;
use clientele_domain::customer_session::CustomerSession;
use clientele_domain::id::CustomerSessionId;
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_store::{Conn, customer_sessions as rows, customers};

use crate::accounts::token_hash;
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::house::House;

pub use create::{FreshSession, NewSession, create};
pub use seen::{Seen, seen};

/// How long a session is kept that has ended, so that a page can read that it did.
const KEPT: Duration = Duration::from_secs(24 * 3600);

/// One session.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: CustomerSessionId) -> Result<CustomerSession> {
    ctx.require(Permission::CustomerRead)?;
    one(ctx, &mut ctx.read().await?.conn(), id).await
}

/// Ends a session. Doing it again is no error.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn revoke(ctx: &Ctx, id: CustomerSessionId) -> Result<CustomerSession> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let session = one(ctx, conn, id).await?;
        if rows::revoke(conn, ctx.scope, id, ctx.now).await? {
            let told = [change("customer", session.customer, "")];
            audit::note(ctx, conn, Act::CustomerSessionRevoked, &id.to_string(), &told).await?;
        }
        one(ctx, conn, id).await
    })
}

/// The session of whoever stays, when the customer it was made for was merged. Errors: `NotFound`.
async fn one(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerSessionId) -> Result<CustomerSession> {
    let session = rows::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let customer = customers::survivor(conn, ctx.scope, session.customer).await?;
    Ok(CustomerSession { customer, ..session })
}

/// The session with this secret, whether it ended or not.
pub async fn by_secret(house: &House, secret: &str) -> Result<Option<CustomerSession>> {
    Ok(rows::by_hash(&mut house.db.read().await?.conn(), &token_hash(secret)).await?)
}

/// Whether some session is for pages from there, or was until lately.
pub async fn names_origin(house: &House, origin: &str) -> Result<bool> {
    let since = house.now().minus(KEPT);
    Ok(rows::names_origin(&mut house.db.read().await?.conn(), origin, since).await?)
}

/// Removes sessions that ended long enough ago.
pub async fn forget(house: &House, now: Timestamp) -> Result<u64> {
    let mut tx = house.db.begin().await?;
    let forgotten = rows::forget(&mut tx.conn(), now.minus(KEPT)).await?;
    tx.commit().await?;
    Ok(forgotten)
}
