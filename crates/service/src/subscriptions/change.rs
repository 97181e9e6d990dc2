//! Changing what a subscription is for from the next period on, and the card that is charged for it.

use clientele_domain::audit::Act;
use clientele_domain::catalog::LineItem;
use clientele_domain::event::EventKind;
use clientele_domain::id::{SavedCardId, SubscriptionId};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::subscription::{Subscription, SubscriptionItem, SubscriptionStatus};
use clientele_store::{Conn, customers};

use super::cancel::{can_change, void_next};
use super::{hold, items, renew};
use crate::audit::{self, change as changed};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::events;

/// What somebody wants of a subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// What it is for from the next period on; left out, as it is.
    pub items: Option<Vec<LineItem>>,
    /// The card that is charged.
    pub card: Option<SavedCardId>,
    /// The merchant's own data: keys with JSON texts.
    pub metadata: Vec<(String, String)>,
}

/// Changes a subscription; `change` says what is wanted of the one there is. Another price and another quantity count from
/// the next period on, and nothing of the current one is paid or given back.
///
/// Errors: `Forbidden`, `NotFound`, `Invalid`, `Outdated`, `InvalidState` when it is over, late, or paid ahead.
pub async fn update(
    ctx: &Ctx,
    id: SubscriptionId,
    version: Option<i64>,
    change: impl Fn(&Subscription) -> Wanted + Send + Sync,
) -> Result<Subscription> {
    ctx.require(Permission::SubscriptionWrite)?;
    transaction!(ctx, |conn| {
        let (ctx, mut subscription) = hold::hold(ctx, conn, id).await?;
        hold::at_version(&subscription, version)?;
        can_change(&subscription)?;
        let (before, wanted) = (subscription.clone(), change(&subscription));
        subscription.metadata = rules::metadata(&wanted.metadata).map_err(Error::Invalid)?;
        if wanted.card != before.card {
            subscription.card = card(&ctx, conn, &subscription, wanted.card).await?;
        }
        if let Some(asked) = &wanted.items {
            subscription.next_items = next_items(&ctx, conn, &subscription, asked).await?;
        }
        if subscription == before {
            return Ok(subscription);
        }
        hold::keep(&ctx, conn, &mut subscription).await?;
        if subscription.next_items != before.next_items {
            anew(&ctx, conn, &mut subscription).await?;
        }
        events::subscription_changed(&ctx, conn, EventKind::SubscriptionUpdated, &subscription, None).await?;
        audit::note(&ctx, conn, Act::SubscriptionUpdated, &id.to_string(), &names(&before, &subscription)).await?;
        Ok(subscription)
    })
}

fn names(before: &Subscription, after: &Subscription) -> Vec<clientele_domain::customer::FieldChange> {
    let text = |items: &[SubscriptionItem]| {
        let lines: Vec<String> = items.iter().map(|item| format!("{} × {}", item.quantity, item.name)).collect();
        lines.join(", ")
    };
    let card = |subscription: &Subscription| subscription.card.map(|id| id.to_string()).unwrap_or_default();
    let mut told = Vec::new();
    if before.next_items() != after.next_items() {
        told.push(changed("items", text(before.next_items()), text(after.next_items())));
    }
    if before.card != after.card {
        told.push(changed("card", card(before), card(after)));
    }
    if before.metadata != after.metadata {
        told.push(changed("metadata", "", ""));
    }
    told
}

async fn card(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    subscription: &Subscription,
    chosen: Option<SavedCardId>,
) -> Result<Option<SavedCardId>> {
    let Some(chosen) = chosen else { return Ok(None) };
    let customer = customers::by_ids(conn, ctx.scope, &[subscription.customer]).await?.pop();
    hold::chosen_card(ctx, conn, &customer.ok_or(Error::NotFound)?, Some(chosen)).await
}

/// What it is for from the next period on; nothing when that is what it is for now.
async fn next_items(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    subscription: &Subscription,
    asked: &[LineItem],
) -> Result<Option<Vec<SubscriptionItem>>> {
    if subscription.status == SubscriptionStatus::PastDue {
        return Err(Error::InvalidState("Its last invoice is not paid. Change it once it is.".to_owned()));
    }
    if subscription.is_paid_ahead() {
        return Err(Error::InvalidState("The next period is paid already. Change it once that has begun.".to_owned()));
    }
    let (chosen, recurring) = items::chosen(ctx, conn, asked).await?;
    let (own, other) = (&subscription.items[0].unit.currency, &chosen[0].unit.currency);
    if own != other {
        let told = format!("This subscription is in {own}, and the price in {other}. Make another subscription.");
        return Err(Error::invalid("items[0].price", told));
    }
    if recurring != subscription.recurring {
        let (own, other) = (subscription.recurring.label(), recurring.label());
        let told = format!("This subscription is charged {own}, and the price {other}. Make another subscription.");
        return Err(Error::invalid("items[0].price", told));
    }
    let same = |a: &SubscriptionItem, b: &SubscriptionItem| (a.price, a.quantity) == (b.price, b.quantity);
    let unchanged =
        chosen.len() == subscription.items.len() && chosen.iter().zip(&subscription.items).all(|(a, b)| same(a, b));
    Ok((!unchanged).then_some(chosen))
}

/// An invoice of the next period that is out already is voided, and made out anew.
async fn anew(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    if hold::next_invoice(ctx, conn, subscription).await?.is_some() {
        void_next(ctx, conn, subscription).await?;
        renew::make_out_early(ctx, conn, subscription).await?;
    }
    Ok(())
}
