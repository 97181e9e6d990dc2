//! Invoices and movements of credit, one by one and in pages.

use clientele_domain::credit::BalanceTransaction;
use clientele_domain::id::{BalanceTransactionId, CustomerId, InvoiceId};
use clientele_domain::invoice::Invoice;
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_store::balances;
use clientele_store::invoices::{self, InvoiceFilter};

use crate::ctx::Ctx;
use crate::customers::{CustomerView, present, viewed};
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::payments::known;

/// One invoice.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: InvoiceId) -> Result<Invoice> {
    ctx.require(Permission::InvoiceRead)?;
    invoices::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A page of invoices, newest first, beginning after the invoice `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound` when there is no such customer.
pub async fn list(
    ctx: &Ctx,
    filter: &InvoiceFilter,
    after: Option<InvoiceId>,
    limit: i64,
) -> Result<(Vec<Invoice>, bool)> {
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let mut filter = filter.clone();
    if let Some(customer) = filter.customer {
        filter.customer = Some(known(ctx, conn, customer).await?);
    }
    Ok(cut(invoices::page(conn, ctx.scope, &filter, after, limit + 1).await?, limit))
}

/// So many overdue invoices of one customer are told, and summed up.
const MOST_OVERDUE: i64 = 1000;

/// A customer's overdue invoices, the one that was due first before the others.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn overdue_of(ctx: &Ctx, customer: CustomerId) -> Result<(CustomerView, Vec<Invoice>)> {
    ctx.require(Permission::InvoiceRead)?;
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = present(ctx, conn, customer).await?;
    let overdue = invoices::overdue_of_customer(conn, ctx.scope, customer.id, MOST_OVERDUE).await?;
    Ok((viewed(ctx, conn, customer).await?, overdue))
}

/// A page of everybody's overdue invoices, the one that was due first before the others, beginning after this one; and
/// whether there is more.
///
/// Errors: `Forbidden`.
pub async fn overdue(ctx: &Ctx, after: Option<(Timestamp, InvoiceId)>, limit: i64) -> Result<(Vec<Invoice>, bool)> {
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    Ok(cut(invoices::overdue_page(&mut reader.conn(), ctx.scope, after, limit + 1).await?, limit))
}

/// A page of a customer's movements of credit, newest first, beginning after the movement `after`; and whether there is
/// more.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn credit_of(
    ctx: &Ctx,
    customer: CustomerId,
    after: Option<BalanceTransactionId>,
    limit: i64,
) -> Result<(Vec<BalanceTransaction>, bool)> {
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = known(ctx, conn, customer).await?;
    Ok(cut(balances::page(conn, ctx.scope, customer, after, limit + 1).await?, limit))
}
