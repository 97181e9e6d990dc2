//! Completing a session: who the buyer is, the order, the payment, the totals and the events, all or nothing.

use clientele_domain::checkout::{Attempt, Session, SessionPaymentStatus, SessionStatus, buyer};
use clientele_domain::customer::{Address, CustomerFields};
use clientele_domain::event::EventKind;
use clientele_domain::matching::{Buyer, Match};
use clientele_domain::payment::{Method, MethodKind, PaymentStatus, Source};
use clientele_store::{Conn, checkouts};

use super::filled_in::checked;
use super::find::{form, told};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::matching::{Resolved, resolve};
use crate::payments::{NewPayment, order_in, record_in};
use crate::{events, merchants};

/// Completes a session that the caller holds: paid by this attempt, or with nothing to pay.
pub(super) async fn complete(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    session: &mut Session,
    attempt: Option<&Attempt>,
) -> Result<()> {
    let found = who(ctx, conn, session, attempt).await?;
    let (customer, matched) = match found {
        Some(Resolved { customer, matched }) => (Some(customer.id), Some(matched)),
        None => (None, None),
    };
    let own = merchants::currency(ctx, conn).await?;
    let asked = payment(ctx, session, attempt);
    match attempt {
        Some(_) => {
            let payment = record_in(ctx, conn, customer, asked, own, matched.clone()).await?;
            session.order = Some(payment.order);
            session.payment = Some(payment.id);
            session.payment_status = SessionPaymentStatus::Paid;
        }
        None => {
            session.order = Some(order_in(ctx, conn, customer, &asked).await?.id);
            session.payment_status = SessionPaymentStatus::NoPaymentRequired;
        }
    }
    if let Some(customer) = customer {
        checkouts::count(conn, ctx.scope, customer).await?;
    }
    session.customer = customer;
    session.matched = matched;
    ended(ctx, conn, session, EventKind::CheckoutSessionCompleted).await
}

/// Stores a session that has come to its end, and tells of it.
pub(super) async fn ended(ctx: &Ctx, conn: &mut Conn<'_>, session: &mut Session, kind: EventKind) -> Result<()> {
    session.version += 1;
    if kind == EventKind::CheckoutSessionCompleted {
        session.status = SessionStatus::Complete;
        session.completed_at = Some(ctx.now);
    } else {
        session.status = SessionStatus::Expired;
    }
    checkouts::update(conn, ctx.scope, session).await?;
    let told = told(ctx, conn, session.clone()).await?;
    events::checkout_ended(ctx, conn, kind, session, &told).await
}

/// Money that arrived for a session that was paid already: it is the buyer's, and has to be seen.
pub(super) async fn paid_again(ctx: &Ctx, conn: &mut Conn<'_>, session: &Session, attempt: &Attempt) -> Result<()> {
    let own = merchants::currency(ctx, conn).await?;
    let asked = payment(ctx, session, Some(attempt));
    let asked = NewPayment { description: format!("Paid again: {}", asked.description), ..asked };
    let matched: Option<Match> = session.matched.clone();
    record_in(ctx, conn, session.customer, asked, own, matched).await?;
    Ok(())
}

/// Who the buyer is. The money is there: whatever can't be kept of what was told is left out, and nothing else.
async fn who(ctx: &Ctx, conn: &mut Conn<'_>, session: &Session, attempt: Option<&Attempt>) -> Result<Option<Resolved>> {
    let form = form(ctx, conn, session).await?;
    let filled_in = checked(session, &form).unwrap_or_default();
    let paid = |kind: MethodKind, value: fn(&Method) -> &str| {
        let method = attempt.map(|attempt| &attempt.method).filter(|method| method.kind == kind);
        method.map(|method| value(method).to_owned()).unwrap_or_default()
    };
    let buyer = Buyer {
        card: paid(MethodKind::Card, |method| &method.more.fingerprint),
        wallet: paid(MethodKind::Wallet, |method| &method.more.address),
        ..buyer(session, &filled_in)
    };
    match resolve(ctx, conn, &buyer).await {
        Err(Error::Deleted { .. } | Error::NotFound) => resolve(ctx, conn, &Buyer { customer: None, ..buyer }).await,
        Err(Error::Invalid(_)) => {
            let plain = CustomerFields {
                metadata: Vec::new(),
                tags: Vec::new(),
                address: Address::default(),
                shipping: Address::default(),
                ..buyer.told.clone()
            };
            resolve(ctx, conn, &Buyer { told: plain, ..buyer }).await
        }
        found => found,
    }
}

fn payment(ctx: &Ctx, session: &Session, attempt: Option<&Attempt>) -> NewPayment {
    let source_id = match (session.source, session.link) {
        (Source::PaymentLink, Some(link)) => link.to_string(),
        _ => session.id.to_string(),
    };
    NewPayment {
        amount: session.total,
        refunded: 0,
        status: PaymentStatus::Succeeded,
        method: attempt.map_or_else(|| Method::of(MethodKind::Other), |attempt| attempt.method.clone()),
        source: session.source,
        source_id,
        source_description: session.source_description.clone(),
        order_number: String::new(),
        description: session.title(),
        metadata: session.terms.metadata.clone(),
        occurred_at: ctx.now,
        attempt: attempt.map(|attempt| attempt.id),
    }
}
