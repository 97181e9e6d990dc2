//! Paying in a frame: the checkouts of the customer's own invoices.

use clientele_domain::id::{CheckoutSessionId, InvoiceId};
use clientele_domain::role::Permission;
use clientele_store::invoices as bills;

use super::Holder;
use crate::error::{Error, Result};
use crate::house::House;
use crate::invoices;

/// The checkout at which one of the customer's invoices is paid: the one that is open, or a new one.
///
/// Errors: `NotFound`, also for somebody else's; `InvalidState` when it waits for no money.
pub async fn checkout(house: &House, holder: &Holder, id: InvoiceId) -> Result<CheckoutSessionId> {
    let ctx = holder.ctx(house);
    ctx.require(Permission::InvoiceRead)?;
    invoices::desk(&ctx, id).await
}

/// Goes on if one of the customer's invoices is paid at this checkout.
///
/// Errors: `NotFound`.
pub async fn pays_at(house: &House, holder: &Holder, id: CheckoutSessionId) -> Result<()> {
    let ctx = holder.ctx(house);
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let invoice = bills::of_session(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    let invoice = bills::by_id(conn, ctx.scope, invoice).await?.ok_or(Error::NotFound)?;
    ctx.owns(invoice.customer)
}
