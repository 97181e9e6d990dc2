//! What a customer paid by currency and month.

use clientele_domain::id::CustomerId;
use clientele_domain::money::Currency;
use clientele_domain::rules::Zone;
use clientele_domain::scope::Scope;
use clientele_domain::standing::{Month, MonthPaid, Standing};
use clientele_domain::time::Timestamp;

use super::month_of;
use crate::bulk::rows::{Value, insert as insert_rows, values};
use crate::conn::Conn;
use crate::error::{Error, Result, unreadable};

/// What is kept of a customer, and what is needed to change it.
pub(crate) struct Kept {
    /// The number of the customer's row.
    pub seq: i64,
    /// The customer.
    pub standing: Standing,
    /// The merchant's currency.
    pub own: Currency,
    /// The merchant's calendar.
    pub zone: Zone,
}

type Row = (i64, bool, String, String, Option<String>, Option<i64>, Option<i64>, Option<i64>, Option<i64>);

const KEPT: &str = "
    SELECT c.seq, c.deleted_at IS NULL,
        (SELECT currency FROM merchants WHERE id = $1), (SELECT time_zone FROM merchants WHERE id = $1),
        m.currency, m.month, m.gross, m.refunded, m.payment_count
    FROM customers c
    LEFT JOIN customer_months m ON m.merchant_id = c.merchant_id AND m.livemode = c.livemode AND m.customer_id = c.id
    WHERE c.merchant_id = $1 AND c.livemode = $2 AND c.id = $3";

/// What is kept of a customer; nothing when there is no such customer.
pub(crate) async fn kept(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Option<Kept>> {
    let rows = fetch_all!(conn, Row, KEPT, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    let Some((seq, present, own, zone, ..)) = rows.first() else { return Ok(None) };
    let (own, zone) = place(own, zone)?;
    let (seq, present) = (*seq, *present);
    let mut months = Vec::with_capacity(rows.len());
    for (_, _, _, _, currency, month, gross, refunded, payments) in rows {
        if let (Some(currency), Some(month)) = (currency, month) {
            months.push(MonthPaid {
                currency: currency.parse().map_err(|_| unreadable("currency", &currency))?,
                month: Month(month),
                gross: gross.unwrap_or_default(),
                refunded: refunded.unwrap_or_default(),
                payments: payments.unwrap_or_default(),
            });
        }
    }
    Ok(Some(Kept { seq, standing: Standing { months, present }, own, zone }))
}

/// A merchant's currency and calendar from their stored form.
pub(crate) fn place(currency: &str, zone: &str) -> Result<(Currency, Zone)> {
    let own = currency.parse().map_err(|_| unreadable("currency", currency))?;
    Ok((own, Zone::named(zone).map_err(Error::Broken)?))
}

const ADD: &str = "
    INSERT INTO customer_months (
        merchant_id, livemode, customer_id, currency, month, gross, refunded, payment_count
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
    ON CONFLICT (merchant_id, livemode, customer_id, currency, month) DO UPDATE SET
        gross = customer_months.gross + excluded.gross,
        refunded = customer_months.refunded + excluded.refunded,
        payment_count = customer_months.payment_count + excluded.payment_count";

/// Adds to a month.
pub(super) async fn add(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, more: MonthPaid) -> Result<()> {
    execute!(
        conn,
        ADD,
        scope.merchant.to_string(),
        scope.livemode(),
        customer.to_string(),
        more.currency.code(),
        more.month.0,
        more.gross,
        more.refunded,
        more.payments,
    )?;
    Ok(())
}

const CLEAR: &str = "DELETE FROM customer_months WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// Forgets all months of a customer.
pub(super) async fn clear(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<()> {
    execute!(conn, CLEAR, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    Ok(())
}

const INSERT: &str = "
    INSERT INTO customer_months (
        merchant_id, livemode, customer_id, currency, month, gross, refunded, payment_count
    ) VALUES ";

/// Notes the months of a customer of whom nothing is noted.
pub(super) async fn insert(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    months: &[MonthPaid],
) -> Result<()> {
    insert_all(conn, scope, &[(customer, months)]).await
}

/// The same of many customers.
pub(crate) async fn insert_all(
    conn: &mut Conn<'_>,
    scope: Scope,
    customers: &[(CustomerId, &[MonthPaid])],
) -> Result<()> {
    let merchant = scope.merchant.to_string();
    let mut rows = Vec::new();
    for (customer, months) in customers {
        let mut months: Vec<&MonthPaid> = months.iter().collect();
        months.sort_by_key(|paid| (paid.currency, paid.month));
        for paid in months {
            rows.push(values! {
                merchant.as_str(), scope.livemode(), customer.to_string(), paid.currency.code().to_owned(), paid.month.0,
                paid.gross, paid.refunded, paid.payments,
            });
        }
    }
    insert_rows(conn, INSERT, rows).await
}

const PAYMENTS: &str = "
    SELECT currency, occurred_at, amount, refunded FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
        AND status IN ('succeeded', 'partially_refunded', 'refunded')";

/// The customer as the payments have it.
pub(super) async fn recomputed(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    kept: &Kept,
) -> Result<Standing> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let paid = fetch_all!(conn, (String, i64, i64, i64), PAYMENTS, merchant, scope.livemode(), customer)?;
    let mut payments = Vec::with_capacity(paid.len());
    for (currency, at, amount, refunded) in paid {
        let currency = currency.parse().map_err(|_| unreadable("currency", &currency))?;
        payments.push((currency, Timestamp::from_micros(at), amount, refunded));
    }
    Ok(Standing { months: of_payments(&payments, &kept.zone), present: kept.standing.present })
}

/// The months of payments, each with its currency, moment, amount and what was given back.
pub(crate) fn of_payments(payments: &[(Currency, Timestamp, i64, i64)], zone: &Zone) -> Vec<MonthPaid> {
    let months = payments.iter().map(|(currency, at, gross, refunded)| MonthPaid {
        currency: *currency,
        month: month_of(zone, *at),
        gross: *gross,
        refunded: *refunded,
        payments: 1,
    });
    months.fold(Standing::default(), Standing::with).months
}
