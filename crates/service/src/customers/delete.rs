//! Deleting a customer, which is erasing what identifies the person.

use clientele_domain::audit::Act;
use clientele_domain::id::CustomerId;
use clientele_domain::lightning::MARGIN;
use clientele_domain::role::Permission;
use clientele_store::{customer_sessions, customers, idempotency, merges, portal, refunds};
use clientele_wire::DeletedCustomer;
use serde::{Deserialize, Serialize};

use super::update::{changed_by, locked};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::{audit, events, subscriptions};

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
/// Errors: `Forbidden`, `NotFound`, `Deleted` when it was done already, `Changed` when a version is given and the record is
/// at another.
pub async fn delete(ctx: &Ctx, id: CustomerId, version: Option<i64>) -> Result<Erasure> {
    ctx.require(Permission::CustomerDelete)?;
    transaction!(ctx, |conn| {
        let customer = locked(ctx, conn, id).await?;
        if version.is_some_and(|version| version != customer.version) {
            return Err(changed_by(ctx, conn, customer).await?);
        }
        let id = customer.id;
        subscriptions::cancel_all(ctx, conn, id).await?;
        for known in [id].iter().chain(&customer.merged_from) {
            merges::forget(conn, ctx.scope, *known).await?;
            customer_sessions::revoke_all(conn, ctx.scope, *known, ctx.now).await?;
            portal::erase(conn, ctx.scope, *known).await?;
        }
        refunds::forget(conn, ctx.scope, id, ctx.now.minus(MARGIN)).await?;
        customers::write::tombstone(conn, ctx.scope, &customer, ctx.now).await?;
        let remains =
            serde_json::to_string(&DeletedCustomer::new(id)).map_err(|error| Error::Internal(error.to_string()))?;
        for known in [id].iter().chain(&customer.merged_from) {
            idempotency::erase(conn, ctx.scope, *known, &remains).await?;
        }
        events::customer_deleted(ctx, conn, id).await?;
        let removed: Vec<String> = customer.fields.entries().into_iter().map(|(field, _)| field).collect();
        let told: Vec<_> = removed.iter().map(|field| audit::change(field, "", "")).collect();
        audit::note(ctx, conn, Act::CustomerDeleted, &id.to_string(), &told).await?;
        Ok(Erasure { removed, kept_payments: customer.counts.payments, kept_orders: customer.counts.orders })
    })
}
