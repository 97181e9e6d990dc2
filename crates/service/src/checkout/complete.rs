//! Completing a session: who the buyer is, the order, the payment, the totals and the events, all or nothing.

use clientele_domain::checkout::{Attempt, Session, SessionPaymentStatus, SessionStatus, buyer};
use clientele_domain::customer::{Address, CustomerFields};
use clientele_domain::event::EventKind;
use clientele_domain::id::CustomerId;
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::matching::{Buyer, Match};
use clientele_domain::payment::{Method, MethodKind, PaymentStatus, Source};
use clientele_store::identities::Sighting;
use clientele_store::{Conn, checkouts, identities};

use super::filled_in::checked;
use super::find::{form, told};
use super::invoice;
use crate::catalog::sold;
use crate::ctx::Ctx;
use crate::customers::keep_card_in;
use crate::error::{Error, Result};
use crate::matching::{Resolved, resolve};
use crate::payments::{NewPayment, order_in, record_in};
use crate::{events, merchants, subscriptions, test_clocks};

/// Completes a session that the caller holds: paid by this attempt, or with nothing to pay.
pub(super) async fn complete(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    session: &mut Session,
    attempt: Option<&Attempt>,
) -> Result<()> {
    if let (Some(id), Some(attempt)) = (session.invoice, attempt) {
        return invoice::paid(ctx, conn, session, attempt, id).await;
    }
    let found = who(ctx, conn, session, attempt).await?;
    if let Some(found) = &found {
        learn(ctx, conn, session, attempt, found).await?;
    }
    // What is theirs happens when their test clock says so, if they live on one; the session keeps real time.
    let theirs = found.as_ref().map_or_else(|| ctx.clone(), |found| ctx.by_the_clock_of(&found.customer));
    let (customer, matched) = match found {
        Some(Resolved { customer, matched }) => (Some(customer.id), Some(matched)),
        None => (None, None),
    };
    let own = merchants::currency(ctx, conn).await?;
    let asked = payment(&theirs, conn, session, attempt).await?;
    match attempt {
        Some(_) => {
            let payment = record_in(&theirs, conn, customer, asked, own, matched.clone()).await?;
            session.order = Some(payment.order);
            session.payment = Some(payment.id);
            session.payment_status = SessionPaymentStatus::Paid;
        }
        None => {
            session.order = Some(order_in(&theirs, conn, customer, &asked).await?.id);
            session.payment_status = SessionPaymentStatus::NoPaymentRequired;
        }
    }
    if let Some(customer) = customer {
        checkouts::count(conn, ctx.scope, customer).await?;
    }
    session.customer = customer;
    session.matched = matched;
    if let Some(customer) = customer {
        subscriptions::begin_bought(ctx, conn, session, customer, session.payment).await?;
    }
    ended(ctx, conn, session, EventKind::CheckoutSessionCompleted).await
}

/// What is known of a buyer beyond the record: the device, and the card when it is to be kept.
async fn learn(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    session: &Session,
    attempt: Option<&Attempt>,
    Resolved { customer, matched }: &Resolved,
) -> Result<()> {
    device_seen(ctx, conn, session, customer.id).await?;
    match attempt {
        Some(attempt) if session.terms.save_payment_method => {
            keep_card_in(ctx, conn, (customer, matched), attempt).await
        }
        _ => Ok(()),
    }
}

/// The device that a form was sent from is one of the things known of the buyer.
pub(super) async fn device_seen(ctx: &Ctx, conn: &mut Conn<'_>, session: &Session, buyer: CustomerId) -> Result<()> {
    if session.device.is_empty() {
        return Ok(());
    }
    let (kind, device, evidence) = (IdentityKind::Device, session.device.as_str(), Evidence::Observed);
    let seen = Sighting { kind, value: device, label: device, evidence, at: ctx.now };
    Ok(identities::seen(conn, ctx.scope, buyer, seen).await?)
}

/// Stores a session that has come to its end, and tells of it; of the checkout of an invoice, the invoice tells.
pub(super) async fn ended(ctx: &Ctx, conn: &mut Conn<'_>, session: &mut Session, kind: EventKind) -> Result<()> {
    session.version += 1;
    if kind == EventKind::CheckoutSessionCompleted {
        session.status = SessionStatus::Complete;
        session.completed_at = Some(ctx.now);
    } else {
        session.status = SessionStatus::Expired;
    }
    checkouts::update(conn, ctx.scope, session).await?;
    if session.invoice.is_some() {
        return Ok(());
    }
    let told = told(ctx, conn, session.clone()).await?;
    events::checkout_ended(ctx, conn, kind, session, &told).await
}

/// Money that arrived for a session that was paid already: it is the buyer's, and has to be seen.
pub(super) async fn paid_again(ctx: &Ctx, conn: &mut Conn<'_>, session: &mut Session, attempt: &Attempt) -> Result<()> {
    if let Some(id) = session.invoice {
        return invoice::paid(ctx, conn, session, attempt, id).await;
    }
    let own = merchants::currency(ctx, conn).await?;
    let ctx = &match session.customer {
        Some(id) => test_clocks::of(ctx, conn, id).await?,
        None => ctx.clone(),
    };
    let asked = payment(ctx, conn, session, Some(attempt)).await?;
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

/// The payment of a session: of this attempt, or of nothing.
pub(super) async fn payment(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    session: &Session,
    attempt: Option<&Attempt>,
) -> Result<NewPayment> {
    let source_id = match (session.source, session.link) {
        (Source::PaymentLink, Some(link)) => link.to_string(),
        _ => session.id.to_string(),
    };
    let lines = session.lines.iter().map(|line| (line.price, line.unit, line.quantity));
    Ok(NewPayment {
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
        products: sold(ctx, conn, lines).await?,
    })
}
