//! Deleting a customer, which is erasing what identifies the person.

use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use clientele_store::customers;
use serde::{Deserialize, Serialize};

use super::history;
use super::update::locked;
use crate::ctx::{Ctx, transaction};
use crate::error::Result;

/// What a deletion removed and what it kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erasure {
    /// Fields that were emptied.
    pub removed: Vec<String>,
    /// Payments that stay, for the books.
    pub kept_payments: i64,
    /// Orders that stay, for the books.
    pub kept_orders: i64,
}

/// Removes what identifies the person. Payments and orders stay, for they are accounting records; the id stays as a
/// tombstone.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted` when it was done already.
pub async fn delete(ctx: &Ctx, id: CustomerId) -> Result<Erasure> {
    ctx.require(Permission::CustomerDelete)?;
    transaction!(ctx, |conn| {
        let customer = locked(ctx, conn, id).await?;
        customers::write::tombstone(conn, ctx.scope, &customer, ctx.now).await?;
        history::record(ctx, conn, id, "deleted", Vec::new()).await?;
        Ok(Erasure {
            removed: customer.fields.entries().into_iter().map(|(field, _)| field).collect(),
            kept_payments: customer.counts.payments,
            kept_orders: customer.counts.orders,
        })
    })
}
