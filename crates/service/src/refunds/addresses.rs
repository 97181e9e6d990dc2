//! The history of a customer's refund address: who changed it, and when. A change a short while ago may be somebody else's.

use std::time::Duration;

use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_store::events::{self, EventFilter};
use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::customers::present;
use crate::error::Result;

/// A change of a customer's refund address; empty text stands for none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressChange {
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
    /// Who changed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl AddressChange {
    /// Whether it is so short a while ago that one should ask the customer: within the last 24 hours.
    pub fn is_recent(&self, now: Timestamp) -> bool {
        now < self.at.plus(Duration::from_secs(24 * 3600))
    }
}

/// So many changes of a record are looked through.
const LOOKED_AT: i64 = 500;

/// How a customer's refund address came to be what it is, the latest change first.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn address_history(ctx: &Ctx, customer: CustomerId) -> Result<Vec<AddressChange>> {
    ctx.require(Permission::RefundRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let id = present(ctx, conn, customer).await?.id;
    let filter = EventFilter { object: Some(id.to_string()), ..EventFilter::default() };
    let told = events::page(conn, ctx.scope, &filter, None, LOOKED_AT).await?;
    let change = |event: clientele_domain::event::Event| {
        let field = event.fields.into_iter().find(|field| field.field == "refund_address")?;
        Some(AddressChange { from: field.from, to: field.to, by: event.actor, at: event.occurred_at })
    };
    Ok(told.into_iter().filter_map(change).collect())
}
