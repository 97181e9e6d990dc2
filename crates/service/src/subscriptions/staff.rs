//! Subscriptions as staff see them: in lists, and one with everything that hangs on it.

use clientele_domain::card::SavedCard;
use clientele_domain::id::SubscriptionId;
use clientele_domain::invoice::Invoice;
use clientele_domain::role::Permission;
use clientele_domain::subscription::Subscription;
use clientele_store::invoices;
use clientele_store::saved_cards;
use clientele_store::subscriptions::{self, SubscriptionFilter};

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::invoices::staff::{Told, names, told};

/// So many invoices of a subscription are shown.
const NEWEST: i64 = 50;

/// A subscription in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The subscription.
    pub subscription: Subscription,
    /// What to call its customer; empty when that was erased.
    pub name: String,
}

/// A subscription with everything that hangs on it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The subscription and its customer.
    pub listed: Listed,
    /// Its invoices, newest first.
    pub invoices: Vec<Invoice>,
    /// Cards of the customer that it can be charged to.
    pub cards: Vec<SavedCard>,
    /// What became of it, newest first.
    pub told: Vec<Told>,
}

/// A page of subscriptions, newest first, beginning after the subscription `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn page(
    ctx: &Ctx,
    filter: &SubscriptionFilter,
    after: Option<SubscriptionId>,
    limit: i64,
) -> Result<(Vec<Listed>, bool)> {
    ctx.require(Permission::SubscriptionRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let (found, more) = cut(subscriptions::page(conn, ctx.scope, filter, after, limit + 1).await?, limit);
    let names = names(ctx, conn, found.iter().map(|subscription| subscription.customer)).await?;
    let listed = found.into_iter().map(|subscription| Listed {
        name: names.get(&subscription.customer).cloned().unwrap_or_default(),
        subscription,
    });
    Ok((listed.collect(), more))
}

/// One subscription with everything that hangs on it.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn detail(ctx: &Ctx, id: SubscriptionId) -> Result<Detail> {
    ctx.require(Permission::SubscriptionRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let subscription = subscriptions::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let customer = subscription.customer;
    let kept = saved_cards::of_customer(conn, ctx.scope, customer).await?;
    let name = names(ctx, conn, [customer].into_iter()).await?.remove(&customer).unwrap_or_default();
    Ok(Detail {
        invoices: invoices::of_subscription(conn, ctx.scope, id, NEWEST).await?,
        cards: kept.into_iter().filter(|card| card.is_good(ctx.now)).collect(),
        told: told(ctx, conn, &id.to_string()).await?,
        listed: Listed { subscription, name },
    })
}
