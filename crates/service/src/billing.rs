//! How subscriptions are billed: on which calendar, and with how much grace.

use std::time::Duration;

use clientele_domain::audit::Act;
use clientele_domain::role::Permission;
use clientele_domain::rules::Zone;
use clientele_domain::subscription::Billing;
use clientele_domain::violation::Violation;
use clientele_store::figures::rebuild::change_calendar;
use clientele_store::{Conn, billing, standing};

use crate::audit;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// For so long what could not be done is passed over, so that it does not keep others from having their turn.
pub(crate) const PASSED_OVER: Duration = Duration::from_secs(60);

/// How subscriptions are billed.
///
/// Errors: `Forbidden`.
pub async fn settings(ctx: &Ctx) -> Result<Billing> {
    ctx.require(Permission::SettingsRead)?;
    in_force(ctx, &mut ctx.read().await?.conn()).await
}

/// The same, for whoever bills.
pub(crate) async fn in_force(ctx: &Ctx, conn: &mut Conn<'_>) -> Result<Billing> {
    let grace_days = billing::grace_days(conn, ctx.scope).await?.unwrap_or(Billing::GRACE_DAYS);
    Ok(Billing { time_zone: billing::time_zone(conn, ctx.scope.merchant).await?, grace_days })
}

/// The merchant's calendar.
pub(crate) async fn zone(ctx: &Ctx, conn: &mut Conn<'_>) -> Result<Zone> {
    Zone::named(&billing::time_zone(conn, ctx.scope.merchant).await?).map_err(Error::Internal)
}

/// Puts what `change` makes of the settings in force. The time zone counts in both modes; what has begun goes on as it was.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn change_settings(ctx: &Ctx, change: impl Fn(Billing) -> Billing + Send + Sync) -> Result<Billing> {
    ctx.require(Permission::SettingsWrite)?;
    transaction!(ctx, |conn| { put(ctx, conn, &change).await })
}

/// The same, within a change of more.
pub(crate) async fn put(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    change: &(dyn Fn(Billing) -> Billing + Send + Sync),
) -> Result<Billing> {
    let before = in_force(ctx, conn).await?;
    let after = checked(change(before.clone())).map_err(Error::Invalid)?;
    if after.time_zone != before.time_zone {
        let calendar = Zone::named(&after.time_zone).map_err(Error::Internal)?;
        change_calendar(conn, ctx.scope.merchant, &calendar).await?;
        standing::begin_turn(conn, ctx.scope.merchant).await?;
    }
    if after.grace_days != before.grace_days {
        billing::set_grace_days(conn, ctx.scope, after.grace_days).await?;
    }
    audit::note_changed(ctx, conn, Act::BillingUpdated, "", &before, &after).await?;
    Ok(after)
}

fn checked(asked: Billing) -> std::result::Result<Billing, Vec<Violation>> {
    let mut wrong = Vec::new();
    let time_zone = match Zone::named(&asked.time_zone) {
        Ok(zone) => zone.name().to_owned(),
        Err(message) => {
            wrong.push(Violation::new("billing.time_zone", message));
            String::new()
        }
    };
    if !(0..=Billing::MOST_GRACE_DAYS).contains(&asked.grace_days) {
        wrong.push(Violation::new("billing.grace_days", "Enter 0 to 27 days."));
    }
    if wrong.is_empty() { Ok(Billing { time_zone, ..asked }) } else { Err(wrong) }
}
