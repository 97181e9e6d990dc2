//! A subscription that was bought at a checkout.

use clientele_domain::catalog::Recurring;
use clientele_domain::checkout::{Line, Session};
use clientele_domain::id::{CustomerId, PaymentId, SavedCardId};
use clientele_domain::invoice::{InvoiceLine, Period};
use clientele_domain::payment::Source;
use clientele_domain::subscription::{Subscription, SubscriptionItem};
use clientele_store::{Conn, customers, payments, saved_cards};

use super::{create, hold, items};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::invoices;

/// Begins what recurs of a session that was completed, paid by this payment or for free, within that transaction. The first
/// period is the one that was paid for; its invoice tells all that was bought, so that it comes to what was paid.
pub(crate) async fn begin_bought(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    session: &Session,
    customer: CustomerId,
    payment: Option<PaymentId>,
) -> Result<()> {
    let Some((bought, recurring)) = recurring(&session.lines) else { return Ok(()) };
    let customer = customers::hold(conn, ctx.scope, &[customer]).await?.pop().ok_or(Error::NotFound)?;
    let ctx = &ctx.by_the_clock_of(&customer);
    let begun = create::begun(ctx, conn, &customer, (bought, recurring), 0).await?;
    let mut subscription = Subscription {
        source: session.source,
        source_id: match (session.source, session.link) {
            (Source::PaymentLink, Some(link)) => link.to_string(),
            _ => String::new(),
        },
        session: Some(session.id),
        card: paid_with(ctx, conn, customer.id, payment).await?,
        metadata: session.terms.metadata.clone(),
        ..begun
    };
    let period = hold::next_period(ctx, conn, &subscription).await?;
    subscription.cover(period, ctx.now);
    create::insert(ctx, conn, &mut subscription, &customer).await?;
    let asked = invoices::NewInvoice {
        lines: session.lines.iter().map(line).collect(),
        ..items::invoice_of(&subscription, Period { ..period }, ctx.now)
    };
    let invoice = match payment {
        Some(payment) => invoices::issue_paid(ctx, conn, asked, payment).await?,
        None => invoices::issue(ctx, conn, asked).await?,
    };
    hold::again(ctx, conn, &mut subscription).await?;
    subscription.latest_invoice = Some(invoice.id);
    hold::keep(ctx, conn, &mut subscription).await
}

/// What of these lines recurs, and how often.
fn recurring(lines: &[Line]) -> Option<(Vec<SubscriptionItem>, Recurring)> {
    let items = lines.iter().filter(|line| line.recurring.is_some()).filter_map(|line| {
        let price = line.price?;
        Some(SubscriptionItem { price, name: line.name.clone(), unit: line.unit, quantity: line.quantity })
    });
    let recurring = lines.iter().find_map(|line| line.recurring)?;
    let items: Vec<_> = items.collect();
    (!items.is_empty()).then_some((items, recurring))
}

fn line(line: &Line) -> InvoiceLine {
    let (price, description) = (line.price, line.name.clone());
    InvoiceLine { price, description, unit: line.unit, quantity: line.quantity }
}

/// The card that was paid with, if it is kept.
async fn paid_with(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: CustomerId,
    payment: Option<PaymentId>,
) -> Result<Option<SavedCardId>> {
    let Some(payment) = payment else { return Ok(None) };
    let paid = payments::by_id(conn, ctx.scope, payment).await?.ok_or(Error::NotFound)?;
    let fingerprint = &paid.method.more.fingerprint;
    let cards = saved_cards::of_customer(conn, ctx.scope, customer).await?;
    let card = cards.iter().find(|card| !fingerprint.is_empty() && card.fingerprint == *fingerprint);
    Ok(card.map(|card| card.id))
}
