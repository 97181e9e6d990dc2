//! Holding an invoice, in one order everywhere: the customer, and then what is theirs.

use clientele_domain::id::InvoiceId;
use clientele_domain::invoice::Invoice;
use clientele_store::{Conn, customers, invoices};

use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The invoice, and nobody else changes it, its customer or the customer's credit until this transaction has ended. The
/// books of somebody whose data was erased go on.
pub(crate) async fn hold(ctx: &Ctx, conn: &mut Conn<'_>, id: InvoiceId) -> Result<Invoice> {
    let known = invoices::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    customers::lock(conn, ctx.scope, known.customer).await?;
    let invoice = invoices::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    // A merge may have been undone between the look and the lock.
    if invoice.customer != known.customer {
        customers::lock(conn, ctx.scope, invoice.customer).await?;
    }
    Ok(invoice)
}
