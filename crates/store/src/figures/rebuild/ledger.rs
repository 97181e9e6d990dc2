//! Every payment and refund of a scope, some thousand at a time, added up to figures.

use clientele_domain::analytics::{Counted, Sums, of_customer};
use clientele_domain::rules::Zone;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use super::super::around::{CountedRow, way};
use super::super::table::Table;
use crate::conn::Conn;
use crate::error::Result;

const AT_ONCE: i64 = 10_000;

/// The figures of a scope, as its payments and refunds say.
pub(super) async fn added_up<'z>(conn: &mut Conn<'_>, scope: Scope, calendar: &'z Zone) -> Result<Table<'z>> {
    let mut table = Table::new(calendar);
    payments(conn, scope, &mut table).await?;
    customers(conn, scope, calendar, &mut table).await?;
    refunds(conn, scope, &mut table).await?;
    Ok(table)
}

#[derive(sqlx::FromRow)]
struct PaidRow {
    refunded_elsewhere: i64,
    #[sqlx(flatten)]
    payment: CountedRow,
}

const PAYMENTS: &str = "
    SELECT id, amount, refunded_elsewhere, currency, source, source_id, occurred_at FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND id > $3 AND status IN ('succeeded', 'partially_refunded', 'refunded')
    ORDER BY id LIMIT $4";

/// The money of all payments, whoever paid.
async fn payments(conn: &mut Conn<'_>, scope: Scope, table: &mut Table<'_>) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let mut after = String::new();
    loop {
        let page = fetch_all!(conn, PaidRow, PAYMENTS, &merchant, scope.livemode(), &after, AT_ONCE)?;
        if page.is_empty() {
            return Ok(());
        }
        for PaidRow { refunded_elsewhere, payment } in page {
            let payment = Counted::try_from(payment)?;
            table.add(payment.at, &payment.way, Sums::of_payment(payment.minor, refunded_elsewhere));
            after = payment.id.to_string();
        }
    }
}

#[derive(sqlx::FromRow)]
struct OwnedRow {
    customer_id: String,
    #[sqlx(flatten)]
    payment: CountedRow,
}

const OF_CUSTOMERS: &str = "
    SELECT customer_id, id, amount, currency, source, source_id, occurred_at FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND (customer_id, occurred_at, id) > ($3, $4, $5)
        AND status IN ('succeeded', 'partially_refunded', 'refunded')
    ORDER BY customer_id, occurred_at, id LIMIT $6";

/// What the payments of each customer are among each other.
async fn customers(conn: &mut Conn<'_>, scope: Scope, calendar: &Zone, table: &mut Table<'_>) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let mut after = (String::new(), 0, String::new());
    let mut whose = String::new();
    let mut payments: Vec<Counted> = Vec::new();
    loop {
        let (customer, at, id) = &after;
        let page = fetch_all!(conn, OwnedRow, OF_CUSTOMERS, &merchant, scope.livemode(), customer, *at, id, AT_ONCE)?;
        let is_last = page.is_empty();
        for OwnedRow { customer_id, payment } in page {
            let payment = Counted::try_from(payment)?;
            if whose != customer_id {
                count(&mut payments, calendar, table);
                whose.clone_from(&customer_id);
            }
            after = (customer_id, payment.at.micros(), payment.id.to_string());
            payments.push(payment);
        }
        if is_last {
            count(&mut payments, calendar, table);
            return Ok(());
        }
    }
}

fn count(payments: &mut Vec<Counted>, calendar: &Zone, table: &mut Table<'_>) {
    for (payment, sums) in of_customer(payments, |payment| calendar.day_of(payment.at)) {
        table.add(payment.at, &payment.way, sums);
    }
    payments.clear();
}

#[derive(sqlx::FromRow)]
struct GivenRow {
    id: String,
    amount: i64,
    ended_at: i64,
    currency: String,
    source: String,
    source_id: String,
}

const REFUNDS: &str = "
    SELECT r.id, r.amount, COALESCE(r.ended_at, r.created_at) AS ended_at, p.currency, p.source, p.source_id
    FROM refunds r
    JOIN payments p ON p.merchant_id = r.merchant_id AND p.livemode = r.livemode AND p.id = r.payment_id
    WHERE r.merchant_id = $1 AND r.livemode = $2 AND r.status = 'succeeded' AND r.id > $3
    ORDER BY r.id LIMIT $4";

/// The refunds that succeeded, by the way of their payments.
async fn refunds(conn: &mut Conn<'_>, scope: Scope, table: &mut Table<'_>) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let mut after = String::new();
    loop {
        let page = fetch_all!(conn, GivenRow, REFUNDS, &merchant, scope.livemode(), &after, AT_ONCE)?;
        let Some(last) = page.last() else { return Ok(()) };
        after.clone_from(&last.id);
        for row in page {
            let way = way(&row.currency, &row.source, &row.source_id)?;
            table.add(Timestamp::from_micros(row.ended_at), &way, Sums::of_refund(row.amount));
        }
    }
}
