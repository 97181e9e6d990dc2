//! Checkouts at which invoices are paid. Whose they are is known, so nobody is matched; and what became of them is told of
//! the invoice, so that there are no events of their own.

use std::time::Duration;

use clientele_domain::checkout::{
    Attempt, AttemptStatus, Collect, Line, Sale, Session, SessionPaymentStatus, SessionStatus, Terms,
};
use clientele_domain::event::EventKind;
use clientele_domain::id::{AttemptId, CheckoutSessionId, InvoiceId};
use clientele_domain::invoice::{Invoice, title};
use clientele_domain::matching::{Match, Rule};
use clientele_domain::payment::{Method, Payment, Source};
use clientele_store::checkouts::{self, attempts};
use clientele_store::{Conn, customers, invoices as rows};

use super::complete::{device_seen, ended, payment};
use super::create::{NewSession, open_session};
use super::settle::settle;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::payments::{NewPayment, record_in};
use crate::{invoices, merchants, methods, test_clocks};

/// A session at which what is left of an open invoice is paid.
pub(crate) fn of_invoice(ctx: &Ctx, invoice: &Invoice) -> Session {
    let name = format!("Invoice {}", invoice.label(ctx.scope.mode));
    let what_for = title(&invoice.lines);
    let amount = invoice.remaining();
    let sale = Sale::Amount { title: name.clone(), description: what_for.clone(), amount };
    let line = Line {
        price: None,
        name: name.clone(),
        description: what_for.clone(),
        unit: amount,
        quantity: 1,
        recurring: None,
    };
    let terms = Terms {
        required: Some(Vec::new()),
        collect: Collect { email: false, ..Collect::default() },
        ..Terms::of(sale)
    };
    let for_subscription = invoice.subscription.is_some();
    Session {
        customer: Some(invoice.customer),
        named: true,
        source: if for_subscription { Source::Subscription } else { Source::Checkout },
        source_description: if for_subscription { what_for } else { name },
        invoice: Some(invoice.id),
        ..open_session(ctx, &NewSession::of(terms), vec![line], amount)
    }
}

/// Calls off the checkout of an invoice, if it is open. Money that is on its way is awaited, and is the customer's.
pub(crate) async fn call_off(ctx: &Ctx, conn: &mut Conn<'_>, id: CheckoutSessionId) -> Result<()> {
    let Some(mut session) = checkouts::lock(conn, ctx.scope, id).await? else { return Ok(()) };
    if session.status != SessionStatus::Open {
        return Ok(());
    }
    if let Some(attempt) = attempts::latest(conn, ctx.scope, id).await?
        && attempt.status == AttemptStatus::Waiting
    {
        let attempt = Attempt { status: AttemptStatus::Abandoned, ..attempt };
        attempts::update(conn, ctx.scope, &attempt).await?;
    }
    session.canceled = true;
    ended(ctx, conn, &mut session, EventKind::CheckoutSessionExpired).await
}

/// A session, held. Whoever is paid by it is held before: the customer of an invoice comes first everywhere.
pub(super) async fn hold(ctx: &Ctx, conn: &mut Conn<'_>, id: CheckoutSessionId) -> Result<Session> {
    if let Some(invoice) = rows::of_session(conn, ctx.scope, id).await? {
        invoices::hold(ctx, conn, invoice).await?;
    }
    checkouts::lock(conn, ctx.scope, id).await?.ok_or(Error::NotFound)
}

/// Takes the money of an attempt at the checkout of an invoice: a payment of the invoice's customer, and what follows for
/// the invoice. A session that was complete stays so.
pub(super) async fn paid(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    session: &mut Session,
    attempt: &Attempt,
    id: InvoiceId,
) -> Result<()> {
    let mut invoice = invoices::hold(ctx, conn, id).await?;
    let ctx = &test_clocks::of(ctx, conn, invoice.customer).await?;
    let again = session.status == SessionStatus::Complete;
    let payment = recorded(ctx, conn, session, attempt, &invoice).await?;
    if !again {
        session.customer = Some(invoice.customer);
        session.matched.clone_from(&payment.more.matched);
        session.order = Some(payment.order);
        session.payment = Some(payment.id);
        session.payment_status = SessionPaymentStatus::Paid;
        ended(ctx, conn, session, EventKind::CheckoutSessionCompleted).await?;
    }
    invoices::received(ctx, conn, &mut invoice, &payment).await
}

async fn recorded(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    session: &Session,
    attempt: &Attempt,
    invoice: &Invoice,
) -> Result<Payment> {
    let asked = payment(ctx, conn, session, Some(attempt)).await?;
    let source_id = invoice.subscription.map_or(asked.source_id, |subscription| subscription.to_string());
    let asked = NewPayment { source_id, ..asked };
    let own = merchants::currency(ctx, conn).await?;
    let matched = Match { rule: Rule::CustomerId, signs: Vec::new() };
    if let Some(customer) = customers::by_id(conn, ctx.scope, invoice.customer).await?.and_then(|found| found.present())
    {
        device_seen(ctx, conn, session, customer.id).await?;
    }
    record_in(ctx, conn, Some(invoice.customer), asked, own, Some(matched)).await
}

/// An attempt to charge a card that is kept while nobody looks on.
pub(crate) fn unattended(ctx: &Ctx, session: &Session, method: Method) -> Attempt {
    Attempt {
        id: AttemptId::new(ctx.now, ctx.randomness().bytes()),
        session: session.id,
        status: AttemptStatus::Charging,
        amount: session.total,
        method,
        unattended: true,
        waiting: None,
        decline: None,
        created_at: ctx.now,
        asked_at: ctx.now,
    }
}

/// Whoever charges waits so long for an answer; what comes later is found out by asking.
const PATIENCE: Duration = Duration::from_secs(4);

/// Asks for the money of such an attempt, which is stored, by the card's token; gives what became of it, if that is known.
pub(crate) async fn charge_unattended(ctx: &Ctx, attempt: Attempt, token: AttemptId) -> Result<Option<Attempt>> {
    let ctx = ctx.clone();
    // Goes on when whoever asked goes away: what was begun is brought to an end.
    let charging = tokio::spawn(async move {
        let progress = methods::charge_kept(&ctx, &attempt, token).await?;
        settle(&ctx, attempt.id, progress).await
    });
    match tokio::time::timeout(PATIENCE, charging).await {
        Err(_) => Ok(None),
        Ok(Err(error)) => Err(Error::Internal(error.to_string())),
        Ok(Ok(settled)) => Ok(Some(settled?.1)),
    }
}
