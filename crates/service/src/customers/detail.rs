//! One customer with everything that hangs on it, read in one go.

use clientele_domain::card::SavedCard;
use clientele_domain::customer::{Customer, FieldChange, Wallet};
use clientele_domain::event::EventKind;
use clientele_domain::id::{CheckoutSessionId, CustomerId, InvoiceId, PaymentId, PaymentLinkId, RefundId};
use clientele_domain::identity::Identity;
use clientele_domain::invoice::Invoice;
use clientele_domain::payment::{Order, Origin, Payment, Source, Totals};
use clientele_domain::refund::Refund;
use clientele_domain::role::Permission;
use clientele_domain::standing::{Shown, shown};
use clientele_domain::time::Timestamp;
use clientele_store::customers::Found;
use clientele_store::{
    Conn, checkouts, customers, events, identities, invoices, notes, orders, payments, refunds, saved_cards, totals,
    wallets,
};
use serde::{Deserialize, Serialize};

use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::standing;

/// How many payments, orders and entries of the timeline a page shows at first.
const NEWEST: i64 = 50;

/// In so many of the newest payments by link it is looked which links there are.
const LINK_PAYMENTS: i64 = 200;

/// A customer with what hangs on it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CustomerDetail {
    /// The record.
    pub customer: Customer,
    /// Figures, one row a currency.
    pub totals: Vec<Totals>,
    /// The newest payments, or the newest of those that were asked for.
    pub payments: Vec<Payment>,
    /// The payment links that the customer paid through, and what they were called then.
    pub links: Vec<(PaymentLinkId, String)>,
    /// The newest orders.
    pub orders: Vec<Order>,
    /// What is known of the person, and how.
    pub identities: Vec<Identity>,
    /// Wallets.
    pub wallets: Vec<Wallet>,
    /// Cards that are kept.
    pub cards: Vec<SavedCard>,
    /// What happened, newest first.
    pub timeline: Vec<TimelineEntry>,
    /// What stands out, what needs attention first.
    pub signals: Vec<Shown>,
}

/// Something that happened to a customer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum TimelineEntry {
    /// The record was made, changed or deleted.
    Change {
        /// Who.
        actor: String,
        /// What happened.
        kind: EventKind,
        /// Old and new values.
        fields: Vec<FieldChange>,
        /// When.
        at: Timestamp,
    },
    /// Staff wrote a note.
    Note {
        /// Who.
        author: String,
        /// The author's id, for the colour of the monogram.
        author_id: String,
        /// What.
        body: String,
        /// When.
        at: Timestamp,
    },
    /// A checkout was completed with nothing to pay.
    Checkout {
        /// Which.
        id: CheckoutSessionId,
        /// What it was for.
        title: String,
        /// When.
        at: Timestamp,
    },
    /// Something happened to a payment.
    Payment {
        /// What.
        kind: EventKind,
        /// To which, as it is now.
        payment: Box<Payment>,
        /// When.
        at: Timestamp,
    },
    /// Something became of a refund.
    Refund {
        /// Who did it.
        actor: String,
        /// What.
        kind: EventKind,
        /// Of which, as it is now.
        refund: Box<Refund>,
        /// When.
        at: Timestamp,
    },
    /// Something became of an invoice.
    Invoice {
        /// Who did it.
        actor: String,
        /// What.
        kind: EventKind,
        /// Of which, as it is now.
        invoice: Box<Invoice>,
        /// When.
        at: Timestamp,
    },
}

impl TimelineEntry {
    /// When it happened.
    pub fn at(&self) -> Timestamp {
        match self {
            Self::Change { at, .. }
            | Self::Note { at, .. }
            | Self::Checkout { at, .. }
            | Self::Payment { at, .. }
            | Self::Refund { at, .. }
            | Self::Invoice { at, .. } => *at,
        }
    }
}

/// The customer with everything that hangs on it.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn get(ctx: &Ctx, id: CustomerId) -> Result<CustomerDetail> {
    get_with(ctx, id, None).await
}

/// The same with those payments alone that came from there.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn get_with(ctx: &Ctx, id: CustomerId, origin: Option<Origin>) -> Result<CustomerDetail> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = present(ctx, conn, id).await?;
    // Whose id was merged, others come under theirs.
    let id = customer.id;
    let totals = paid_in(totals::of_customer(conn, ctx.scope, id).await?);
    Ok(CustomerDetail {
        signals: shown(&customer, &totals, &standing::standards(ctx, conn).await?),
        totals,
        payments: payments_from(ctx, conn, id, origin).await?,
        links: payments::links_of_customer(conn, ctx.scope, id, LINK_PAYMENTS).await?,
        orders: orders::of_customer(conn, ctx.scope, id, NEWEST).await?,
        identities: identities::of_customer(conn, ctx.scope, id).await?,
        wallets: wallets::of_customer(conn, ctx.scope, id).await?,
        cards: saved_cards::of_customer(conn, ctx.scope, id).await?,
        timeline: told(ctx, conn, id, &customer.merged_from).await?,
        customer,
    })
}

/// The figures of currencies in which the customer paid; in others there is credit alone.
fn paid_in(mut totals: Vec<Totals>) -> Vec<Totals> {
    totals.retain(|totals| totals.payments > 0);
    totals
}

async fn payments_from(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId, origin: Option<Origin>) -> Result<Vec<Payment>> {
    let (source, link) = match origin {
        None => return Ok(payments::of_customer(conn, ctx.scope, id, NEWEST).await?),
        Some(Origin::Source(source)) => (source, None),
        Some(Origin::Link(link)) => (Source::PaymentLink, Some(link.to_string())),
    };
    Ok(payments::of_customer_from(conn, ctx.scope, id, (source, link.as_deref()), NEWEST).await?)
}

/// What is known of a customer, and how.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn identities_of(ctx: &Ctx, id: CustomerId) -> Result<Vec<Identity>> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let id = present(ctx, conn, id).await?.id;
    Ok(identities::of_customer(conn, ctx.scope, id).await?)
}

/// The customer, if there is one who was not deleted. Errors: `NotFound`, `Deleted`.
pub(crate) async fn present(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId) -> Result<Customer> {
    match customers::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)? {
        Found::Present(customer) => Ok(*customer),
        Found::Deleted { at } => Err(Error::Deleted { at }),
    }
}

/// What happened to a customer, newest first, also to one that was deleted.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn timeline(ctx: &Ctx, id: CustomerId) -> Result<Vec<TimelineEntry>> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    match customers::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)? {
        Found::Present(customer) => told(ctx, conn, customer.id, &customer.merged_from).await,
        Found::Deleted { .. } => {
            let id = customers::survivor(conn, ctx.scope, id).await?;
            told(ctx, conn, id, &[]).await
        }
    }
}

/// The newest events and notes, newest first; with what happened to those who were merged into the customer.
async fn told(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    id: CustomerId,
    merged_from: &[CustomerId],
) -> Result<Vec<TimelineEntry>> {
    let mut events = events::of_customer(conn, ctx.scope, id, NEWEST).await?;
    events.extend(events::of_customers(conn, ctx.scope, merged_from, NEWEST).await?);
    let about: Vec<PaymentId> = events.iter().filter_map(|event| event.object.parse().ok()).collect();
    let payments = payments::by_ids(conn, ctx.scope, &about).await?;
    // What was paid is told by its payment.
    let ended = events.iter().filter(|event| event.kind == EventKind::CheckoutSessionCompleted);
    let ended: Vec<CheckoutSessionId> = ended.filter_map(|event| event.object.parse().ok()).collect();
    let free = checkouts::free_of_charge(conn, ctx.scope, &ended).await?;
    let about: Vec<RefundId> = events.iter().filter_map(|event| event.object.parse().ok()).collect();
    let refunds = refunds::by_ids(conn, ctx.scope, &about).await?;
    let about: Vec<InvoiceId> = events.iter().filter_map(|event| event.object.parse().ok()).collect();
    let invoices = invoices::by_ids(conn, ctx.scope, &about).await?;
    let happened = events.into_iter().filter_map(|event| {
        let (kind, at) = (event.kind, event.occurred_at);
        if kind.is_of_customer() || kind.is_of_segment() {
            return Some(TimelineEntry::Change { actor: event.actor, kind, fields: event.fields, at });
        }
        if kind == EventKind::CheckoutSessionCompleted {
            let session = free.iter().find(|session| session.id.to_string() == event.object)?;
            return Some(TimelineEntry::Checkout { id: session.id, title: session.title(), at });
        }
        if let Some(refund) = refunds.iter().find(|refund| refund.id.to_string() == event.object) {
            return Some(TimelineEntry::Refund { actor: event.actor, kind, refund: Box::new(refund.clone()), at });
        }
        if let Some(invoice) = invoices.iter().find(|invoice| invoice.id.to_string() == event.object) {
            // What was paid is told by its payment.
            let told = kind != EventKind::InvoicePaid || invoice.payment.is_none();
            let invoice = Box::new(invoice.clone());
            return told.then_some(TimelineEntry::Invoice { actor: event.actor, kind, invoice, at });
        }
        let payment = payments.iter().find(|payment| payment.id.to_string() == event.object)?;
        Some(TimelineEntry::Payment { kind, payment: Box::new(payment.clone()), at })
    });
    let mut timeline: Vec<TimelineEntry> = happened.collect();
    let notes = notes::of_customer(conn, ctx.scope, id, NEWEST).await?;
    timeline.extend(notes.into_iter().map(|note| TimelineEntry::Note {
        author: note.author,
        author_id: note.author_id,
        body: note.body,
        at: note.created_at,
    }));
    timeline.sort_by_key(|entry| std::cmp::Reverse(entry.at()));
    timeline.truncate(usize::try_from(NEWEST).unwrap_or_default());
    Ok(timeline)
}
