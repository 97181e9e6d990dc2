//! Invoices as staff see them: in lists, and one with everything that hangs on it.

use std::collections::{BTreeMap, HashMap};

use clientele_domain::card::SavedCard;
use clientele_domain::event::EventKind;
use clientele_domain::id::{CustomerId, InvoiceId};
use clientele_domain::invoice::{Invoice, InvoiceStatus, Owed, owed};
use clientele_domain::money::Currency;
use clientele_domain::payment::Payment;
use clientele_domain::role::Permission;
use clientele_domain::subscription::Subscription;
use clientele_domain::time::Timestamp;
use clientele_store::invoices::{self, InvoiceFilter};
use clientele_store::{Conn, customers, events, payments, subscriptions};

use super::charge::usable;
use super::sheet::link;
use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};

/// So many overdue invoices are added up; of more the sums say that they are of these.
const ADDED_UP: i64 = 1000;
/// So many steps of an invoice are told.
const STEPS: i64 = 50;

/// An invoice in a list.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The invoice.
    pub invoice: Invoice,
    /// What to call its customer; empty when that was erased.
    pub name: String,
}

/// What is overdue, by currency.
#[derive(Debug, Clone, Default)]
pub struct Overdue {
    /// How much in each currency, and for how many invoices.
    pub sums: BTreeMap<Currency, Owed>,
    /// Whether there are more invoices than were added up.
    pub more: bool,
}

/// Something that became of an invoice.
#[derive(Debug, Clone)]
pub struct Told {
    /// What.
    pub kind: EventKind,
    /// Who did it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
}

/// An invoice with everything that hangs on it.
#[derive(Debug, Clone)]
pub struct Detail {
    /// The invoice and its customer.
    pub listed: Listed,
    /// Where it is shown and paid; empty for a draft.
    pub url: String,
    /// What it was paid by.
    pub payment: Option<Payment>,
    /// The subscription it is for.
    pub subscription: Option<Subscription>,
    /// The card that it can be charged to: the one that the customer kept last.
    pub card: Option<SavedCard>,
    /// What became of it, newest first.
    pub told: Vec<Told>,
}

/// A page of invoices, newest first, beginning after the invoice `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn page(
    ctx: &Ctx,
    filter: &InvoiceFilter,
    after: Option<InvoiceId>,
    limit: i64,
) -> Result<(Vec<Listed>, bool)> {
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let (found, more) = cut(invoices::page(conn, ctx.scope, filter, after, limit + 1).await?, limit);
    Ok((listed(ctx, conn, found).await?, more))
}

/// A page of what is overdue, the longest first, beginning after the invoice `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn overdue(ctx: &Ctx, after: Option<InvoiceId>, limit: i64) -> Result<(Vec<Listed>, bool)> {
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let after = match after {
        Some(id) => invoices::by_id(conn, ctx.scope, id).await?.map(|invoice| (invoice.due_at, id)),
        None => None,
    };
    let (found, more) = cut(invoices::overdue_page(conn, ctx.scope, after, limit + 1).await?, limit);
    Ok((listed(ctx, conn, found).await?, more))
}

/// What everything overdue comes to.
///
/// Errors: `Forbidden`.
pub async fn overdue_sums(ctx: &Ctx) -> Result<Overdue> {
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    let (found, more) = cut(invoices::overdue_page(&mut reader.conn(), ctx.scope, None, ADDED_UP + 1).await?, ADDED_UP);
    Ok(Overdue { sums: owed(&found), more })
}

/// One invoice with everything that hangs on it.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn detail(ctx: &Ctx, id: InvoiceId) -> Result<Detail> {
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let invoice = invoices::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let url = match invoice.status {
        InvoiceStatus::Draft => String::new(),
        _ => ctx.house.address(&link(conn, id).await?),
    };
    let paid: Vec<_> = invoice.payment.into_iter().collect();
    let subscription = match invoice.subscription {
        Some(id) => subscriptions::by_id(conn, ctx.scope, id).await?,
        None => None,
    };
    let card = usable(ctx, conn, &invoice).await?.into_iter().next();
    Ok(Detail {
        url,
        payment: payments::by_ids(conn, ctx.scope, &paid).await?.pop(),
        subscription,
        card,
        told: told(ctx, conn, &id.to_string()).await?,
        listed: listed(ctx, conn, vec![invoice]).await?.pop().ok_or(Error::NotFound)?,
    })
}

/// What became of this object, newest first.
pub(crate) async fn told(ctx: &Ctx, conn: &mut Conn<'_>, object: &str) -> Result<Vec<Told>> {
    let filter = events::EventFilter { object: Some(object.to_owned()), ..events::EventFilter::default() };
    let found = events::page(conn, ctx.scope, &filter, None, STEPS).await?;
    let one =
        |event: clientele_domain::event::Event| Told { kind: event.kind, actor: event.actor, at: event.occurred_at };
    Ok(found.into_iter().map(one).collect())
}

async fn listed(ctx: &Ctx, conn: &mut Conn<'_>, found: Vec<Invoice>) -> Result<Vec<Listed>> {
    let names = names(ctx, conn, found.iter().map(|invoice| invoice.customer)).await?;
    let listed = found
        .into_iter()
        .map(|invoice| Listed { name: names.get(&invoice.customer).cloned().unwrap_or_default(), invoice });
    Ok(listed.collect())
}

/// What to call these customers, with one look at them.
pub(crate) async fn names(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    ids: impl Iterator<Item = CustomerId>,
) -> Result<HashMap<CustomerId, String>> {
    let mut ids: Vec<CustomerId> = ids.collect();
    ids.sort_unstable();
    ids.dedup();
    let known = customers::by_ids(conn, ctx.scope, &ids).await?.into_iter();
    Ok(known.map(|customer| (customer.id, customer.fields.display_name().to_owned())).collect())
}
