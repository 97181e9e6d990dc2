//! Events as programs get them.

use std::collections::HashMap;

use clientele_domain::customer::{Customer, Wallet};
use clientele_domain::event::Event;
use clientele_domain::id::{CheckoutSessionId, CustomerId, InvoiceId, PaymentId, RefundId, SegmentId, SubscriptionId};
use clientele_domain::invoice::Invoice;
use clientele_domain::payment::{Payment, Totals};
use clientele_domain::refund::Refund;
use clientele_domain::subscription::Subscription;
use clientele_store::{Conn, checkouts, customers, invoices, payments, refunds, subscriptions, totals, wallets};
use clientele_wire as wire;
use serde_json::value::RawValue;

use super::raw;
use crate::checkout;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// The event as it was told, or with the object as it is now when nothing of it was kept.
pub(crate) async fn as_told(ctx: &Ctx, conn: &mut Conn<'_>, event: Event) -> Result<wire::Event> {
    let objects = Objects::of(ctx, conn, std::slice::from_ref(&event)).await?;
    objects.told(ctx, &event)
}

/// The same of many, with one look at what they are about.
pub(super) async fn all_as_told(ctx: &Ctx, conn: &mut Conn<'_>, events: &[Event]) -> Result<Vec<wire::Event>> {
    let objects = Objects::of(ctx, conn, events).await?;
    events.iter().map(|event| objects.told(ctx, event)).collect()
}

/// What events of which nothing was kept are about, as it is now.
struct Objects {
    payments: HashMap<PaymentId, Payment>,
    refunds: HashMap<RefundId, Refund>,
    invoices: HashMap<InvoiceId, Invoice>,
    subscriptions: HashMap<SubscriptionId, Subscription>,
    sessions: HashMap<CheckoutSessionId, wire::CheckoutSession>,
    customers: HashMap<CustomerId, Customer>,
    totals: HashMap<String, Vec<Totals>>,
    wallets: HashMap<String, Vec<Wallet>>,
    /// Who stands for those who were merged.
    survivors: HashMap<CustomerId, CustomerId>,
}

impl Objects {
    async fn of(ctx: &Ctx, conn: &mut Conn<'_>, events: &[Event]) -> Result<Self> {
        let (mut of_payments, mut of_sessions, mut of_customers) = (Vec::new(), Vec::new(), Vec::new());
        let (mut of_refunds, mut of_invoices, mut of_subscriptions) = (Vec::new(), Vec::new(), Vec::new());
        for event in events.iter().filter(|event| event.data.is_empty()) {
            if let Ok(payment) = event.object.parse() {
                of_payments.push(payment);
            } else if let Ok(refund) = event.object.parse() {
                of_refunds.push(refund);
            } else if let Ok(invoice) = event.object.parse() {
                of_invoices.push(invoice);
            } else if let Ok(subscription) = event.object.parse() {
                of_subscriptions.push(subscription);
            } else if let Ok(session) = event.object.parse() {
                of_sessions.push(session);
            }
            of_customers.extend(event.customer);
        }
        of_payments.sort_unstable();
        of_payments.dedup();
        let survivors: HashMap<_, _> =
            customers::survivors(conn, ctx.scope, &of_customers).await?.into_iter().collect();
        of_customers.extend(survivors.values());
        of_customers.sort_unstable();
        of_customers.dedup();
        let mut sessions = HashMap::new();
        // Only those of people whose data was erased: few.
        for id in of_sessions {
            if let Some(session) = checkouts::by_id(conn, ctx.scope, id).await? {
                sessions.insert(id, checkout::told(ctx, conn, session).await?);
            }
        }
        let payments = payments::by_ids(conn, ctx.scope, &of_payments).await?;
        let refunds = refunds::by_ids(conn, ctx.scope, &of_refunds).await?;
        let invoices = invoices::by_ids(conn, ctx.scope, &of_invoices).await?;
        let subscriptions = subscriptions::by_ids(conn, ctx.scope, &of_subscriptions).await?;
        let customers = customers::by_ids(conn, ctx.scope, &of_customers).await?;
        Ok(Self {
            invoices: invoices.into_iter().map(|invoice| (invoice.id, invoice)).collect(),
            subscriptions: subscriptions.into_iter().map(|subscription| (subscription.id, subscription)).collect(),
            refunds: refunds.into_iter().map(|refund| (refund.id, refund)).collect(),
            payments: payments.into_iter().map(|payment| (payment.id, payment)).collect(),
            sessions,
            customers: customers.into_iter().map(|customer| (customer.id, customer)).collect(),
            totals: totals::of_customers(conn, ctx.scope, &of_customers).await?,
            wallets: wallets::of_customers(conn, ctx.scope, &of_customers).await?,
            survivors,
        })
    }

    fn told(&self, ctx: &Ctx, event: &Event) -> Result<wire::Event> {
        let livemode = ctx.scope.livemode();
        let data = if event.data.is_empty() {
            let customer = event.customer.and_then(|named| self.customer(named));
            let external_id = customer.map(|customer| customer.fields.external_id.clone()).filter(|id| !id.is_empty());
            let segment = event.object.parse::<SegmentId>().ok();
            let segment = segment.map(|id| wire::CrossedSegment { id: id.to_string(), name: None });
            wire::EventData { external_id, segment, ..super::data(self.as_it_is(ctx, event)?, None) }
        } else {
            serde_json::from_str(&event.data).map_err(|error| Error::Internal(format!("{}: {error}", event.id)))?
        };
        Ok(wire::Event::new(livemode, event, data))
    }

    fn as_it_is(&self, ctx: &Ctx, event: &Event) -> Result<Box<RawValue>> {
        let livemode = ctx.scope.livemode();
        if let Ok(id) = event.object.parse::<PaymentId>() {
            let payment = self.payments.get(&id).ok_or(Error::NotFound)?;
            return raw(&wire::Payment::new(livemode, payment));
        }
        if let Ok(id) = event.object.parse::<RefundId>() {
            return raw(&wire::Refund::new(livemode, self.refunds.get(&id).ok_or(Error::NotFound)?));
        }
        if let Ok(id) = event.object.parse::<InvoiceId>() {
            return raw(&wire::Invoice::new(livemode, self.invoices.get(&id).ok_or(Error::NotFound)?));
        }
        if let Ok(id) = event.object.parse::<SubscriptionId>() {
            let subscription = self.subscriptions.get(&id).ok_or(Error::NotFound)?;
            return raw(&wire::Subscription::new(livemode, subscription));
        }
        if let Ok(id) = event.object.parse::<CheckoutSessionId>() {
            return raw(self.sessions.get(&id).ok_or(Error::NotFound)?);
        }
        let named = event.customer.ok_or_else(|| Error::Internal(format!("{} is about nobody", event.id)))?;
        let Some(customer) = self.customer(named) else {
            return raw(&wire::DeletedCustomer::new(named));
        };
        let id = customer.id.to_string();
        let totals = self.totals.get(&id).map_or(&[][..], Vec::as_slice);
        let wallets = self.wallets.get(&id).map_or(&[][..], Vec::as_slice);
        raw(&wire::Customer::new(livemode, ctx.now, customer, totals, wallets))
    }

    /// The customer of this id, or whoever stands for them by now.
    fn customer(&self, named: CustomerId) -> Option<&Customer> {
        self.customers.get(self.survivors.get(&named).unwrap_or(&named))
    }
}
