//! Charging nobody for a while: periods go on, and their invoices stay drafts.

use clientele_domain::audit::Act;
use clientele_domain::event::EventKind;
use clientele_domain::id::SubscriptionId;
use clientele_domain::role::Permission;
use clientele_domain::subscription::{Subscription, SubscriptionStatus};

use super::cancel::{can_change, go_on, void_next};
use super::hold;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::{audit, events};

/// Pauses collection. What is out of the next period and not paid is voided. Doing so twice changes nothing.
///
/// Errors: `Forbidden`, `NotFound`, `Outdated`, `InvalidState` when it is over, late, or being charged.
pub async fn pause(ctx: &Ctx, id: SubscriptionId, version: Option<i64>) -> Result<Subscription> {
    ctx.require(Permission::SubscriptionWrite)?;
    transaction!(ctx, |conn| {
        let (ctx, mut subscription) = hold::hold(ctx, conn, id).await?;
        hold::at_version(&subscription, version)?;
        can_change(&subscription)?;
        if subscription.status == SubscriptionStatus::PastDue {
            let told = "Its last invoice is not paid. Have it paid or void it first, and pause what comes after.";
            return Err(Error::InvalidState(told.to_owned()));
        }
        if subscription.paused_at.is_none() {
            subscription.paused_at = Some(ctx.now);
            hold::keep(&ctx, conn, &mut subscription).await?;
            void_next(&ctx, conn, &mut subscription).await?;
            events::subscription_changed(&ctx, conn, EventKind::SubscriptionUpdated, &subscription, None).await?;
            audit::note(&ctx, conn, Act::SubscriptionPaused, &id.to_string(), &[]).await?;
        }
        Ok(subscription)
    })
}

/// Ends a pause: the next period is charged. Drafts that were made meanwhile stay drafts. Doing so twice changes nothing.
///
/// Errors: `Forbidden`, `NotFound`, `Outdated`, `InvalidState` when it is over.
pub async fn unpause(ctx: &Ctx, id: SubscriptionId, version: Option<i64>) -> Result<Subscription> {
    ctx.require(Permission::SubscriptionWrite)?;
    transaction!(ctx, |conn| {
        let (ctx, mut subscription) = hold::hold(ctx, conn, id).await?;
        hold::at_version(&subscription, version)?;
        can_change(&subscription)?;
        if subscription.paused_at.take().is_some() {
            go_on(&ctx, conn, &mut subscription).await?;
            events::subscription_changed(&ctx, conn, EventKind::SubscriptionUpdated, &subscription, None).await?;
            audit::note(&ctx, conn, Act::SubscriptionUnpaused, &id.to_string(), &[]).await?;
        }
        Ok(subscription)
    })
}
