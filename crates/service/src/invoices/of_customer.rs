//! What a customer is subscribed to, what they owe, and what they have to their credit, at a glance.

use clientele_domain::credit::BalanceTransaction;
use clientele_domain::id::CustomerId;
use clientele_domain::invoice::{Invoice, Owed, owed};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::role::Permission;
use clientele_domain::subscription::Subscription;
use clientele_store::invoices::{self, InvoiceFilter};
use clientele_store::subscriptions::{self, SubscriptionFilter};
use clientele_store::{balances, customers};
use std::collections::BTreeMap;

use crate::ctx::Ctx;
use crate::error::Result;

/// So many subscriptions are shown,
const SUBSCRIPTIONS: i64 = 20;
/// so many invoices and movements of credit,
const NEWEST: i64 = 10;
/// and so many overdue invoices are added up.
const ADDED_UP: i64 = 1000;

/// What a customer's page says of bills.
#[derive(Debug, Clone, Default)]
pub struct Bills {
    /// The newest subscriptions, those that run before those that are over.
    pub subscriptions: Vec<Subscription>,
    /// The newest invoices.
    pub invoices: Vec<Invoice>,
    /// What is overdue, by currency.
    pub owed: BTreeMap<Currency, Owed>,
    /// The invoice that has been overdue for the longest.
    pub longest: Option<Invoice>,
    /// What there is to their credit.
    pub credit: Vec<Amount>,
    /// How that came about, newest first.
    pub moved: Vec<BalanceTransaction>,
}

/// Of this customer.
///
/// Errors: `Forbidden`.
pub async fn bills(ctx: &Ctx, customer: CustomerId) -> Result<Bills> {
    ctx.require(Permission::InvoiceRead)?;
    ctx.require(Permission::SubscriptionRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = customers::survivor(conn, ctx.scope, customer).await?;
    let whose = SubscriptionFilter { customer: Some(customer), ..SubscriptionFilter::default() };
    let mut subscriptions = subscriptions::page(conn, ctx.scope, &whose, None, SUBSCRIPTIONS).await?;
    // Stable, so that each half stays in its order.
    subscriptions.sort_by_key(|subscription| subscription.status.is_over());
    let whose = InvoiceFilter { customer: Some(customer), ..InvoiceFilter::default() };
    let late = invoices::overdue_of_customer(conn, ctx.scope, customer, ADDED_UP).await?;
    let sums = balances::sums(conn, ctx.scope, customer).await?.into_iter();
    Ok(Bills {
        subscriptions,
        invoices: invoices::page(conn, ctx.scope, &whose, None, NEWEST).await?,
        owed: owed(&late),
        longest: late.into_iter().next(),
        credit: sums.map(|(currency, minor)| Amount { minor, currency }).filter(|sum| sum.minor != 0).collect(),
        moved: balances::page(conn, ctx.scope, customer, None, NEWEST).await?,
    })
}
