//! What a merchant decides about matching.

use clientele_domain::audit::Act;
use clientele_domain::matching::Settings;
use clientele_domain::role::Permission;
use clientele_store::Conn;
use clientele_store::matching::settings as rows;

use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::Result;

/// The settings in force.
///
/// Errors: `Forbidden`.
pub async fn settings(ctx: &Ctx) -> Result<Settings> {
    ctx.require(Permission::SettingsRead)?;
    Ok(rows::get(&mut ctx.read().await?.conn(), ctx.scope).await?)
}

/// Puts other settings in force. They apply to payments from now on; what was linked and merged before stays.
///
/// Errors: `Forbidden`.
pub async fn update_settings(ctx: &Ctx, settings: &Settings) -> Result<Settings> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| { put(ctx, conn, &|_| *settings).await })
}

/// Puts in force what `change` makes of the settings, within somebody's transaction, who may.
pub(crate) async fn put(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    change: &(dyn Fn(Settings) -> Settings + Send + Sync),
) -> Result<Settings> {
    let before = rows::get(conn, ctx.scope).await?;
    let settings = change(before);
    rows::set(conn, ctx.scope, &settings, ctx.actor.name(), ctx.now).await?;
    audit::note_changed(ctx, conn, Act::MatchingUpdated, "", &before, &settings).await?;
    Ok(settings)
}
