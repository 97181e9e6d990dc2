//! What a merchant decides about payment methods.

use clientele_domain::audit::Act;
use clientele_domain::method::{LightningSettings, MethodSettings};
use clientele_domain::role::Permission;
use clientele_domain::rules::method_settings;
use clientele_domain::violation::Violation;
use clientele_store::{Conn, methods as rows};

use super::{Shop, lightning, rate};
use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// The settings in force.
///
/// Errors: `Forbidden`.
pub async fn settings(ctx: &Ctx) -> Result<MethodSettings> {
    ctx.require(Permission::SettingsRead)?;
    Ok(rows::settings(&mut ctx.read().await?.conn(), ctx.scope).await?)
}

/// Puts other settings in force, for sessions that are paid from now on. A Lightning address and a source of rates that
/// are new are asked first, so that buyers aren't the ones who find out that they don't answer.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong.
pub async fn update_settings(ctx: &Ctx, draft: &MethodSettings) -> Result<MethodSettings> {
    ctx.require(Permission::SettingsWrite)?;
    let settings = tried(ctx, draft).await?;
    transaction!(ctx, |conn| { put(ctx, conn, &settings).await })
}

/// Everything that is wrong with settings, as far as it can be seen without asking anybody.
pub fn wrong(ctx: &Ctx, draft: &MethodSettings) -> Vec<Violation> {
    method_settings(draft, ctx.scope.mode, ctx.house.reach).err().unwrap_or_default()
}

/// The settings as they are stored, after whoever is new in them was asked.
///
/// Errors: `Invalid` with everything that is wrong.
pub(crate) async fn tried(ctx: &Ctx, draft: &MethodSettings) -> Result<MethodSettings> {
    let mut settings = method_settings(draft, ctx.scope.mode, ctx.house.reach).map_err(Error::Invalid)?;
    let shop = Shop::now(ctx).await?;
    if let Some(lightning) = &mut settings.lightning {
        let before = shop.settings.lightning.as_ref();
        let before = before.filter(|known| LightningSettings { limits: None, ..(*known).clone() } == *lightning);
        match before {
            Some(known) => lightning.limits = known.limits,
            None => try_out(ctx, &shop, lightning).await?,
        }
    }
    Ok(settings)
}

/// Stores settings within somebody's transaction, who may.
pub(crate) async fn put(ctx: &Ctx, conn: &mut Conn<'_>, settings: &MethodSettings) -> Result<MethodSettings> {
    let before = rows::settings(conn, ctx.scope).await?;
    rows::set(conn, ctx.scope, settings, ctx.actor.name(), ctx.now).await?;
    audit::note_changed(ctx, conn, Act::MethodsUpdated, "", &before, settings).await?;
    Ok(settings.clone())
}

/// Asks the provider of the address what it takes, and the source of rates for the price in the merchant's currency.
async fn try_out(ctx: &Ctx, shop: &Shop, lightning: &mut LightningSettings) -> Result<()> {
    let mut wrong = Vec::new();
    match lightning::limits(ctx, &lightning.address).await {
        Ok(limits) => lightning.limits = Some(limits),
        Err(why) => {
            let message = format!("Nobody can pay to this address just now. {why}");
            wrong.push(Violation::new("lightning.address", message));
        }
    }
    if !lightning.rate_url.is_empty()
        && let Err(why) = rate::rate(ctx, lightning, shop.currency).await
    {
        let message = format!("The price of bitcoin in {} can't be found there. {why}", shop.currency);
        wrong.push(Violation::new("lightning.rate_url", message));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}
