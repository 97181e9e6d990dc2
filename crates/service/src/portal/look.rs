//! What customers see: their subscriptions, orders and invoices, and nobody else's.

use std::collections::BTreeMap;

use clientele_domain::id::{InvoiceId, OrderId};
use clientele_domain::invoice::Invoice;
use clientele_domain::payment::{Order, Payment};
use clientele_domain::role::Permission;
use clientele_domain::rules::Zone;
use clientele_domain::subscription::Subscription;
use clientele_store::invoices::{self as bills, InvoiceFilter};
use clientele_store::subscriptions::{self as rows, SubscriptionFilter};
use clientele_store::{orders as bought, payments};

use super::Holder;
use crate::billing;
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::house::House;
use crate::invoices::sheet;

/// So many subscriptions are shown, the newest.
const SUBSCRIPTIONS: i64 = 20;

/// An invoice, and the path of its page.
#[derive(Debug, Clone)]
pub struct Billed {
    /// The invoice.
    pub invoice: Invoice,
    /// Where it is shown and paid.
    pub path: String,
}

/// A subscription, and the invoice by which it is renewed, if one waits.
#[derive(Debug, Clone)]
pub struct Subscribed {
    /// The subscription.
    pub subscription: Subscription,
    /// What is to be paid for it.
    pub open: Option<Billed>,
}

/// An order with its payments, which is a receipt once it is paid.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The order.
    pub order: Order,
    /// What was paid for it, and given back, oldest first.
    pub payments: Vec<Payment>,
}

/// The customer's subscriptions, those that run before those that are over, and the calendar of their days.
pub async fn subscriptions(house: &House, holder: &Holder) -> Result<(Vec<Subscribed>, Zone)> {
    let ctx = holder.ctx(house);
    ctx.require(Permission::SubscriptionRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let whose = SubscriptionFilter { customer: Some(holder.customer.id), ..SubscriptionFilter::default() };
    let mut found = rows::page(conn, ctx.scope, &whose, None, SUBSCRIPTIONS).await?;
    // Stable, so that each half stays in its order.
    found.sort_by_key(|subscription| subscription.status.is_over());
    let latest: Vec<InvoiceId> = found.iter().filter_map(|subscription| subscription.latest_invoice).collect();
    let open = bills::by_ids(conn, ctx.scope, &latest).await?.into_iter().filter(Invoice::is_open);
    let open = billed(conn, open.collect()).await?;
    let mut open: BTreeMap<InvoiceId, Billed> = open.into_iter().map(|billed| (billed.invoice.id, billed)).collect();
    let subscribed = found.into_iter().map(|subscription| Subscribed {
        open: subscription.latest_invoice.and_then(|id| open.remove(&id)),
        subscription,
    });
    Ok((subscribed.collect(), billing::zone(&ctx, conn).await?))
}

/// A page of the customer's orders, newest first, beginning after the order `after`; and whether there is more.
pub async fn orders(house: &House, holder: &Holder, after: Option<OrderId>, limit: i64) -> Result<(Vec<Order>, bool)> {
    let ctx = holder.ctx(house);
    ctx.require(Permission::PaymentRead)?;
    let mut reader = ctx.read().await?;
    let whose = Some(holder.customer.id);
    Ok(cut(bought::page(&mut reader.conn(), ctx.scope, whose, after, limit + 1).await?, limit))
}

/// One of the customer's orders.
///
/// Errors: `NotFound`, also for somebody else's.
pub async fn receipt(house: &House, holder: &Holder, id: OrderId) -> Result<Receipt> {
    let ctx = holder.ctx(house);
    ctx.require(Permission::PaymentRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let order = bought::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    ctx.owns(order.customer.ok_or(Error::NotFound)?)?;
    Ok(Receipt { payments: payments::of_order(conn, ctx.scope, id).await?, order })
}

/// A page of the customer's invoices, newest first, beginning after the invoice `after`; whether there is more; and the
/// calendar of their days. Drafts are shown to nobody.
pub async fn invoices(
    house: &House,
    holder: &Holder,
    after: Option<InvoiceId>,
    limit: i64,
) -> Result<(Vec<Billed>, bool, Zone)> {
    let ctx = holder.ctx(house);
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let whose = InvoiceFilter { customer: Some(holder.customer.id), made_out: true, ..InvoiceFilter::default() };
    let (found, more) = cut(bills::page(conn, ctx.scope, &whose, after, limit + 1).await?, limit);
    Ok((billed(conn, found).await?, more, billing::zone(&ctx, conn).await?))
}

async fn billed(conn: &mut clientele_store::Conn<'_>, invoices: Vec<Invoice>) -> Result<Vec<Billed>> {
    let ids: Vec<InvoiceId> = invoices.iter().map(|invoice| invoice.id).collect();
    let paths = sheet::links(conn, &ids).await?;
    Ok(invoices.into_iter().zip(paths).map(|(invoice, path)| Billed { invoice, path }).collect())
}
