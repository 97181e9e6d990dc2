//! The standing of many new customers at once, worked out from their sales.

use std::collections::{BTreeMap, HashMap};

use clientele_domain::money::Currency;
use clientele_domain::scope::Scope;
use clientele_domain::standing::{Cells, Standing};
use clientele_domain::time::Timestamp;

use super::months::of_payments;
use super::recent::Lately;
use super::{calendar, months, recent, tallies};
use crate::bulk::Record;
use crate::conn::Conn;
use crate::counters;
use crate::error::Result;

/// Enters new customers into the figures of all; `seqs` are the numbers of their rows.
pub(crate) async fn enter_all(
    conn: &mut Conn<'_>,
    scope: Scope,
    records: &[Record],
    seqs: &HashMap<String, i64>,
) -> Result<()> {
    let (own, zone) = calendar(conn, scope).await?;
    let arrived = |record: &Record| {
        let paid = record.sales.iter().map(|sale| &sale.payment).filter(|payment| payment.status.was_paid());
        paid.map(|paid| (paid.amount.currency, paid.occurred_at, paid.amount.minor, paid.refunded)).collect::<Vec<_>>()
    };
    let payments: Vec<_> = records.iter().map(arrived).collect();
    // What was paid lately is right at the moment of the last payment among them, and put right from there.
    let then = payments.iter().flatten().map(|(_, at, ..)| *at).max().unwrap_or_default();
    let mut paid_months = Vec::new();
    let mut paid_lately = Vec::new();
    let mut cells: BTreeMap<i64, Cells> = BTreeMap::new();
    for (record, payments) in records.iter().zip(&payments) {
        let id = record.customer.id;
        let standing = Standing { months: of_payments(payments, &zone), present: true };
        let slot = counters::slot(seqs.get(&id.to_string()).copied().unwrap_or_default());
        let here = cells.entry(conn.pick(0, slot)).or_default();
        for (cell, tally) in standing.cells(own) {
            let sum = here.entry(cell).or_default();
            sum.customers += tally.customers;
            sum.amount += tally.amount;
        }
        for (currency, payments) in by_currency(payments) {
            let lately = Lately::of(payments.into_iter(), &zone, then);
            paid_lately.extend(lately.map(|lately| (id, currency.code().to_owned(), lately)));
        }
        paid_months.push((id, standing.months));
    }
    let paid_months: Vec<_> = paid_months.iter().map(|(id, months)| (*id, months.as_slice())).collect();
    months::insert_all(conn, scope, &paid_months).await?;
    recent::insert_all(conn, scope, &paid_lately).await?;
    for (slot, cells) in &cells {
        tallies::add(conn, scope, *slot, cells).await?;
    }
    Ok(())
}

/// Moments and amounts of payments, by currency.
pub(super) fn by_currency(payments: &[(Currency, Timestamp, i64, i64)]) -> BTreeMap<Currency, Vec<(Timestamp, i64)>> {
    let mut by_currency: BTreeMap<Currency, Vec<(Timestamp, i64)>> = BTreeMap::new();
    for (currency, at, amount, _) in payments {
        by_currency.entry(*currency).or_default().push((*at, *amount));
    }
    by_currency
}
