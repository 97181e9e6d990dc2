//! A subscription that is made by hand or by a program.

use std::time::Duration;

use clientele_domain::audit::Act;
use clientele_domain::catalog::{LineItem, Recurring};
use clientele_domain::customer::{Customer, Kind};
use clientele_domain::event::EventKind;
use clientele_domain::id::{SavedCardId, SubscriptionId};
use clientele_domain::invoice::{InvoiceStatus, Period};
use clientele_domain::payment::Source;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::selector::Selector;
use clientele_domain::subscription::{Subscription, SubscriptionItem, SubscriptionStatus};
use clientele_domain::violation::Violation;
use clientele_store::figures::recurring;
use clientele_store::{Conn, customers, subscriptions as rows};

use super::{charge, hold, items};
use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::customers::found;
use crate::error::{Error, Result};
use crate::{billing, events, invoices};

/// A subscription to make.
#[derive(Debug, Clone)]
pub struct NewSubscription {
    /// Who: a registered customer.
    pub customer: Selector,
    /// What: prices that recur together.
    pub items: Vec<LineItem>,
    /// So many days are for free.
    pub trial_days: i64,
    /// The card to charge: this one, or none; left out, the one that was last kept.
    pub card: Option<Option<SavedCardId>>,
    /// The merchant's own data: keys with JSON texts.
    pub metadata: Vec<(String, String)>,
}

impl NewSubscription {
    /// A trial is no longer than two years.
    pub const MOST_TRIAL_DAYS: i64 = 730;
}

/// Makes a subscription. Its first period is charged now, or when the trial is over; without a card, its invoice can be paid
/// for as long as the days of grace.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn create(ctx: &Ctx, asked: &NewSubscription) -> Result<Subscription> {
    ctx.require(Permission::SubscriptionWrite)?;
    let metadata = checked(asked).map_err(Error::Invalid)?;
    let made = transaction!(ctx, |conn| {
        let customer = payer(ctx, conn, &asked.customer).await?;
        let ctx = &ctx.by_the_clock_of(&customer);
        let (chosen, recurring) = items::chosen(ctx, conn, &asked.items).await?;
        let card = match asked.card {
            Some(None) => None,
            Some(chosen) => hold::chosen_card(ctx, conn, &customer, chosen).await?,
            None => hold::chosen_card(ctx, conn, &customer, None).await?,
        };
        let begun = begun(ctx, conn, &customer, (chosen, recurring), asked.trial_days).await?;
        let mut subscription = Subscription { card, metadata: metadata.clone(), ..begun };
        insert(ctx, conn, &mut subscription, &customer).await?;
        let told = [change("customer", "", customer.id), change("every", "", recurring.label())];
        audit::note(ctx, conn, Act::SubscriptionCreated, &subscription.id.to_string(), &told).await?;
        if subscription.trial_end.is_none() {
            first(ctx, conn, &mut subscription).await?;
        }
        Ok(subscription)
    })?;
    charge::at_once(ctx, made, charge::CREATED).await
}

fn checked(asked: &NewSubscription) -> std::result::Result<Vec<(String, String)>, Vec<Violation>> {
    let mut wrong = Vec::new();
    if !(0..=NewSubscription::MOST_TRIAL_DAYS).contains(&asked.trial_days) {
        wrong.push(Violation::new("trial_days", "Send 0 to 730 days."));
    }
    let metadata = rules::metadata(&asked.metadata).map_err(|violations| wrong.extend(violations));
    match metadata {
        Ok(metadata) if wrong.is_empty() => Ok(metadata),
        _ => Err(wrong),
    }
}

/// The customer, held. Guests are formed by checkouts, and subscribe there.
async fn payer(ctx: &Ctx, conn: &mut Conn<'_>, selector: &Selector) -> Result<Customer> {
    let customer = match found(ctx, conn, selector).await {
        Ok(customer) if customer.kind == Kind::Registered => customer,
        Ok(_) => {
            let told = "This customer is a guest, and guests subscribe at a checkout. Name a registered customer.";
            return Err(Error::invalid("customer_id", told));
        }
        Err(Error::NotFound | Error::Deleted { .. }) => {
            return Err(Error::invalid("customer_id", "There is no such customer here."));
        }
        Err(other) => return Err(other),
    };
    customers::hold(conn, ctx.scope, &[customer.id]).await?.pop().ok_or(Error::Conflict)
}

/// A subscription that begins now, with its trial or with nothing paid yet.
pub(super) async fn begun(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: &Customer,
    (items, recurring): (Vec<SubscriptionItem>, Recurring),
    trial_days: i64,
) -> Result<Subscription> {
    let trial_end = ctx.now.plus(Duration::from_secs(trial_days.unsigned_abs() * 86_400));
    let is_tried = trial_days > 0;
    Ok(Subscription {
        id: SubscriptionId::new(ctx.now, ctx.randomness().bytes()),
        customer: customer.id,
        status: if is_tried { SubscriptionStatus::Trialing } else { SubscriptionStatus::PastDue },
        items,
        recurring,
        next_items: None,
        anchor: trial_end,
        periods: 0,
        current: Period { start: ctx.now, end: trial_end },
        paid_until: trial_end,
        grace_days: billing::in_force(ctx, conn).await?.grace_days,
        told: 0,
        charge_at: None,
        trial_end: is_tried.then_some(trial_end),
        cancel_at_period_end: false,
        paused_at: None,
        card: None,
        latest_invoice: None,
        source: Source::Api,
        source_id: String::new(),
        session: None,
        metadata: Vec::new(),
        active_until: trial_end,
        due_at: None,
        ended_at: None,
        created_at: ctx.now,
        version: 1,
    })
}

/// Stores a new subscription, and tells of it.
pub(super) async fn insert(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    subscription: &mut Subscription,
    customer: &Customer,
) -> Result<()> {
    subscription.settle();
    rows::insert(conn, ctx.scope, subscription, customer.clock.map(|(id, _)| id)).await?;
    recurring::kept(conn, ctx.scope, subscription, ctx.now).await?;
    rows::refresh(conn, ctx.scope, customer.id).await?;
    events::subscription_changed(ctx, conn, EventKind::SubscriptionCreated, subscription, None).await
}

/// Makes out the invoice of the first period. A card is charged for it now; otherwise it can be paid during the grace.
async fn first(ctx: &Ctx, conn: &mut Conn<'_>, subscription: &mut Subscription) -> Result<()> {
    let period = hold::next_period(ctx, conn, subscription).await?;
    let card = hold::usable_card(ctx, conn, subscription).await?;
    let grace = Duration::from_secs(subscription.grace_days.unsigned_abs() * 86_400);
    let due_at = if card.is_some() { ctx.now } else { ctx.now.plus(grace) };
    let invoice = invoices::issue(ctx, conn, items::invoice_of(subscription, period, due_at)).await?;
    hold::again(ctx, conn, subscription).await?;
    subscription.latest_invoice = Some(invoice.id);
    if invoice.status == InvoiceStatus::Open && card.is_some() {
        subscription.charge_at = Some(ctx.now);
    }
    hold::keep(ctx, conn, subscription).await
}
