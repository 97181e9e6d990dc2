//! Payments and orders, one by one and in pages.

use clientele_domain::id::{CustomerId, OrderId, PaymentId};
use clientele_domain::payment::{Order, Payment};
use clientele_domain::role::Permission;
use clientele_store::customers::Found;
use clientele_store::payments::{self, PaymentFilter};
use clientele_store::{Conn, customers, orders};

use crate::ctx::Ctx;
use crate::cut::cut;
use crate::error::{Error, Result};

/// One payment.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: PaymentId) -> Result<Payment> {
    ctx.require(Permission::PaymentRead)?;
    payments::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A page of payments, those recorded last first, beginning after the payment `after`; and whether there is more.
///
/// Errors: `Forbidden`, `NotFound` when there is no such customer.
pub async fn list(
    ctx: &Ctx,
    filter: &PaymentFilter,
    after: Option<PaymentId>,
    limit: i64,
) -> Result<(Vec<Payment>, bool)> {
    ctx.require(Permission::PaymentRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let mut filter = filter.clone();
    if let Some(customer) = filter.customer {
        filter.customer = Some(known(ctx, conn, customer).await?);
    }
    let found = payments::page(conn, ctx.scope, &filter, after, limit + 1).await?;
    Ok(cut(found, limit))
}

/// The customer whose books these are, also when what identified the person was erased. Errors: `NotFound`.
pub(crate) async fn known(ctx: &Ctx, conn: &mut Conn<'_>, customer: CustomerId) -> Result<CustomerId> {
    match customers::by_id(conn, ctx.scope, customer).await?.ok_or(Error::NotFound)? {
        Found::Present(customer) => Ok(customer.id),
        Found::Deleted { .. } => Ok(customers::survivor(conn, ctx.scope, customer).await?),
    }
}

/// One order.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn order(ctx: &Ctx, id: OrderId) -> Result<Order> {
    ctx.require(Permission::PaymentRead)?;
    orders::by_id(&mut ctx.read().await?.conn(), ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// A page of everybody's orders or one customer's, those recorded last first, beginning after the order `after`; and
/// whether there is more.
///
/// Errors: `Forbidden`, `NotFound` when there is no such customer.
pub async fn orders(
    ctx: &Ctx,
    customer: Option<CustomerId>,
    after: Option<OrderId>,
    limit: i64,
) -> Result<(Vec<Order>, bool)> {
    ctx.require(Permission::PaymentRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = match customer {
        Some(customer) => Some(known(ctx, conn, customer).await?),
        None => None,
    };
    let found = orders::page(conn, ctx.scope, customer, after, limit + 1).await?;
    Ok(cut(found, limit))
}
