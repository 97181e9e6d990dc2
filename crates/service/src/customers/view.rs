//! Customers as programs see them: the record with its figures and wallets.

use clientele_domain::customer::{Customer, CustomerFields, Wallet};
use clientele_domain::id::CustomerId;
use clientele_domain::list::{Direction, SortBy};
use clientele_domain::payment::Totals;
use clientele_domain::query::Query;
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::selector::Selector;
use clientele_store::customers::list::{Cursor, Place};
use clientele_store::{Conn, customers, totals, wallets};

use super::detail::present;
use super::list::{Named, page};
use super::update::{act_in, changed_by, locked};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// A customer with figures and wallets.
#[derive(Debug, Clone)]
pub struct CustomerView {
    /// The record.
    pub customer: Customer,
    /// Figures, one row a currency.
    pub totals: Vec<Totals>,
    /// Wallets.
    pub wallets: Vec<Wallet>,
}

/// The id of the customer that is meant.
///
/// Errors: `Forbidden`, `NotFound` when nobody has this identifier. An id that was merged leads on; whether an id is anybody's
/// is not looked up.
pub async fn select(ctx: &Ctx, selector: &Selector) -> Result<CustomerId> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    if let Selector::Id(id) = selector {
        return Ok(customers::survivor(&mut reader.conn(), ctx.scope, *id).await?);
    }
    Ok(found(ctx, &mut reader.conn(), selector).await?.id)
}

/// The customer that is meant. Errors: `NotFound`, `Deleted`.
pub(crate) async fn found(ctx: &Ctx, conn: &mut Conn<'_>, selector: &Selector) -> Result<Customer> {
    let found = match selector {
        Selector::Id(id) => return present(ctx, conn, *id).await,
        Selector::ExternalId(value) => customers::by_external_id(conn, ctx.scope, value).await?,
        Selector::Email(value) => customers::by_email(conn, ctx.scope, value).await?,
        Selector::Did(value) => customers::by_did(conn, ctx.scope, value).await?,
    };
    found.ok_or(Error::NotFound)
}

/// The customer that is meant.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn view(ctx: &Ctx, selector: &Selector) -> Result<CustomerView> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = found(ctx, conn, selector).await?;
    viewed(ctx, conn, customer).await
}

/// The customer with figures and wallets.
pub(crate) async fn viewed(ctx: &Ctx, conn: &mut Conn<'_>, customer: Customer) -> Result<CustomerView> {
    let totals = totals::of_customer(conn, ctx.scope, customer.id).await?;
    Ok(CustomerView { totals, wallets: wallets::of_customer(conn, ctx.scope, customer.id).await?, customer })
}

/// A page of customers, where the next one begins, and how many there are in all. Strictly in the order asked
/// for, so that a walk through all pages meets everybody once.
///
/// Errors: `Forbidden`, `TooWide`.
pub async fn views(
    ctx: &Ctx,
    query: &Query,
    sort: (SortBy, Direction),
    place: &Place,
    limit: i64,
) -> Result<(Vec<CustomerView>, Option<Cursor>, i64)> {
    let page = page(ctx, query, sort, place, limit, Named::InTheirPlace).await?;
    let ids: Vec<CustomerId> = page.customers.iter().map(|summary| summary.id).collect();
    Ok((of_ids(ctx, &ids).await?, page.after, page.total))
}

/// The customers with these ids who are not deleted, in the order given.
pub(super) async fn of_ids(ctx: &Ctx, ids: &[CustomerId]) -> Result<Vec<CustomerView>> {
    let mut reader = ctx.read().await?;
    views_of(ctx, &mut reader.conn(), ids).await
}

/// The same on a connection of the caller.
pub(crate) async fn views_of(ctx: &Ctx, conn: &mut Conn<'_>, ids: &[CustomerId]) -> Result<Vec<CustomerView>> {
    let mut totals = totals::of_customers(conn, ctx.scope, ids).await?;
    let mut wallets = wallets::of_customers(conn, ctx.scope, ids).await?;
    let customers = customers::by_ids(conn, ctx.scope, ids).await?;
    let view = |customer: Customer| {
        let id = customer.id.to_string();
        CustomerView {
            totals: totals.remove(&id).unwrap_or_default(),
            wallets: wallets.remove(&id).unwrap_or_default(),
            customer,
        }
    };
    Ok(customers.into_iter().map(view).collect())
}

/// Changes what `change` makes of a customer's fields; the version, when given, must be the one that is stored.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`, `Invalid`, `ExternalIdTaken`, `Changed` when the version is another one.
pub async fn change(
    ctx: &Ctx,
    id: CustomerId,
    version: Option<i64>,
    change: impl Fn(&CustomerFields) -> CustomerFields + Send + Sync,
) -> Result<CustomerView> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let before = locked(ctx, conn, id).await?;
        if version.is_some_and(|version| version != before.version) {
            return Err(changed_by(ctx, conn, before).await?);
        }
        let fields = rules::check(&change(&before.fields)).map_err(Error::Invalid)?;
        rules::required_identity(&fields).map_err(|violation| Error::Invalid(vec![violation]))?;
        let after = act_in(ctx, conn, before, fields).await?;
        viewed(ctx, conn, after).await
    })
}
