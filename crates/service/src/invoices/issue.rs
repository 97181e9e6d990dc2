//! Making invoices: drafts, which nobody sees, and those that are made out and have a number.

use clientele_domain::credit::CreditKind;
use clientele_domain::event::EventKind;
use clientele_domain::id::{CustomerId, InvoiceId, PaymentId, SubscriptionId};
use clientele_domain::invoice::{Invoice, InvoiceLine, InvoiceStatus, Period, check_lines};
use clientele_domain::money::Amount;
use clientele_domain::time::Timestamp;
use clientele_store::invoices::{self as rows, Counted};
use clientele_store::{Conn, balances, customers};

use super::credit::{self, Movement};
use super::{hold, settle};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::events;

/// An invoice to make.
#[derive(Debug, Clone)]
pub struct NewInvoice {
    /// Who owes it.
    pub customer: CustomerId,
    /// The subscription that it is for.
    pub subscription: Option<SubscriptionId>,
    /// And the period of it.
    pub period: Option<Period>,
    /// What is billed; at least one line, all of one currency.
    pub lines: Vec<InvoiceLine>,
    /// When it has to be paid.
    pub due_at: Timestamp,
}

/// Makes a draft.
///
/// Errors: `Invalid`; `Conflict` when the period has an invoice.
pub async fn draft(ctx: &Ctx, conn: &mut Conn<'_>, asked: NewInvoice) -> Result<Invoice> {
    customers::lock(conn, ctx.scope, asked.customer).await?;
    let invoice = new(ctx, asked)?;
    rows::insert(conn, ctx.scope, &invoice).await?;
    Ok(invoice)
}

/// Makes an invoice out: it has a number, the customer's credit goes into it, and when nothing is left to pay it is paid.
///
/// Errors: `Invalid`; `Conflict` when the period has an invoice.
pub async fn issue(ctx: &Ctx, conn: &mut Conn<'_>, asked: NewInvoice) -> Result<Invoice> {
    let mut invoice = draft(ctx, conn, asked).await?;
    made_out(ctx, conn, &mut invoice).await?;
    Ok(invoice)
}

/// Makes a draft out. It is due when the draft says, or now when that moment has gone by.
///
/// Errors: `NotFound`, `InvalidState` when it is no draft.
pub async fn make_out(ctx: &Ctx, conn: &mut Conn<'_>, id: InvoiceId) -> Result<Invoice> {
    let mut invoice = hold(ctx, conn, id).await?;
    if invoice.status != InvoiceStatus::Draft {
        let label = invoice.label(ctx.scope.mode);
        return Err(Error::InvalidState(match invoice.number {
            0 => "This draft was voided. Make a new invoice.".to_owned(),
            _ => format!("This invoice is made out already: it is {label}."),
        }));
    }
    invoice.due_at = invoice.due_at.max(ctx.now);
    invoice.version += 1;
    made_out(ctx, conn, &mut invoice).await?;
    Ok(invoice)
}

/// Makes an invoice out that is paid already, by this payment: for what was bought at a checkout.
///
/// Errors: `Invalid`; `Conflict` when the period has an invoice.
pub async fn issue_paid(ctx: &Ctx, conn: &mut Conn<'_>, asked: NewInvoice, payment: PaymentId) -> Result<Invoice> {
    let mut invoice = draft(ctx, conn, asked).await?;
    numbered(ctx, conn, &mut invoice).await?;
    rows::update(conn, ctx.scope, &invoice).await?;
    events::invoice_changed(ctx, conn, EventKind::InvoiceCreated, &invoice).await?;
    // What was bought has begun already: nothing follows for its subscription.
    invoice.pay(Some(payment), ctx.now);
    rows::update(conn, ctx.scope, &invoice).await?;
    events::invoice_changed(ctx, conn, EventKind::InvoicePaid, &invoice).await?;
    Ok(invoice)
}

async fn made_out(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice) -> Result<()> {
    invoice.status = InvoiceStatus::Open;
    let balance = balances::of(conn, ctx.scope, invoice.customer, invoice.total.currency).await?;
    let taken = invoice.take_credit(balance);
    if taken > 0 {
        let amount = Amount { minor: -taken, ..invoice.total };
        let (kind, object) = (CreditKind::Invoice, invoice.id.to_string());
        credit::add(ctx, conn, invoice.customer, Movement { amount, kind, object, note: String::new() }).await?;
    }
    numbered(ctx, conn, invoice).await?;
    rows::update(conn, ctx.scope, invoice).await?;
    events::invoice_changed(ctx, conn, EventKind::InvoiceCreated, invoice).await?;
    match invoice.remaining().minor {
        0 => settle(ctx, conn, invoice, None).await,
        _ => Ok(()),
    }
}

/// The number is taken last: whoever else makes out an invoice waits from here on.
async fn numbered(ctx: &Ctx, conn: &mut Conn<'_>, invoice: &mut Invoice) -> Result<()> {
    rows::count(conn, ctx.scope, invoice.customer, Counted { made_out: 1, overdue: 0 }).await?;
    invoice.status = InvoiceStatus::Open;
    invoice.number = rows::next_number(conn, ctx.scope).await?;
    Ok(())
}

fn new(ctx: &Ctx, asked: NewInvoice) -> Result<Invoice> {
    let total = check_lines(&asked.lines).map_err(Error::Invalid)?;
    Ok(Invoice {
        id: InvoiceId::new(ctx.now, ctx.randomness().bytes()),
        number: 0,
        status: InvoiceStatus::Draft,
        customer: asked.customer,
        subscription: asked.subscription,
        period: asked.period,
        lines: asked.lines,
        total,
        credited: 0,
        paid: 0,
        due_at: asked.due_at,
        overdue: false,
        session: None,
        payment: None,
        declines: 0,
        decline: None,
        created_at: ctx.now,
        ended_at: None,
        version: 1,
    })
}
