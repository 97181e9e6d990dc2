//! An invoice as whoever owes it sees it, by a link with a signature, and the way to pay it there.

use clientele_domain::customer::CustomerFields;
use clientele_domain::id::{CheckoutSessionId, InvoiceId};
use clientele_domain::invoice::{Invoice, InvoiceStatus};
use clientele_domain::payment::Payment;
use clientele_domain::role::Permission;
use clientele_domain::rules::Zone;
use clientele_domain::scope::Scope;
use clientele_store::{Conn, customers, invoices, merchants, payments};

use super::desk;
use crate::billing;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::house::House;
use crate::signature;

/// What signatures of these links are for.
const PURPOSE: &str = "invoice";
/// Who acts when a customer does.
const CUSTOMER: &str = "Invoice page";

/// What a page of an invoice is made of.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Whose it is.
    pub scope: Scope,
    /// What the merchant is called.
    pub merchant: String,
    /// On which calendar its days are counted.
    pub zone: Zone,
    /// The invoice.
    pub invoice: Invoice,
    /// Who owes it; empty when that was erased.
    pub customer: CustomerFields,
    /// What it was paid by.
    pub payment: Option<Payment>,
    /// The whole address of its page.
    pub url: String,
}

/// The path of an invoice's page, which whoever knows it may see.
pub async fn link(conn: &mut Conn<'_>, id: InvoiceId) -> Result<String> {
    let signature = signature::of(conn, PURPOSE, &id.to_string()).await?;
    Ok(format!("/invoice/{id}/{signature}"))
}

/// The same of many, in their order.
pub(crate) async fn links(conn: &mut Conn<'_>, ids: &[InvoiceId]) -> Result<Vec<String>> {
    let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
    let signatures = signature::of_all(conn, PURPOSE, &ids).await?;
    Ok(ids.iter().zip(signatures).map(|(id, signature)| format!("/invoice/{id}/{signature}")).collect())
}

/// An invoice as its customer sees it.
///
/// Errors: `NotFound`, also when the signature is none of this invoice's, or it is a draft.
pub async fn open(house: &House, id: InvoiceId, signature: &str) -> Result<Sheet> {
    let ctx = at_the_page(house, id, signature).await?;
    let mut reader = ctx.read().await?;
    read(&ctx, &mut reader.conn(), id).await
}

/// The checkout at which an invoice is paid.
///
/// Errors: `NotFound`, as above; `InvalidState` when it can't be paid any more.
pub async fn checkout(house: &House, id: InvoiceId, signature: &str) -> Result<CheckoutSessionId> {
    let ctx = at_the_page(house, id, signature).await?;
    desk(&ctx, id).await
}

/// An invoice as its customer sees it, for staff.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn sheet(ctx: &Ctx, id: InvoiceId) -> Result<Sheet> {
    ctx.require(Permission::InvoiceRead)?;
    let mut reader = ctx.read().await?;
    read(ctx, &mut reader.conn(), id).await
}

/// A context for what a customer does with this invoice.
async fn at_the_page(house: &House, id: InvoiceId, signature: &str) -> Result<Ctx> {
    let mut reader = house.db.read().await?;
    let conn = &mut reader.conn();
    if !signature::fits(conn, PURPOSE, &id.to_string(), signature).await? {
        return Err(Error::NotFound);
    }
    let scope = invoices::scope_of(conn, id).await?.ok_or(Error::NotFound)?;
    Ok(Ctx::system(house, scope, CUSTOMER))
}

async fn read(ctx: &Ctx, conn: &mut Conn<'_>, id: InvoiceId) -> Result<Sheet> {
    let invoice = invoices::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    if invoice.status == InvoiceStatus::Draft {
        return Err(Error::NotFound);
    }
    let merchant = merchants::by_id(conn, ctx.scope.merchant).await?.ok_or(Error::NotFound)?;
    let customer = customers::by_ids(conn, ctx.scope, &[invoice.customer]).await?.pop();
    let paid: Vec<_> = invoice.payment.into_iter().collect();
    Ok(Sheet {
        scope: ctx.scope,
        merchant: merchant.name,
        zone: billing::zone(ctx, conn).await?,
        customer: customer.map(|customer| customer.fields).unwrap_or_default(),
        payment: payments::by_ids(conn, ctx.scope, &paid).await?.pop(),
        url: ctx.house.address(&link(conn, id).await?),
        invoice,
    })
}
