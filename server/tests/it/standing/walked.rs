//! The same figures by walking over all payments, one by one.

use std::collections::{BTreeMap, BTreeSet};

use clientele_domain::rules::Zone;
use clientele_domain::time::Timestamp;
use clientele_store::Conn;
use serde_json::{Value, json};

use crate::harness::Shop;

/// A payment that arrived.
#[derive(Debug, Clone)]
pub struct Paid {
    pub who: String,
    pub is_there: bool,
    pub currency: String,
    pub amount: i64,
    pub refunded: i64,
    pub at: Timestamp,
}

/// Every payment of the shop that arrived, with whose it is by now.
pub async fn payments(shop: &Shop) -> Vec<Paid> {
    type Row = (String, bool, String, i64, i64, i64);
    let sql = "SELECT p.customer_id, c.deleted_at IS NULL, LOWER(p.currency), p.amount, p.refunded, p.occurred_at
        FROM payments p JOIN customers c ON c.merchant_id = p.merchant_id AND c.livemode = p.livemode AND c.id = p.customer_id
        WHERE p.merchant_id = $1 AND p.livemode = $2 AND p.succeeded_at IS NOT NULL";
    let mut reader = shop.app.house().db.read().await.expect("the database answers");
    let merchant = shop.scope.merchant.to_string();
    let rows: Vec<Row> = match reader.conn() {
        Conn::Sqlite(c) => {
            sqlx::query_as(sql).bind(merchant).bind(shop.scope.livemode()).fetch_all(c).await.expect("payments")
        }
        Conn::Postgres(c) => {
            sqlx::query_as(sql).bind(merchant).bind(shop.scope.livemode()).fetch_all(c).await.expect("payments")
        }
    };
    let paid = rows.into_iter().map(|(who, is_there, currency, amount, refunded, at)| Paid {
        who,
        is_there,
        currency,
        amount,
        refunded,
        at: Timestamp::from_micros(at),
    });
    paid.collect()
}

/// The rows of the retention table.
pub fn cohorts(paid: &[Paid], zone: &Zone) -> Value {
    let month = |at: Timestamp| {
        let day = zone.civil(at);
        day.year * 12 + i64::from(day.month) - 1
    };
    let mut months: BTreeMap<&str, BTreeMap<i64, i64>> = BTreeMap::new();
    for one in paid {
        *months.entry(&one.who).or_default().entry(month(one.at)).or_default() += one.amount;
    }
    let last = paid.iter().map(|one| month(one.at)).max().unwrap_or_default();
    let firsts: BTreeSet<i64> = months.values().filter_map(|months| months.keys().next().copied()).collect();
    let rows = firsts.into_iter().map(|first| {
        let of_cohort = || months.values().filter(move |months| months.keys().next() == Some(&first));
        let each = |figure: fn(i64) -> i64| -> Vec<i64> {
            (first..=last)
                .map(|month| of_cohort().filter_map(|months| months.get(&month)).map(|m| figure(*m)).sum())
                .collect()
        };
        json!({
            "cohort": format!("{:04}-{:02}", first.div_euclid(12), first.rem_euclid(12) + 1),
            "size": of_cohort().count(),
            "active": each(|_| 1),
            "gross": each(|gross| gross),
        })
    });
    rows.collect()
}

/// What customers are worth, ascending.
pub fn worth(paid: &[Paid]) -> Vec<i64> {
    let mut worth: BTreeMap<&str, i64> = BTreeMap::new();
    for one in paid {
        *worth.entry(&one.who).or_default() += one.amount - one.refunded;
    }
    let mut values: Vec<i64> = worth.into_values().collect();
    values.sort_unstable();
    values
}

/// The first customers who are there: id, spent, payments, rank. `days` with today as the last, or all time.
pub fn top(
    paid: &[Paid],
    zone: &Zone,
    (by_count, days): (bool, Option<i64>),
    now: Timestamp,
    limit: usize,
) -> Vec<(String, i64, i64, i64)> {
    let counts =
        |one: &&Paid| one.is_there && days.is_none_or(|days| zone.day_of(one.at).0 > zone.day_of(now).0 - days);
    let mut sums: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
    for one in paid.iter().filter(counts) {
        let sum = sums.entry(&one.who).or_default();
        *sum = (sum.0 + one.amount, sum.1 + 1);
    }
    let value = |(spent, count): (i64, i64)| if by_count { count } else { spent };
    let mut sorted: Vec<_> = sums.into_iter().collect();
    sorted.sort_by_key(|(who, sum)| (std::cmp::Reverse(value(*sum)), *who));
    let rank = |sum| 1 + sorted.iter().filter(|(_, other)| value(*other) > value(sum)).count() as i64;
    sorted.iter().take(limit).map(|(who, sum)| ((*who).to_owned(), sum.0, sum.1, rank(*sum))).collect()
}
