//! What each product brought, by day and by quarter of an hour: kept in the transaction of the payment or the refund, by what
//! the payment was for.

use std::collections::HashMap;

use clientele_domain::analytics::ProductSums;
use clientele_domain::id::ProductId;
use clientele_domain::money::Currency;
use clientele_domain::payment::{Payment, Sold};
use clientele_domain::rules::{Pieces, Zone, quarter_of};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use super::read::{added_up, both};
use super::table::Kept;
use crate::bulk::rows::{Value, insert_or, values};
use crate::conn::Conn;
use crate::counters;
use crate::error::{Result, unreadable};

/// What was sold is kept with spaces between.
pub(crate) fn sold_text(products: &[Sold]) -> String {
    products.iter().map(Sold::to_string).collect::<Vec<_>>().join(" ")
}

/// What was sold, from its stored form.
pub(crate) fn sold(text: &str) -> Result<Vec<Sold>> {
    text.split_whitespace().map(|one| one.parse().map_err(|_| unreadable("product that was sold", one))).collect()
}

/// Sums by day and by quarter of an hour, and by currency and product.
pub(super) struct Goods<'z> {
    calendar: &'z Zone,
    pub(super) rows: HashMap<(Kept, i64, Currency, ProductId), ProductSums>,
}

const START: &str = "
    INSERT INTO product_figures (
        merchant_id, livemode, currency, grain, at, product_id, slot, gross, refunded, payments, refunds, quantity
    ) VALUES ";

const END: &str = "
    ON CONFLICT (merchant_id, livemode, currency, grain, at, product_id, slot) DO UPDATE SET
        gross = product_figures.gross + excluded.gross,
        refunded = product_figures.refunded + excluded.refunded,
        payments = product_figures.payments + excluded.payments,
        refunds = product_figures.refunds + excluded.refunds,
        quantity = product_figures.quantity + excluded.quantity";

impl<'z> Goods<'z> {
    /// Nothing yet. Days are those of this calendar.
    pub(super) fn new(calendar: &'z Zone) -> Self {
        Self { calendar, rows: HashMap::new() }
    }

    /// Adds a payment whose money arrived.
    pub(super) fn paid(&mut self, payment: &Payment) {
        let (amount, more) = (payment.amount, &payment.more);
        let each = ProductSums::of_payment(amount.minor, more.refunded_elsewhere, &more.products);
        self.add(payment.occurred_at, amount.currency, each);
    }

    /// Adds what happened at a moment.
    pub(super) fn add(&mut self, at: Timestamp, currency: Currency, each: Vec<(ProductId, ProductSums)>) {
        let places = [(Kept::Day, self.calendar.day_of(at).0), (Kept::Quarter, quarter_of(at))];
        for (product, sums) in each {
            for (kept, at) in places {
                *self.rows.entry((kept, at, currency, product)).or_default() += sums;
            }
        }
    }

    /// Adds the rows to those that are stored, in an order that everybody keeps to.
    pub(super) async fn write(&self, conn: &mut Conn<'_>, scope: Scope, spread: i64) -> Result<()> {
        let merchant = scope.merchant.to_string();
        let slot = conn.pick(0, counters::slot(spread));
        let mut rows: Vec<_> = self.rows.iter().filter(|(_, sums)| !sums.is_nothing()).collect();
        rows.sort_by_key(|((kept, at, currency, product), _)| (*currency, *kept, *at, *product));
        let rows: Vec<_> = rows
            .into_iter()
            .map(|((kept, at, currency, product), s)| {
                values! {
                    merchant.as_str(), scope.livemode(), currency.code().to_owned(), kept.as_str(), *at,
                    product.to_string(), slot, s.gross, s.refunded, s.payments, s.refunds, s.quantity,
                }
            })
            .collect();
        insert_or(conn, START, END, rows).await
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct ProductRow {
    product_id: String,
    gross: i64,
    refunded: i64,
    payments: i64,
    refunds: i64,
    quantity: i64,
}

impl ProductRow {
    pub(super) fn told(self) -> Result<(ProductId, ProductSums)> {
        let product = self.product_id.parse().map_err(|_| unreadable("product id", &self.product_id))?;
        let Self { gross, refunded, payments, refunds, quantity, .. } = self;
        Ok((product, ProductSums { gross, refunded, payments, refunds, quantity }))
    }
}

/// The columns of [`ProductRow`], added up.
macro_rules! product_columns {
    () => {
        "f.product_id, CAST(SUM(f.gross) AS BIGINT) AS gross, CAST(SUM(f.refunded) AS BIGINT) AS refunded,
        CAST(SUM(f.payments) AS BIGINT) AS payments, CAST(SUM(f.refunds) AS BIGINT) AS refunds,
        CAST(SUM(f.quantity) AS BIGINT) AS quantity"
    };
}
pub(super) use product_columns;

/// The figures of each product that brought anything, in all of these pieces together.
pub async fn by_product(
    conn: &mut Conn<'_>,
    scope: Scope,
    currency: Currency,
    pieces: &Pieces,
) -> Result<Vec<(ProductId, ProductSums)>> {
    let mut found: HashMap<ProductId, ProductSums> = HashMap::new();
    for (kept, rows) in both(pieces) {
        let of = ("product_figures", product_columns!(), "f.product_id");
        let statement = added_up(conn, scope, (currency, kept, rows), of);
        for row in fetch_statement!(conn, ProductRow, statement)? {
            let (product, sums) = row.told()?;
            *found.entry(product).or_default() += sums;
        }
    }
    Ok(found.into_iter().filter(|(_, sums)| !sums.is_nothing()).collect())
}

#[derive(sqlx::FromRow)]
struct SoldRow {
    id: String,
    amount: i64,
    currency: String,
    at: i64,
    refunded: i64,
    products: String,
}

const AT_ONCE: i64 = 10_000;

const PAYMENTS: &str = "
    SELECT id, amount, currency, occurred_at AS at, refunded_elsewhere AS refunded, products FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND id > $3 AND status IN ('succeeded', 'partially_refunded', 'refunded')
        AND products <> ''
    ORDER BY id LIMIT $4";
const REFUNDS: &str = "
    SELECT r.id, r.amount, p.currency, COALESCE(r.ended_at, r.created_at) AS at, CAST(0 AS BIGINT) AS refunded, p.products
    FROM refunds r
    JOIN payments p ON p.merchant_id = r.merchant_id AND p.livemode = r.livemode AND p.id = r.payment_id
    WHERE r.merchant_id = $1 AND r.livemode = $2 AND r.id > $3 AND r.status = 'succeeded' AND p.products <> ''
    ORDER BY r.id LIMIT $4";

/// The figures of a scope, as its payments and refunds say.
pub(super) async fn of_ledger<'z>(conn: &mut Conn<'_>, scope: Scope, calendar: &'z Zone) -> Result<Goods<'z>> {
    let merchant = scope.merchant.to_string();
    let mut goods = Goods::new(calendar);
    for sql in [PAYMENTS, REFUNDS] {
        let mut after = String::new();
        loop {
            let page = fetch_all!(conn, SoldRow, sql, &merchant, scope.livemode(), &after, AT_ONCE)?;
            let Some(last) = page.last() else { break };
            after.clone_from(&last.id);
            for row in page {
                let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
                let sold = sold(&row.products)?;
                let each = if sql == PAYMENTS {
                    ProductSums::of_payment(row.amount, row.refunded, &sold)
                } else {
                    ProductSums::of_refund(row.amount, &sold)
                };
                goods.add(Timestamp::from_micros(row.at), currency, each);
            }
        }
    }
    Ok(goods)
}
