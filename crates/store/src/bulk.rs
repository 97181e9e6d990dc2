//! Many new customers at once, each with everything that hangs on it.
//!
//! Leaves the rows that recording the same things one by one would leave, but writes hundreds of them in a statement:
//! figures, tags, counters and the search text are worked out here, in memory. For data that is made or moved as a
//! whole and has passed the rules already; nothing is looked up and no conflict is resolved.

mod bills;
mod figures;
mod indexes;
mod refunds;
pub(crate) mod rows;

use std::collections::{BTreeMap, HashMap};

use clientele_domain::customer::{Customer, Wallet};
use clientele_domain::event::{Event, EventKind};
use clientele_domain::id::{EventId, NoteId, UserId};
use clientele_domain::identity::Identity;
use clientele_domain::invoice::Invoice;
use clientele_domain::money::Currency;
use clientele_domain::payment::{Order, Payment};
use clientele_domain::query::{search_text, sort_name};
use clientele_domain::refund::Refund;
use clientele_domain::scope::Scope;
use clientele_domain::subscription::Subscription;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::counters;
use crate::customers::{address_text, metadata_text};
use crate::error::{Error, Result};
use crate::events::fields_text;
use crate::figures::products::sold_text;
use crate::links;
use crate::matching::pairs;
use crate::payments::signs_text;
use crate::standing;
use figures::Figures;
pub use indexes::{put_back, set_aside};
use rows::{Value, insert_many, insert_returning, values};

/// A new customer with everything that hangs on it.
#[derive(Debug, Clone)]
pub struct Record {
    /// The customer. Payment and order counts and the moments of payments are not read: they follow from the sales.
    pub customer: Customer,
    /// Identifiers that were seen, each kind and value once.
    pub identities: Vec<Identity>,
    /// Wallets.
    pub wallets: Vec<Wallet>,
    /// Notes of staff.
    pub notes: Vec<WrittenNote>,
    /// What happened to the record itself; its sales tell of themselves. Sequences are not read.
    pub events: Vec<Event>,
    /// Orders with their payments.
    pub sales: Vec<Sale>,
    /// Refunds of these payments, whose figures say the same.
    pub refunds: Vec<Refund>,
    /// Subscriptions.
    pub subscriptions: Vec<Subscription>,
    /// Invoices, with numbers that no others have.
    pub invoices: Vec<Invoice>,
}

impl Record {
    /// Adds a subscription, if there is one, with what follows from it for the customer, who has no other.
    pub fn subscribe(&mut self, subscription: Option<Subscription>) {
        let Some(subscription) = subscription else { return };
        self.customer.subscription_status = Some(subscription.status);
        self.customer.counts.active_subscriptions = i64::from(!subscription.status.is_over());
        self.subscriptions.push(subscription);
    }
}

/// A note with who wrote it.
#[derive(Debug, Clone)]
pub struct WrittenNote {
    /// Identifier.
    pub id: NoteId,
    /// Who wrote it.
    pub author: UserId,
    /// What was written.
    pub body: String,
    /// When.
    pub created_at: Timestamp,
}

/// An order and the payment for it.
#[derive(Debug, Clone)]
pub struct Sale {
    /// The order; its id is the one that the payment names.
    pub order: Order,
    /// The payment.
    pub payment: Payment,
}

/// Writes the records in the order given. `own` is the merchant's currency, in which customers are compared.
///
/// Errors: `Taken` when an id or an external id is in use; nothing should be committed then.
pub async fn insert_records(conn: &mut Conn<'_>, scope: Scope, own: Currency, records: &[Record]) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let scope_of_rows = Rows { merchant: &merchant, livemode: scope.livemode(), records };
    let seqs = scope_of_rows.customers(conn, own).await?;
    scope_of_rows.tags(conn, scope, &seqs).await?;
    scope_of_rows.identities(conn).await?;
    if let (Some(first), Some(last)) = (seqs.values().min(), seqs.values().max()) {
        pairs::learn_new(conn, scope, *first, *last).await?;
    }
    scope_of_rows.wallets(conn).await?;
    scope_of_rows.notes(conn).await?;
    scope_of_rows.orders(conn).await?;
    scope_of_rows.payments(conn).await?;
    scope_of_rows.refunds(conn, scope).await?;
    scope_of_rows.subscriptions(conn).await?;
    scope_of_rows.invoices(conn, scope).await?;
    scope_of_rows.events(conn).await?;
    scope_of_rows.totals(conn).await?;
    standing::enter_all(conn, scope, records, &seqs).await?;
    crate::figures::loaded(conn, scope, records).await?;
    for ((link, _), paid) in figures::by_link(records) {
        links::paid(conn, scope, link, paid).await?;
    }
    Ok(())
}

/// Records on their way to the tables, with what stands in every row of them.
struct Rows<'r> {
    merchant: &'r str,
    livemode: bool,
    records: &'r [Record],
}

const CUSTOMERS: &str = "
    INSERT INTO customers (
        merchant_id, livemode, id, kind, external_id, did, name, email, phone, address, shipping, refund_address, locale,
        tags, metadata, delinquent, spent, payment_count, order_count, checkout_count, active_subscriptions,
        subscription_status, first_payment_at, last_payment_at, sort_name, search_text, created_at, updated_at, version,
        event_sequence, active_until, invoice_count, overdue_count, mail_opt_out
    ) VALUES ";

const TAGS: &str = "INSERT INTO customer_tags (merchant_id, livemode, tag, customer_seq) VALUES ";

const IDENTITIES: &str = "
    INSERT INTO identities (
        merchant_id, livemode, customer_id, kind, value, label, evidence, first_seen_at, last_seen_at, times_seen
    ) VALUES ";

const WALLETS: &str = "
    INSERT INTO wallets (
        merchant_id, livemode, id, customer_id, chain_id, address, has_active_authorization, authorization_type,
        transaction_hash, authorized_at, created_at
    ) VALUES ";

const NOTES: &str = "INSERT INTO notes (merchant_id, livemode, id, customer_id, author_id, body, created_at) VALUES ";

const EVENTS: &str = "
    INSERT INTO events (
        merchant_id, livemode, id, kind, customer_id, object_id, sequence, actor, fields, data, occurred_at, created_at
    ) VALUES ";

const ORDERS: &str = "
    INSERT INTO orders (
        merchant_id, livemode, id, customer_id, number, status, amount, currency, description, created_at
    ) VALUES ";

const PAYMENTS: &str = "
    INSERT INTO payments (
        merchant_id, livemode, id, customer_id, order_id, amount, refunded, currency, status, method, brand, last4,
        source, source_description, metadata, occurred_at, created_at, source_id, description, succeeded_at, match_rule,
        match_evidence, refund_held, refunded_elsewhere, attempt_id, products
    ) VALUES ";

const TOTALS: &str = "
    INSERT INTO customer_totals (
        merchant_id, livemode, customer_id, currency, spent, refunded, payment_count, first_payment_at, last_payment_at
    ) VALUES ";

impl<'r> Rows<'r> {
    /// Every record's part of a table, each with the customer it belongs to.
    fn of<T: 'r>(&self, part: impl Fn(&'r Record) -> &'r [T]) -> impl Iterator<Item = (String, &'r T)> {
        self.records.iter().flat_map(move |record| {
            let id = record.customer.id.to_string();
            part(record).iter().map(move |row| (id.clone(), row))
        })
    }

    /// The customers with their figures; gives the number of each row by id.
    async fn customers(&self, conn: &mut Conn<'_>, own: Currency) -> Result<HashMap<String, i64>> {
        let rows = self.records.iter().map(|record| {
            let Record { customer, wallets, sales, events, .. } = record;
            let (fields, counts) = (&customer.fields, &customer.counts);
            let figures = Figures::of(sales, own);
            let addresses: Vec<String> = wallets.iter().map(|wallet| wallet.address.clone()).collect();
            let status = customer.subscription_status.map_or("", |status| status.as_str());
            values! {
                self.merchant, self.livemode, customer.id.to_string(), customer.kind.as_str(), &fields.external_id,
                &fields.did, &fields.name, &fields.email, &fields.phone, address_text(&fields.address)?,
                address_text(&fields.shipping)?, &fields.refund_address, &fields.locale, fields.tags.join("\n"),
                metadata_text(&fields.metadata)?, customer.delinquent, figures.spent, figures.payments, figures.orders,
                counts.checkouts, counts.active_subscriptions, status, figures.first_payment_at, figures.last_payment_at,
                sort_name(fields), search_text(customer.id, fields, &addresses), customer.created_at,
                customer.updated_at, customer.version,
                i64::try_from(events.len() + sales.len() + refunds::events_of(record)).unwrap_or(i64::MAX),
                bills::active_until(record), bills::invoices_of(record), bills::overdue_of(record), fields.mail_opt_out,
            }
        });
        Ok(insert_returning(conn, CUSTOMERS, " RETURNING id, seq", rows).await?.into_iter().collect())
    }

    /// The tags by customer, and the counters of customers and tags.
    async fn tags(&self, conn: &mut Conn<'_>, scope: Scope, seqs: &HashMap<String, i64>) -> Result<()> {
        let mut rows = Vec::new();
        let mut counts: BTreeMap<(String, i64), i64> = BTreeMap::new();
        for Record { customer, .. } in self.records {
            let id = customer.id.to_string();
            let seq = *seqs.get(&id).ok_or_else(|| Error::Broken(format!("the row of {id} was not told")))?;
            *counts.entry((counters::CUSTOMERS.to_owned(), counters::slot(seq))).or_default() += 1;
            for tag in &customer.fields.tags {
                *counts.entry((counters::of_tag(tag), counters::slot(seq))).or_default() += 1;
                rows.push(values! { self.merchant, self.livemode, tag, seq });
            }
        }
        insert_many(conn, TAGS, rows).await?;
        for ((name, slot), count) in counts {
            counters::add(conn, scope, &name, slot, count).await?;
        }
        Ok(())
    }

    async fn identities(&self, conn: &mut Conn<'_>) -> Result<()> {
        let rows = self.of(|record| &record.identities).map(|(customer, i)| {
            values! {
                self.merchant, self.livemode, customer, i.kind.as_str(), &i.value, &i.label, i.evidence.as_str(),
                i.first_seen_at, i.last_seen_at, i.times_seen,
            }
        });
        insert_many(conn, IDENTITIES, rows).await
    }

    async fn wallets(&self, conn: &mut Conn<'_>) -> Result<()> {
        let rows = self.of(|record| &record.wallets).map(|(customer, w)| {
            values! {
                self.merchant, self.livemode, w.id.to_string(), customer, w.chain_id, &w.address,
                w.has_active_authorization, &w.authorization_type, &w.transaction_hash, w.authorized_at,
                w.created_at,
            }
        });
        insert_many(conn, WALLETS, rows).await
    }

    async fn notes(&self, conn: &mut Conn<'_>) -> Result<()> {
        let rows = self.of(|record| &record.notes).map(|(customer, note)| {
            let author = note.author.to_string();
            values! { self.merchant, self.livemode, note.id.to_string(), customer, author, &note.body, note.created_at }
        });
        insert_many(conn, NOTES, rows).await
    }

    async fn events(&self, conn: &mut Conn<'_>) -> Result<()> {
        let mut events: Vec<Event> = self.records.iter().flat_map(told).collect();
        events.sort_by_key(|event| event.id);
        let rows = events.into_iter().map(|event| {
            values! {
                self.merchant, self.livemode, event.id.to_string(), event.kind.as_str(), event.customer.map(|id| id.to_string()),
                event.object, event.sequence, event.actor, fields_text(&event.fields)?, event.data, event.occurred_at,
                event.created_at,
            }
        });
        insert_many(conn, EVENTS, rows).await
    }

    async fn orders(&self, conn: &mut Conn<'_>) -> Result<()> {
        let mut sales: Vec<&Sale> = self.records.iter().flat_map(|record| &record.sales).collect();
        sales.sort_by_key(|sale| sale.order.id);
        let rows = sales
            .into_iter()
            .map(|Sale { order, .. }| {
                values! {
                    self.merchant, self.livemode, order.id.to_string(), order.customer.map(|id| id.to_string()), &order.number,
                    order.status.as_str(), order.amount.minor, order.amount.currency.code(), &order.description,
                    order.created_at,
                }
            });
        insert_many(conn, ORDERS, rows).await
    }

    async fn payments(&self, conn: &mut Conn<'_>) -> Result<()> {
        let mut sales: Vec<&Sale> = self.records.iter().flat_map(|record| &record.sales).collect();
        sales.sort_by_key(|sale| sale.payment.id);
        let rows = sales.into_iter().map(|Sale { payment, .. }| {
            let (amount, method, more) = (&payment.amount, &payment.method, &payment.more);
            let rule = more.matched.as_ref().map_or("", |matched| matched.rule.as_str());
            let signs = more.matched.as_ref().map(|matched| signs_text(&matched.signs)).unwrap_or_default();
            values! {
                self.merchant, self.livemode, payment.id.to_string(), payment.customer.map(|id| id.to_string()),
                payment.order.to_string(),
                amount.minor,
                payment.refunded, amount.currency.code(), payment.status.as_str(), method.kind.as_str(), &method.brand,
                &method.last4, payment.source.as_str(), &payment.source_description, metadata_text(&more.metadata)?,
                payment.occurred_at, more.created_at, &more.source_id, &more.description, more.succeeded_at,
                rule, signs, payment.held, more.refunded_elsewhere,
                more.attempt.map(|id| id.to_string()).unwrap_or_default(), sold_text(&more.products),
            }
        });
        insert_many(conn, PAYMENTS, rows).await
    }

    async fn totals(&self, conn: &mut Conn<'_>) -> Result<()> {
        let mut rows = Vec::new();
        for Record { customer, sales, .. } in self.records {
            for (currency, t) in figures::by_currency(sales) {
                rows.push(values! {
                    self.merchant, self.livemode, customer.id.to_string(), currency.code().to_owned(), t.spent.minor,
                    t.refunded, t.payments, t.first_payment_at, t.last_payment_at,
                });
            }
        }
        insert_many(conn, TOTALS, rows).await
    }
}

/// Everything that happened to a customer, numbered in the order of happening.
fn told(record: &Record) -> Vec<Event> {
    let mut events = record.events.clone();
    events.extend(record.sales.iter().map(|Sale { payment, .. }| Event {
        id: EventId::of(payment.id.uuid()),
        kind: EventKind::of_payment(payment.status),
        customer: payment.customer,
        object: payment.id.to_string(),
        sequence: 0,
        actor: payment.source.label().to_owned(),
        fields: Vec::new(),
        data: String::new(),
        occurred_at: payment.occurred_at,
        created_at: payment.more.created_at,
    }));
    events.extend(record.refunds.iter().flat_map(refunds::told));
    events.sort_by_key(|event| event.occurred_at);
    for (event, sequence) in events.iter_mut().zip(1..) {
        event.sequence = sequence;
    }
    events
}
