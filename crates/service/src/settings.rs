//! What a merchant decides about one mode, changed in one go: all of it, or nothing.

use clientele_domain::matching::Settings as Matching;
use clientele_domain::method::MethodSettings;
use clientele_domain::refund::Thresholds;
use clientele_domain::role::Permission;
use clientele_domain::subscription::Billing;
use clientele_store::methods as method_rows;

use crate::ctx::{Ctx, transaction};
use crate::error::Result;
use crate::{allowed_origins, billing, matching, methods, refunds};

/// The settings of one mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// When two records are one person's.
    pub matching: Matching,
    /// What checkouts can be paid with.
    pub methods: MethodSettings,
    /// When a refund waits for an approval.
    pub refunds: Thresholds,
    /// How subscriptions are billed.
    pub billing: Billing,
    /// For which origins customer sessions may be made; any when none is listed.
    pub allowed_origins: Vec<String>,
}

/// What to make of something that is in force.
type Over<'a, T> = &'a (dyn Fn(T) -> T + Send + Sync);

/// What is to be in force, made of what is.
#[derive(Clone, Copy)]
pub struct Change<'a> {
    /// Of matching.
    pub matching: Over<'a, Matching>,
    /// Of payment methods; none when they stay, so that nobody outside is asked.
    pub methods: Option<Over<'a, MethodSettings>>,
    /// Of refunds.
    pub refunds: Over<'a, Thresholds>,
    /// Of subscriptions.
    pub billing: Over<'a, Billing>,
    /// Of the origins for which customer sessions may be made.
    pub allowed_origins: Over<'a, Vec<String>>,
}

/// Changes settings. Whoever is to be asked whether new payment methods work is asked before.
///
/// Errors: `Forbidden`, `Invalid` with everything that is wrong; nothing is changed then.
pub async fn change(ctx: &Ctx, change: Change<'_>) -> Result<Settings> {
    ctx.require(Permission::SettingsWrite)?;
    let wanted = match change.methods {
        Some(over) => {
            let kept = method_rows::settings(&mut ctx.read().await?.conn(), ctx.scope).await?;
            Some(methods::tried(ctx, &over(kept)).await?)
        }
        None => None,
    };
    transaction!(ctx, |conn| {
        Ok(Settings {
            matching: matching::put(ctx, conn, change.matching).await?,
            methods: match &wanted {
                Some(settings) => methods::put(ctx, conn, settings).await?,
                None => method_rows::settings(conn, ctx.scope).await?,
            },
            refunds: refunds::put_thresholds(ctx, conn, change.refunds).await?,
            billing: billing::put(ctx, conn, change.billing).await?,
            allowed_origins: allowed_origins::put(ctx, conn, change.allowed_origins).await?,
        })
    })
}
