//! "Not the same person": what somebody said of two customers, and taking it back.

use clientele_domain::audit::Act;
use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use clientele_domain::selector::Selector;
use clientele_store::matching::{distinct, pairs};
use clientele_store::{Conn, customers};

use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::customers::{found, present};
use crate::error::{Error, Result};

/// Remembers that two customers are not the same person: they are not suggested any more, and never merged. Saying it again
/// changes nothing. Gives the other.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`, `Invalid` when there is no such other.
pub async fn distinct_from(ctx: &Ctx, customer: CustomerId, other: &Selector) -> Result<CustomerId> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let (one, other) = both(ctx, conn, customer, other).await?;
        distinct::insert(conn, ctx.scope, (one.id, other.id), ctx.actor.name(), ctx.now).await?;
        let told = change("apart_from", "", other.id);
        audit::note(ctx, conn, Act::CustomerSetApart, &one.id.to_string(), &[told]).await?;
        Ok(other.id)
    })
}

/// Takes back that two customers are not the same person.
///
/// Errors: `Forbidden`, `NotFound` also when nobody said so, `Deleted`.
pub async fn not_distinct_from(ctx: &Ctx, customer: CustomerId, other: &Selector) -> Result<()> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let one = present(ctx, conn, customer).await?;
        let other = found(ctx, conn, other).await?;
        let all = |one: &Customer| [&[one.id][..], &one.merged_from].concat();
        if !distinct::delete(conn, ctx.scope, &all(&one), &all(&other)).await? {
            return Err(Error::NotFound);
        }
        let told = change("apart_from", other.id, "");
        audit::note(ctx, conn, Act::CustomerSetApart, &one.id.to_string(), &[told]).await?;
        Ok(pairs::refresh(conn, ctx.scope, one.id).await?)
    })
}

/// How many are told.
const MOST: usize = 50;

/// Everybody of whom somebody said that they are not the same person as this customer, and who is still there.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn told_apart(ctx: &Ctx, customer: CustomerId) -> Result<Vec<Customer>> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = present(ctx, conn, customer).await?;
    let mut ids = distinct::from(conn, ctx.scope, customer.id).await?;
    ids.retain(|id| *id != customer.id);
    ids.truncate(MOST);
    Ok(customers::by_ids(conn, ctx.scope, &ids).await?)
}

async fn both(ctx: &Ctx, conn: &mut Conn<'_>, customer: CustomerId, other: &Selector) -> Result<(Customer, Customer)> {
    let one = present(ctx, conn, customer).await?;
    let other = found(ctx, conn, other).await.map_err(|error| match error {
        Error::NotFound => Error::invalid("customer", "There is no such customer here."),
        other => other,
    })?;
    if one.id == other.id {
        return Err(Error::invalid("customer", "This is the same record. Name another customer."));
    }
    Ok((one, other))
}
