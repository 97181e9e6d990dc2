//! Events: what happened to a customer, told in the transaction in which it happened, and read afterwards.

mod told;

use std::collections::BTreeMap;

use clientele_domain::checkout::Session;
use clientele_domain::customer::{Customer, FieldChange, Wallet, changes};
use clientele_domain::event::{Event, EventKind};
use clientele_domain::id::{CustomerId, EventId};
use clientele_domain::invoice::Invoice;
use clientele_domain::money::Amount;
use clientele_domain::payment::Payment;
use clientele_domain::portal::{LinkPurpose, PortalLink};
use clientele_domain::refund::Refund;
use clientele_domain::role::Permission;
use clientele_domain::segment::Segment;
use clientele_domain::subscription::Subscription;
use clientele_domain::time::Timestamp;
pub use clientele_store::events::EventFilter;
use clientele_store::segments::members;
use clientele_store::{Conn, events, totals, wallets};
use clientele_wire as wire;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::ctx::{Actor, Ctx};
use crate::cut::cut;
use crate::error::{Error, Result};
use crate::{webhooks, workflows};
pub(crate) use told::as_told;

/// A customer was made.
pub(crate) async fn customer_created(ctx: &Ctx, conn: &mut Conn<'_>, customer: &Customer) -> Result<()> {
    let object = raw(&wire::Customer::new(ctx.scope.livemode(), ctx.now, customer, &[], &[]))?;
    tell(ctx, conn, EventKind::CustomerCreated, customer.id, data(object, None), Vec::new()).await
}

/// A customer's record was changed; `fields` says what.
pub(crate) async fn customer_updated(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    before: &Customer,
    after: &Customer,
    fields: Vec<FieldChange>,
) -> Result<()> {
    let totals = totals::of_customer(conn, ctx.scope, after.id).await?;
    let wallets = wallets::of_customer(conn, ctx.scope, after.id).await?;
    let [was, is] =
        [before, after].map(|state| wire::Customer::new(ctx.scope.livemode(), ctx.now, state, &totals, &wallets));
    updated(ctx, conn, after.id, &was, &is, fields).await
}

/// A customer got a wallet or lost one; `change` is the wallet as people read it, before and after.
pub(crate) async fn wallets_changed(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: &Customer,
    before: &[Wallet],
    after: &[Wallet],
    change: FieldChange,
) -> Result<()> {
    let totals = totals::of_customer(conn, ctx.scope, customer.id).await?;
    let [was, is] =
        [before, after].map(|there| wire::Customer::new(ctx.scope.livemode(), ctx.now, customer, &totals, there));
    updated(ctx, conn, customer.id, &was, &is, vec![change]).await
}

/// A card of a customer is kept, or no more; `change` is the card as people read it, before and after.
pub(crate) async fn cards_changed(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: &Customer,
    change: FieldChange,
) -> Result<()> {
    let now = as_it_stands(ctx, conn, customer).await?;
    updated(ctx, conn, customer.id, &now, &now, vec![change]).await
}

/// A record was merged into another, which was `before` and is `after`. It is told of the one that stays.
pub(crate) async fn customers_merged(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    source: &Customer,
    before: &Customer,
    after: &Customer,
) -> Result<()> {
    let mut fields =
        vec![FieldChange { field: "merged_from".to_owned(), from: String::new(), to: source.id.to_string() }];
    fields.extend(changes(&before.fields, &after.fields));
    changed(ctx, conn, source.id).await?;
    became(ctx, conn, EventKind::CustomerMerged, (before, after), fields).await
}

/// A merge was undone. It is told of both: of the one that stays, which was `now` and is `back`, and of the one that came
/// back.
pub(crate) async fn customers_unmerged(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    source: &Customer,
    now: &Customer,
    back: &Customer,
) -> Result<()> {
    let left = FieldChange { field: "merged_from".to_owned(), from: source.id.to_string(), to: String::new() };
    let mut fields = vec![left];
    fields.extend(changes(&now.fields, &back.fields));
    became(ctx, conn, EventKind::CustomerUnmerged, (now, back), fields).await?;
    let object = raw(&as_it_stands(ctx, conn, source).await?)?;
    tell(ctx, conn, EventKind::CustomerUnmerged, source.id, data(object, None), Vec::new()).await
}

async fn became(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    kind: EventKind,
    (before, after): (&Customer, &Customer),
    fields: Vec<FieldChange>,
) -> Result<()> {
    let is = as_it_stands(ctx, conn, after).await?;
    let was = wire::Customer { totals: is.totals.clone(), wallets: is.wallets.clone(), ..told(ctx, before) };
    let (was, is) = (raw(&was)?, raw(&is)?);
    let previous = previous(&was, &is)?;
    tell(ctx, conn, kind, after.id, data(is, Some(previous)), fields).await
}

fn told(ctx: &Ctx, customer: &Customer) -> wire::Customer {
    wire::Customer::new(ctx.scope.livemode(), ctx.now, customer, &[], &[])
}

/// A customer with the figures and the wallets that it has now.
async fn as_it_stands(ctx: &Ctx, conn: &mut Conn<'_>, customer: &Customer) -> Result<wire::Customer> {
    let totals = totals::of_customer(conn, ctx.scope, customer.id).await?;
    let wallets = wallets::of_customer(conn, ctx.scope, customer.id).await?;
    Ok(wire::Customer::new(ctx.scope.livemode(), ctx.now, customer, &totals, &wallets))
}

async fn updated(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    id: CustomerId,
    was: &wire::Customer,
    is: &wire::Customer,
    fields: Vec<FieldChange>,
) -> Result<()> {
    let (was, is) = (raw(was)?, raw(is)?);
    let previous = previous(&was, &is)?;
    tell(ctx, conn, EventKind::CustomerUpdated, id, data(is, Some(previous)), fields).await
}

/// What identified a customer was erased. The tombstone is all there is to tell, now and later.
pub(crate) async fn customer_deleted(ctx: &Ctx, conn: &mut Conn<'_>, id: CustomerId) -> Result<()> {
    let event = Event { object: id.to_string(), ..new(ctx, EventKind::CustomerDeleted, Some(id)) };
    store(ctx, conn, event, None).await
}

/// A payment was recorded, or came to its end.
pub(crate) async fn payment_changed(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    payment: &Payment,
    occurred_at: Timestamp,
) -> Result<()> {
    let object = raw(&wire::Payment::new(ctx.scope.livemode(), payment))?;
    let event = Event {
        object: payment.id.to_string(),
        occurred_at,
        ..new(ctx, EventKind::of_payment(payment.status), payment.customer)
    };
    store(ctx, conn, event, Some(data(object, None))).await
}

/// Something became of a refund.
pub(crate) async fn refund_changed(ctx: &Ctx, conn: &mut Conn<'_>, refund: &Refund) -> Result<()> {
    let object = raw(&wire::Refund::new(ctx.scope.livemode(), refund))?;
    let kind = EventKind::of_refund(refund.status);
    let event = Event { object: refund.id.to_string(), ..new(ctx, kind, refund.customer) };
    store(ctx, conn, event, Some(data(object, None))).await
}

/// Something became of an invoice.
pub(crate) async fn invoice_changed(ctx: &Ctx, conn: &mut Conn<'_>, kind: EventKind, invoice: &Invoice) -> Result<()> {
    let object = raw(&wire::Invoice::new(ctx.scope.livemode(), invoice))?;
    let event = Event { object: invoice.id.to_string(), ..new(ctx, kind, Some(invoice.customer)) };
    store(ctx, conn, event, Some(data(object, None))).await
}

/// Somebody gave a customer credit, or took it: there was `before`, and there is `after`.
pub(crate) async fn credit_changed(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    customer: &Customer,
    before: Amount,
    after: Amount,
) -> Result<()> {
    let now = as_it_stands(ctx, conn, customer).await?;
    let mut was = now.clone();
    let code = after.currency.code().to_ascii_lowercase();
    was.balance.retain(|balance| balance.currency != code);
    if before.minor != 0 {
        was.balance.push(wire::Balance { currency: code, amount: before.minor });
    }
    let change = FieldChange { field: "balance".to_owned(), from: before.to_string(), to: after.to_string() };
    updated(ctx, conn, customer.id, &was, &now, vec![change]).await
}

/// A customer asked for something that a link by mail is needed for. The link itself is told to nobody else.
pub(crate) async fn portal_requested(ctx: &Ctx, conn: &mut Conn<'_>, link: &PortalLink) -> Result<()> {
    let object = raw(&wire::PortalLink::new(ctx.scope.livemode(), link))?;
    let kind = match link.purpose {
        LinkPurpose::SignIn => EventKind::CustomerPortalRequested,
        LinkPurpose::RefundAddress => EventKind::CustomerRefundAddressRequested,
    };
    let event = Event { object: link.id.to_string(), ..new(ctx, kind, Some(link.customer)) };
    store(ctx, conn, event, Some(data(object, None))).await
}

/// Something became of a subscription. What is announced is so many days away.
pub(crate) async fn subscription_changed(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    kind: EventKind,
    subscription: &Subscription,
    days: Option<i64>,
) -> Result<()> {
    let object = raw(&wire::Subscription::new(ctx.scope.livemode(), subscription))?;
    let data = wire::EventData { days, ..data(object, None) };
    let event = Event { object: subscription.id.to_string(), ..new(ctx, kind, Some(subscription.customer)) };
    store(ctx, conn, event, Some(data)).await
}

/// A checkout was completed, or ran out.
pub(crate) async fn checkout_ended(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    kind: EventKind,
    session: &Session,
    told: &wire::CheckoutSession,
) -> Result<()> {
    let object = session.id.to_string();
    let event = Event { object, ..new(ctx, kind, session.customer) };
    store(ctx, conn, event, Some(data(raw(told)?, None))).await
}

/// A customer has entered a segment, or left it: the record, or none when it was deleted or merged.
pub(crate) async fn segment_crossed(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    kind: EventKind,
    segment: &Segment,
    (id, customer): (CustomerId, Option<&Customer>),
) -> Result<()> {
    let object = match customer {
        Some(customer) => raw(&as_it_stands(ctx, conn, customer).await?)?,
        None => raw(&wire::DeletedCustomer::new(id))?,
    };
    let named = wire::CrossedSegment { id: segment.id.to_string(), name: Some(segment.name.clone()) };
    let data = wire::EventData { segment: Some(named), ..data(object, None) };
    let (name, none) = (segment.name.clone(), String::new());
    let (from, to) = if kind == EventKind::SegmentEntered { (none, name) } else { (name, none) };
    let fields = vec![FieldChange { field: "segment".to_owned(), from, to }];
    let event = Event { object: segment.id.to_string(), fields, ..new(ctx, kind, Some(id)) };
    store(ctx, conn, event, Some(data)).await
}

async fn tell(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    kind: EventKind,
    customer: CustomerId,
    data: wire::EventData,
    fields: Vec<FieldChange>,
) -> Result<()> {
    let event = Event { object: customer.to_string(), fields, ..new(ctx, kind, Some(customer)) };
    store(ctx, conn, event, Some(data)).await
}

fn new(ctx: &Ctx, kind: EventKind, customer: Option<CustomerId>) -> Event {
    Event {
        id: EventId::new(ctx.now, ctx.randomness().bytes()),
        kind,
        customer,
        object: String::new(),
        sequence: 0,
        actor: ctx.actor.name().to_owned(),
        fields: Vec::new(),
        data: String::new(),
        occurred_at: ctx.now,
        created_at: ctx.now,
    }
}

/// Without data, the tombstone is all there is to tell.
async fn store(ctx: &Ctx, conn: &mut Conn<'_>, event: Event, data: Option<wire::EventData>) -> Result<()> {
    let (sequence, external_id) = match event.customer {
        Some(customer) => events::next_sequence(conn, ctx.scope, customer).await?,
        None => (0, String::new()),
    };
    let external_id = Some(external_id).filter(|id| !id.is_empty());
    let data = data.map(|data| serde_json::to_string(&wire::EventData { external_id, ..data })).transpose();
    let data = data.map_err(|error| Error::Internal(error.to_string()))?.unwrap_or_default();
    let event = Event { sequence, data, ..event };
    events::insert(conn, ctx.scope, &event).await?;
    if let Some(customer) = event.customer.filter(|_| !event.kind.is_of_segment()) {
        changed(ctx, conn, customer).await?;
    }
    workflows::follow(ctx, conn, &event).await?;
    webhooks::fan_out(ctx, conn, event).await
}

/// A customer has changed, and may belong to other segments.
async fn changed(ctx: &Ctx, conn: &mut Conn<'_>, customer: CustomerId) -> Result<()> {
    let imported = matches!(ctx.actor, Actor::Import(_));
    Ok(members::note(conn, ctx.scope, customer, imported, ctx.told_at()).await?)
}

fn raw(value: &impl Serialize) -> Result<Box<RawValue>> {
    serde_json::value::to_raw_value(value).map_err(|error| Error::Internal(error.to_string()))
}

fn data(object: Box<RawValue>, previous: Option<Box<RawValue>>) -> wire::EventData {
    wire::EventData { object, previous, external_id: None, days: None, segment: None }
}

/// The fields of an object that changed, with their values before. That it changed says nothing of its own.
fn previous(was: &RawValue, is: &RawValue) -> Result<Box<RawValue>> {
    let fields = |raw: &RawValue| {
        serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(raw.get())
            .map_err(|error| Error::Internal(error.to_string()))
    };
    let (mut was, is) = (fields(was)?, fields(is)?);
    was.retain(|field, value| {
        !matches!(field.as_str(), "updated_at" | "version") && is.get(field).is_none_or(|now| now.get() != value.get())
    });
    raw(&was)
}

/// One event.
///
/// Errors: `Forbidden`, `NotFound`.
pub async fn get(ctx: &Ctx, id: EventId) -> Result<wire::Event> {
    ctx.require(Permission::EventRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let event = events::by_id(conn, ctx.scope, id).await?.ok_or(Error::NotFound)?;
    as_told(ctx, conn, event).await
}

/// A page of events without what they are about, newest first, beginning after the event `after`; and whether there is
/// more.
///
/// Errors: `Forbidden`.
pub async fn page(ctx: &Ctx, filter: &EventFilter, after: Option<EventId>, limit: i64) -> Result<(Vec<Event>, bool)> {
    ctx.require(Permission::EventRead)?;
    let found = events::page(&mut ctx.read().await?.conn(), ctx.scope, filter, after, limit + 1).await?;
    Ok(cut(found, limit))
}

/// A page of events as they were told, newest first, beginning after the event `after`; and whether there is more.
///
/// Errors: `Forbidden`.
pub async fn list(
    ctx: &Ctx,
    filter: &EventFilter,
    after: Option<EventId>,
    limit: i64,
) -> Result<(Vec<wire::Event>, bool)> {
    let (found, more) = page(ctx, filter, after, limit).await?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    Ok((told::all_as_told(ctx, conn, &found).await?, more))
}
