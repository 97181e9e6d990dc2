//! Something that happens at a merchant's, and what it makes of the figures.

use std::collections::BTreeMap;

use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::id::CustomerId;
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{PaymentStatus, Totals};
use clientele_domain::scope::Scope;
use clientele_store::bulk::{self, Record, Sale};
use clientele_store::customers::write;
use clientele_store::{Conn, Result, orders, payments, standing, totals};
use proptest::prelude::*;

use crate::harness::{MORNING, customer, eur, minutes, sale};

/// Something that happens. `who` is the place of a customer among those there are, counted round.
#[derive(Debug, Clone)]
pub enum Step {
    /// Somebody comes.
    Create { tags: Vec<String> },
    /// Somebody comes with a past.
    Bring { tags: Vec<String>, sales: Vec<Paid> },
    /// Somebody's tags become these.
    Tag { who: usize, tags: Vec<String> },
    /// Somebody pays, or fails to.
    Pay { who: usize, paid: Paid },
    /// Somebody is deleted.
    Delete { who: usize },
}

/// A payment.
#[derive(Debug, Clone, Copy)]
pub struct Paid {
    status: PaymentStatus,
    minor: i64,
    refunded: i64,
    currency: Currency,
    /// In minutes, in any order.
    at: i64,
}

/// Any number of things, in any order.
pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let who = 0usize..1000;
    let one = prop_oneof![
        3 => tags().prop_map(|tags| Step::Create { tags }),
        1 => (tags(), prop::collection::vec(paid(), 0..4)).prop_map(|(tags, sales)| Step::Bring { tags, sales }),
        3 => (who.clone(), tags()).prop_map(|(who, tags)| Step::Tag { who, tags }),
        6 => (who.clone(), paid()).prop_map(|(who, paid)| Step::Pay { who, paid }),
        1 => who.prop_map(|who| Step::Delete { who }),
    ];
    prop::collection::vec(one, 1..30)
}

fn tags() -> impl Strategy<Value = Vec<String>> {
    prop::sample::subsequence(vec!["vip", "newsletter", "tag", "tag;", "é"], 0..=5)
        .prop_shuffle()
        .prop_map(|tags| tags.into_iter().map(str::to_owned).collect())
}

fn paid() -> impl Strategy<Value = Paid> {
    let currency = prop::sample::select(vec!["EUR", "USD", "BTC"]);
    let status = prop::sample::select(vec![PaymentStatus::Pending, PaymentStatus::Failed, PaymentStatus::Succeeded]);
    let refunded = prop_oneof![Just(0.0), Just(0.5), Just(1.0)];
    (status, 0i64..100_000, refunded, currency, -1000i64..1000).prop_map(|(status, minor, part, currency, at)| {
        let refunded = if status == PaymentStatus::Succeeded { (minor as f64 * part) as i64 } else { 0 };
        // What was refunded decides, as when a payment is recorded.
        let status = match refunded {
            0 => status,
            _ if refunded < minor => PaymentStatus::PartiallyRefunded,
            _ => PaymentStatus::Refunded,
        };
        Paid { status, minor, refunded, currency: currency.parse().expect("a currency"), at }
    })
}

impl Paid {
    fn sale(self, customer: CustomerId) -> Sale {
        let amount = Amount { minor: self.minor, currency: self.currency };
        let (order, mut payment) = sale(customer, self.status, amount);
        (payment.refunded, payment.more.refunded_elsewhere) = (self.refunded, self.refunded);
        payment.occurred_at = minutes(self.at);
        Sale { order, payment }
    }
}

/// What there should be, counted by hand.
#[derive(Debug, Default)]
pub struct Counted {
    /// Those who are there, in the order of coming.
    pub there: Vec<Customer>,
    /// Totals by customer, by currency; also of those who were deleted.
    pub totals: BTreeMap<CustomerId, BTreeMap<Currency, Totals>>,
}

impl Counted {
    /// Lets it happen, and counts.
    pub async fn happen(&mut self, conn: &mut Conn<'_>, scope: Scope, step: &Step) -> Result<()> {
        match step {
            Step::Create { tags } => {
                let new = named(tags);
                write::insert(conn, scope, &new).await?;
                self.there.push(new);
            }
            Step::Bring { tags, sales } => self.bring(conn, scope, tags, sales).await?,
            Step::Tag { who, tags } => {
                let Some(place) = self.place(*who) else { return Ok(()) };
                let mut after = self.there[place].clone();
                after.fields.tags.clone_from(tags);
                write::update(conn, scope, &self.there[place], &after, &[]).await?;
                self.there[place] = after;
            }
            Step::Pay { who, paid } => {
                let Some(place) = self.place(*who) else { return Ok(()) };
                let customer = self.there[place].id;
                let Sale { order, payment } = paid.sale(customer);
                orders::insert(conn, scope, &order).await?;
                payments::insert(conn, scope, &payment).await?;
                totals::payment_recorded(conn, scope, &payment, eur()).await?;
                standing::paid(conn, scope, &payment, MORNING).await?;
                self.count(customer, *paid);
            }
            Step::Delete { who } => {
                let Some(place) = self.place(*who) else { return Ok(()) };
                let gone = self.there.remove(place);
                write::tombstone(conn, scope, &gone, MORNING).await?;
            }
        }
        Ok(())
    }

    async fn bring(&mut self, conn: &mut Conn<'_>, scope: Scope, tags: &[String], sales: &[Paid]) -> Result<()> {
        let customer = named(tags);
        let record = Record {
            customer: customer.clone(),
            identities: Vec::new(),
            wallets: Vec::new(),
            notes: Vec::new(),
            events: Vec::new(),
            sales: sales.iter().map(|paid| paid.sale(customer.id)).collect(),
            refunds: Vec::new(),
            subscriptions: Vec::new(),
            invoices: Vec::new(),
        };
        bulk::insert_records(conn, scope, eur(), &[record]).await?;
        for paid in sales {
            self.count(customer.id, *paid);
        }
        self.there.push(customer);
        Ok(())
    }

    fn place(&self, who: usize) -> Option<usize> {
        who.checked_rem(self.there.len())
    }

    fn count(&mut self, customer: CustomerId, paid: Paid) {
        if !paid.status.was_paid() {
            return;
        }
        let (currency, at) = (paid.currency, minutes(paid.at));
        let nothing = Totals {
            spent: Amount { minor: 0, currency },
            refunded: 0,
            balance: 0,
            payments: 0,
            first_payment_at: at,
            last_payment_at: at,
        };
        let totals = self.totals.entry(customer).or_default().entry(currency).or_insert(nothing);
        totals.spent.minor += paid.minor;
        totals.refunded += paid.refunded;
        totals.payments += 1;
        totals.first_payment_at = totals.first_payment_at.min(at);
        totals.last_payment_at = totals.last_payment_at.max(at);
    }

    /// How many carry each tag, the most used first.
    pub fn tags(&self) -> Vec<(String, i64)> {
        let mut counts: BTreeMap<String, i64> = BTreeMap::new();
        for tag in self.there.iter().flat_map(|customer| &customer.fields.tags) {
            *counts.entry(tag.clone()).or_default() += 1;
        }
        let mut counts: Vec<_> = counts.into_iter().collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }
}

fn named(tags: &[String]) -> Customer {
    customer(CustomerFields { name: "Ada".into(), tags: tags.to_vec(), ..CustomerFields::default() })
}
