//! Where an invoice is paid: at a checkout of its own, of which one at most is open.

use clientele_domain::checkout::{Session, SessionStatus};
use clientele_domain::id::{CheckoutSessionId, InvoiceId};
use clientele_domain::invoice::Invoice;
use clientele_store::checkouts::{self, attempts};
use clientele_store::{Conn, invoices};

use super::hold;
use crate::checkout;
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};

/// The checkout at which an invoice is paid: the one that is open, or a new one. Who may pay it, the caller knows; a customer,
/// none but their own.
///
/// Errors: `NotFound`, `InvalidState` when it waits for no money.
pub async fn desk(ctx: &Ctx, id: InvoiceId) -> Result<CheckoutSessionId> {
    transaction!(ctx, |conn| {
        let mut invoice = hold(ctx, conn, id).await?;
        ctx.owns(invoice.customer)?;
        if !invoice.is_open() {
            let label = invoice.label(ctx.scope.mode);
            return Err(Error::InvalidState(format!("{label} waits for no money.")));
        }
        Ok(desk_in(ctx, conn, &mut invoice).await?.id)
    })
}

/// The same of an open invoice that the caller holds. One whose money is on its way keeps its checkout; one whose time is
/// over gets another.
pub(super) async fn desk_in(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice) -> Result<Session> {
    if let Some(id) = invoice.session
        && let Some(session) = checkouts::lock(conn, ctx.scope, id).await?
        && session.status == SessionStatus::Open
    {
        let latest = attempts::latest(conn, ctx.scope, id).await?;
        if session.is_open(ctx.now) || latest.is_some_and(|attempt| attempt.is_under_way()) {
            return Ok(session);
        }
        checkout::call_off(ctx, conn, id).await?;
    }
    let session = checkout::of_invoice(ctx, invoice);
    checkouts::insert(conn, ctx.scope, &session, "").await?;
    invoice.session = Some(session.id);
    invoices::update(conn, ctx.scope, invoice).await?;
    Ok(session)
}
