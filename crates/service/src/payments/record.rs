//! Recording a payment that was taken elsewhere.

use clientele_domain::audit::Act;
use clientele_domain::customer::CustomerFields;
use clientele_domain::id::{AttemptId, CustomerId, OrderId, PaymentId};
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::matching::{Buyer, Creation, Match};
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{
    Method, MethodKind, Order, OrderStatus, Payment, PaymentDetails, PaymentStatus, Sold, Source,
};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::time::Timestamp;
use clientele_store::identities::{self, Sighting};
use clientele_store::{Conn, orders, payments, standing, totals};

use crate::audit::{self, change};
use crate::ctx::{Ctx, transaction};
use crate::error::{Error, Result};
use crate::matching::{Resolved, resolve};
use crate::{events, merchants};

/// A payment as reported.
#[derive(Debug, Clone)]
pub struct NewPayment {
    /// How much; not negative.
    pub amount: Amount,
    /// How much of it was given back already, in minor units; at most the amount.
    pub refunded: i64,
    /// `Succeeded`, `Pending` or `Failed`; whether it was refunded follows from `refunded`.
    pub status: PaymentStatus,
    /// What was paid with.
    pub method: Method,
    /// Where it came from.
    pub source: Source,
    /// What it is called where it came from; empty when not told.
    pub source_id: String,
    /// The shop's, link's or product's name.
    pub source_description: String,
    /// The order's number as people quote it; made up when empty.
    pub order_number: String,
    /// What was bought, in a few words.
    pub description: String,
    /// Keys with JSON texts, checked by the rules for metadata.
    pub metadata: Vec<(String, String)>,
    /// When it happened.
    pub occurred_at: Timestamp,
    /// The attempt at a checkout that brought the money.
    pub attempt: Option<AttemptId>,
    /// What it was for, as far as that stands in the catalogue.
    pub products: Vec<Sold>,
}

/// Records a payment of this customer with its order, and keeps the customer's totals.
///
/// Errors: `Forbidden`, `NotFound` when there is no such customer, `Deleted`, `Invalid`.
pub async fn record(ctx: &Ctx, customer: CustomerId, asked: NewPayment) -> Result<Payment> {
    ctx.require(Permission::PaymentRecord)?;
    transaction!(ctx, |conn| {
        let own = merchants::currency(ctx, conn).await?;
        let buyer = left_behind(Buyer::named(customer), &asked);
        let found = resolve(ctx, conn, &buyer).await?.ok_or(Error::NotFound)?;
        taken(ctx, conn, found, &asked, own).await
    })
}

/// Records a payment of somebody of whom the merchant's server tells this: the rules of matching find out who it is, and a
/// record is made when nobody fits.
///
/// Errors: `Forbidden`, `Invalid`.
pub async fn record_of(ctx: &Ctx, told: &CustomerFields, asked: NewPayment) -> Result<Payment> {
    ctx.require(Permission::PaymentRecord)?;
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let own = merchants::currency(ctx, conn).await?;
        let buyer = Buyer { creation: Creation::Recorded, ..Buyer::asserted(told.clone()) };
        let found = resolve(ctx, conn, &left_behind(buyer, &asked)).await?;
        let found = found.ok_or_else(|| Error::Internal("nobody was made".to_owned()))?;
        taken(ctx, conn, found, &asked, own).await
    })
}

/// The payment of somebody who was found. What happens now happens when their test clock says so, if they live on one.
async fn taken(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    Resolved { customer, matched }: Resolved,
    asked: &NewPayment,
    own: Currency,
) -> Result<Payment> {
    let theirs = &ctx.by_the_clock_of(&customer);
    let occurred_at = if asked.occurred_at == ctx.now { theirs.now } else { asked.occurred_at };
    let asked = NewPayment { occurred_at, ..asked.clone() };
    let payment = record_in(theirs, conn, Some(customer.id), asked, own, Some(matched)).await?;
    let told = [change("amount", "", payment.amount), change("status", "", payment.status.as_str())];
    audit::note(ctx, conn, Act::PaymentRecorded, &payment.id.to_string(), &told).await?;
    Ok(payment)
}

/// The buyer with what a payment that has succeeded leaves behind: a card or a wallet.
fn left_behind(buyer: Buyer, payment: &NewPayment) -> Buyer {
    match payment.status.was_paid() {
        true => with_method(buyer, &payment.method),
        false => buyer,
    }
}

/// The buyer with the card or the wallet that paid.
pub(super) fn with_method(buyer: Buyer, method: &Method) -> Buyer {
    let of = |kind: MethodKind, value: &str| if method.kind == kind { value.to_owned() } else { String::new() };
    Buyer {
        card: of(MethodKind::Card, &method.more.fingerprint),
        wallet: of(MethodKind::Wallet, &method.more.address),
        ..buyer
    }
}

/// The same within a transaction of the caller, who knows the customer, if there is one, why it is this one, and the
/// merchant's currency.
///
/// Errors: `Invalid`.
pub async fn record_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: Option<CustomerId>,
    asked: NewPayment,
    own: Currency,
    matched: Option<Match>,
) -> Result<Payment> {
    let status = status(&asked)?;
    let order = order(ctx, customer, &asked, OrderStatus::following(status));
    let payment = Payment {
        id: PaymentId::new(ctx.now, ctx.randomness().bytes()),
        customer,
        order: order.id,
        order_number: order.number.clone(),
        amount: asked.amount,
        refunded: asked.refunded,
        held: 0,
        status,
        method: asked.method,
        source: asked.source,
        source_description: asked.source_description,
        occurred_at: asked.occurred_at,
        more: PaymentDetails {
            source_id: asked.source_id,
            description: asked.description,
            metadata: asked.metadata,
            matched,
            attempt: asked.attempt,
            products: asked.products,
            refunded_elsewhere: asked.refunded,
            succeeded_at: status.was_paid().then_some(asked.occurred_at),
            created_at: ctx.now,
            version: 1,
        },
    };
    orders::insert(conn, ctx.scope, &order).await?;
    payments::insert(conn, ctx.scope, &payment).await?;
    totals::payment_recorded(conn, ctx.scope, &payment, own).await?;
    standing::paid(conn, ctx.scope, &payment, ctx.told_at()).await?;
    note_method(ctx, conn, &payment).await?;
    events::payment_changed(ctx, conn, &payment, payment.occurred_at).await?;
    Ok(payment)
}

/// An order of which nothing is to be paid, within a transaction of the caller.
pub(crate) async fn order_in(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: Option<CustomerId>,
    asked: &NewPayment,
) -> Result<Order> {
    let order = order(ctx, customer, asked, OrderStatus::Paid);
    orders::insert(conn, ctx.scope, &order).await?;
    totals::order_recorded(conn, ctx.scope, &order).await?;
    Ok(order)
}

/// A new order for what is paid.
fn order(ctx: &Ctx, customer: Option<CustomerId>, asked: &NewPayment, status: OrderStatus) -> Order {
    let id = OrderId::new(ctx.now, ctx.randomness().bytes());
    let number = if asked.order_number.is_empty() { short(&id.to_string()) } else { asked.order_number.clone() };
    let (amount, description, created_at) = (asked.amount, asked.description.clone(), asked.occurred_at);
    Order { id, customer, number, amount, status, description, created_at }
}

/// No payment is larger, in minor units, so that thousands of such payments still add up.
const MOST: i64 = 1_000_000_000_000_000;

/// What was refunded decides between succeeded, partly refunded and refunded.
fn status(asked: &NewPayment) -> Result<PaymentStatus> {
    if asked.amount.minor < 0 {
        return Err(Error::invalid("amount", "An amount can't be negative. Record money given back as refunded."));
    }
    if asked.amount.minor > MOST {
        let most = Amount { minor: MOST, ..asked.amount };
        return Err(Error::invalid("amount", format!("{most} is the most that can be recorded.")));
    }
    if asked.refunded < 0 || asked.refunded > asked.amount.minor {
        return Err(Error::invalid("refunded", format!("At most {} can be given back.", asked.amount)));
    }
    match asked.status {
        PaymentStatus::Pending | PaymentStatus::Failed if asked.refunded > 0 => {
            Err(Error::invalid("refunded", "Only a payment that succeeded can be given back."))
        }
        PaymentStatus::Pending | PaymentStatus::Failed => Ok(asked.status),
        _ => Ok(PaymentStatus::by_refunds(asked.amount.minor, asked.refunded)),
    }
}

/// The last eight characters of an id, in capitals: enough to quote on the phone.
fn short(id: &str) -> String {
    id[id.len().saturating_sub(8)..].to_uppercase()
}

/// A card or a wallet that paid is one of the things known of the person. A card without a fingerprint is known by brand
/// and last four digits, for people to read; nobody is found by these.
pub(super) async fn note_method(ctx: &Ctx, conn: &mut Conn<'_>, payment: &Payment) -> Result<()> {
    let Some(customer) = payment.customer else { return Ok(()) };
    let method = &payment.method;
    let (kind, value, label) = match method.kind {
        _ if !payment.status.was_paid() => return Ok(()),
        MethodKind::Card if !method.more.fingerprint.is_empty() => {
            (IdentityKind::Card, method.more.fingerprint.clone(), method.label())
        }
        MethodKind::Card if !method.last4.is_empty() => {
            (IdentityKind::Card, format!("{} {}", method.brand, method.last4), method.label())
        }
        MethodKind::Wallet if !method.more.address.is_empty() => {
            (IdentityKind::Wallet, method.more.address.clone(), rules::evm_checksum(&method.more.address))
        }
        _ => return Ok(()),
    };
    let (evidence, at) = (Evidence::Observed, payment.occurred_at);
    let seen = Sighting { kind, value: &value, label: &label, evidence, at };
    Ok(identities::seen(conn, ctx.scope, customer, seen).await?)
}
