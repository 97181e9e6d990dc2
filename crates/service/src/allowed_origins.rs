//! The origins of the merchant's own pages: when any are listed, customer sessions are made for them alone.

use clientele_domain::audit::Act;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_store::{Conn, allowed_origins as rows};
use serde::Serialize;

use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// Those that are listed; none when sessions may be for any.
///
/// Errors: `Forbidden`.
pub async fn settings(ctx: &Ctx) -> Result<Vec<String>> {
    ctx.require(Permission::SettingsRead)?;
    Ok(rows::all(&mut ctx.read().await?.conn(), ctx.scope).await?)
}

/// Lists these and no others. Sessions that are open go on.
///
/// Errors: `Forbidden`; `Invalid` at `allowed_origins` and its places.
pub async fn change(ctx: &Ctx, asked: &[String]) -> Result<Vec<String>> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| { put(ctx, conn, &|_| asked.to_vec()).await })
}

/// The same, within a change of more.
pub(crate) async fn put(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    change: &(dyn Fn(Vec<String>) -> Vec<String> + Send + Sync),
) -> Result<Vec<String>> {
    let before = rows::all(conn, ctx.scope).await?;
    let after = rules::allowed_origins(&change(before.clone()), ctx.scope.mode).map_err(Error::Invalid)?;
    if after != before {
        rows::set(conn, ctx.scope, &after).await?;
    }
    let (was, is) = (Listed { allowed_origins: &before }, Listed { allowed_origins: &after });
    audit::note_changed(ctx, conn, Act::AllowedOriginsUpdated, "", &was, &is).await?;
    Ok(after)
}

#[derive(Serialize)]
struct Listed<'a> {
    allowed_origins: &'a [String],
}
