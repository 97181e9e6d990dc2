//! Figures over time: money by day and by quarter of an hour, by where it came from, and by whether customers were new.
//!
//! Kept in the transaction of the payment or the refund they tell of, wherever it comes from. Whoever writes holds the
//! merchant's calendar, so that it stays what it is until the transaction has ended; see [`rebuild::change_calendar`].

mod around;
mod known;
pub mod products;
pub mod read;
pub mod rebuild;
pub mod recurring;
pub mod sources;
mod table;

use clientele_domain::analytics::{Counted, ProductSums, Sums, Way, joining, of_customer};
use clientele_domain::id::{CustomerId, MerchantId, PaymentId};
use clientele_domain::payment::Payment;
use clientele_domain::refund::{Refund, RefundStatus};
use clientele_domain::rules::Zone;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::bulk::Record;
use crate::conn::Conn;
use crate::error::{Error, Result};
pub use known::{currencies, first_day};
use products::Goods;
use table::Table;

const CALENDAR: &str = "SELECT time_zone FROM merchants WHERE id = $1";
const HOLD_CALENDAR: &str = "SELECT time_zone FROM merchants WHERE id = $1 FOR KEY SHARE";

/// The merchant's calendar, which stays what it is until this transaction has ended.
async fn calendar(conn: &mut Conn<'_>, merchant: MerchantId) -> Result<Zone> {
    let sql = conn.pick(CALENDAR, HOLD_CALENDAR);
    zone(&fetch_one!(conn, (String,), sql, merchant.to_string())?.0)
}

fn zone(name: &str) -> Result<Zone> {
    Zone::named(name).map_err(Error::Broken)
}

/// A number that spreads those who write at the same moment.
fn spread(payment: PaymentId) -> i64 {
    i64::from(payment.uuid().into_bytes()[15])
}

/// Counts a payment that is stored already and whose money arrived. Its customer is held.
pub(crate) async fn paid(conn: &mut Conn<'_>, scope: Scope, payment: &Payment) -> Result<()> {
    let Some(counted) = Counted::of(payment) else { return Ok(()) };
    let calendar = calendar(conn, scope.merchant).await?;
    let mut table = Table::new(&calendar);
    table.add(counted.at, &counted.way, Sums::of_payment(counted.minor, payment.more.refunded_elsewhere));
    if let Some(customer) = payment.customer {
        let around = around::of(conn, scope, customer, &counted).await?;
        for (concerned, sums) in joining(&counted, &around, |payment| calendar.day_of(payment.at)) {
            table.add(concerned.at, &concerned.way, sums);
        }
    }
    table.write(conn, scope, spread(payment.id)).await?;
    let mut goods = Goods::new(&calendar);
    goods.paid(payment);
    goods.write(conn, scope, spread(payment.id)).await
}

/// Counts a refund that succeeded just now: on the day on which it did, by the way of its payment.
pub async fn refunded(conn: &mut Conn<'_>, scope: Scope, payment: &Payment, refund: &Refund) -> Result<()> {
    let calendar = calendar(conn, scope.merchant).await?;
    let mut table = Table::new(&calendar);
    let (at, way) = of_refund(payment, refund);
    table.add(at, &way, Sums::of_refund(refund.amount.minor));
    table.write(conn, scope, spread(payment.id)).await?;
    let mut goods = Goods::new(&calendar);
    goods.add(at, way.currency, ProductSums::of_refund(refund.amount.minor, &payment.more.products));
    goods.write(conn, scope, spread(payment.id)).await
}

/// When and by which way a refund counts.
fn of_refund(payment: &Payment, refund: &Refund) -> (Timestamp, Way) {
    let at = refund.ended_at.unwrap_or(refund.created_at);
    (at, Way::of(payment.amount.currency, payment.source, &payment.more.source_id))
}

/// What the payments of two records are to figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Both {
    /// From now on those of one customer.
    OneCustomers,
    /// Those of one customer until now.
    TwoCustomers,
}

/// Counts the payments that these two have as those of one customer or as those of two from now on. Both are held.
pub(crate) async fn regroup(
    conn: &mut Conn<'_>,
    scope: Scope,
    pair: (CustomerId, CustomerId),
    both: Both,
) -> Result<()> {
    let mut one = around::all_of(conn, scope, pair.0).await?;
    let mut other = around::all_of(conn, scope, pair.1).await?;
    if one.is_empty() || other.is_empty() {
        return Ok(());
    }
    let calendar = calendar(conn, scope.merchant).await?;
    let mut table = Table::new(&calendar);
    let mut together: Vec<Counted> = one.iter().chain(&other).cloned().collect();
    for (payments, apart) in [(&mut one, true), (&mut other, true), (&mut together, false)] {
        for (payment, sums) in of_customer(payments, |payment| calendar.day_of(payment.at)) {
            let counts = apart == (both == Both::TwoCustomers);
            table.add(payment.at, &payment.way, if counts { sums } else { -sums });
        }
    }
    table.write(conn, scope, 0).await
}

/// Counts the payments and refunds of new customers, and what their subscriptions have gone through.
pub(crate) async fn loaded(conn: &mut Conn<'_>, scope: Scope, records: &[Record]) -> Result<()> {
    let calendar = calendar(conn, scope.merchant).await?;
    let (mut table, mut goods) = (Table::new(&calendar), Goods::new(&calendar));
    for record in records {
        let payments = || record.sales.iter().map(|sale| &sale.payment);
        let mut counted: Vec<Counted> = payments().filter_map(Counted::of).collect();
        for payment in payments().filter(|payment| payment.status.was_paid()) {
            let way = Way::of(payment.amount.currency, payment.source, &payment.more.source_id);
            table.add(
                payment.occurred_at,
                &way,
                Sums::of_payment(payment.amount.minor, payment.more.refunded_elsewhere),
            );
            goods.paid(payment);
        }
        for (payment, sums) in of_customer(&mut counted, |payment| calendar.day_of(payment.at)) {
            table.add(payment.at, &payment.way, sums);
        }
        for refund in record.refunds.iter().filter(|refund| refund.status == RefundStatus::Succeeded) {
            let Some(payment) = payments().find(|payment| payment.id == refund.payment) else { continue };
            let (at, way) = of_refund(payment, refund);
            table.add(at, &way, Sums::of_refund(refund.amount.minor));
            goods.add(at, way.currency, ProductSums::of_refund(refund.amount.minor, &payment.more.products));
        }
    }
    table.write(conn, scope, 0).await?;
    goods.write(conn, scope, 0).await?;
    let subscriptions = records.iter().flat_map(|record| &record.subscriptions);
    recurring::presumed(conn, scope, &calendar, subscriptions).await
}
