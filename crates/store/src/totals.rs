//! Maintained totals of customers and of payment links, kept in the transaction of the payment they tell of.

use std::collections::HashMap;

use clientele_domain::catalog::Paid;
use clientele_domain::id::CustomerId;
use clientele_domain::money::{Amount, Currency};
use clientele_domain::payment::{Order, Payment, Totals};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Conn, Statement};
use crate::error::{Result, unreadable};
use crate::{figures, links};

const BY_CURRENCY: &str = "
    INSERT INTO customer_totals (
        merchant_id, livemode, customer_id, currency, spent, refunded, payment_count, first_payment_at, last_payment_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, 1, $7, $7)
    ON CONFLICT (merchant_id, livemode, customer_id, currency) DO UPDATE SET
        spent = customer_totals.spent + excluded.spent,
        refunded = customer_totals.refunded + excluded.refunded,
        payment_count = customer_totals.payment_count + 1,
        first_payment_at = CASE WHEN customer_totals.payment_count = 0
            OR excluded.first_payment_at < customer_totals.first_payment_at
            THEN excluded.first_payment_at ELSE customer_totals.first_payment_at END,
        last_payment_at = CASE WHEN excluded.last_payment_at > customer_totals.last_payment_at
            THEN excluded.last_payment_at ELSE customer_totals.last_payment_at END";

const OF_ALL: &str = "
    UPDATE customers SET
        order_count = order_count + $7,
        payment_count = payment_count + $4,
        spent = spent + $5,
        first_payment_at = CASE WHEN $4 = 0 OR first_payment_at <= $6 THEN first_payment_at ELSE $6 END,
        last_payment_at = CASE WHEN $4 = 0 OR last_payment_at >= $6 THEN last_payment_at ELSE $6 END
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Counts a new payment with its new order, for whoever paid. `own` is the merchant's currency, in which customers are compared.
pub async fn payment_recorded(conn: &mut Conn<'_>, scope: Scope, payment: &Payment, own: Currency) -> Result<()> {
    count(conn, scope, payment, own, 1).await
}

/// Counts a payment that was pending until now; its order is counted already.
pub async fn payment_settled(conn: &mut Conn<'_>, scope: Scope, payment: &Payment, own: Currency) -> Result<()> {
    count(conn, scope, payment, own, 0).await
}

const ORDERED: &str =
    "UPDATE customers SET order_count = order_count + 1 WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Counts an order of which nothing is to be paid.
pub async fn order_recorded(conn: &mut Conn<'_>, scope: Scope, order: &Order) -> Result<()> {
    if let Some(customer) = order.customer {
        execute!(conn, ORDERED, scope.merchant.to_string(), scope.livemode(), customer.to_string())?;
    }
    Ok(())
}

async fn count(conn: &mut Conn<'_>, scope: Scope, payment: &Payment, own: Currency, orders: i64) -> Result<()> {
    if let Some(customer) = payment.customer {
        count_of(conn, scope, customer, payment, own, orders).await?;
    }
    figures::paid(conn, scope, payment).await?;
    // A link is everybody's: it is held for as short as can be.
    match payment.link() {
        Some(link) if payment.status.was_paid() => {
            links::paid(conn, scope, link, Paid { amount: payment.amount, payments: 1 }).await
        }
        _ => Ok(()),
    }
}

async fn count_of(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    payment: &Payment,
    own: Currency,
    orders: i64,
) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    let paid = payment.status.was_paid();
    if paid {
        execute!(
            conn,
            BY_CURRENCY,
            &merchant,
            scope.livemode(),
            &customer,
            payment.amount.currency.code(),
            payment.amount.minor,
            payment.refunded,
            payment.occurred_at.micros(),
        )?;
    }
    let in_own = if paid && payment.amount.currency == own { payment.amount.minor } else { 0 };
    execute!(
        conn,
        OF_ALL,
        merchant,
        scope.livemode(),
        customer,
        i64::from(paid),
        in_own,
        payment.occurred_at.micros(),
        orders,
    )?;
    Ok(())
}

const REFUNDED: &str = "
    UPDATE customer_totals SET refunded = refunded + $5
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3 AND currency = $4";

/// Counts an amount that was given back to a customer.
pub async fn refunded(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, amount: Amount) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    execute!(conn, REFUNDED, merchant, scope.livemode(), customer, amount.currency.code(), amount.minor)?;
    Ok(())
}

const ADD: &str = "
    INSERT INTO customer_totals (
        merchant_id, livemode, customer_id, currency, spent, refunded, balance, payment_count, first_payment_at,
        last_payment_at
    )
    SELECT merchant_id, livemode, $4, currency, spent, refunded, balance, payment_count, first_payment_at, last_payment_at
    FROM customer_totals WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ON CONFLICT (merchant_id, livemode, customer_id, currency) DO UPDATE SET
        spent = customer_totals.spent + excluded.spent,
        refunded = customer_totals.refunded + excluded.refunded,
        balance = customer_totals.balance + excluded.balance,
        payment_count = customer_totals.payment_count + excluded.payment_count,
        first_payment_at = CASE
            WHEN excluded.payment_count = 0 THEN customer_totals.first_payment_at
            WHEN customer_totals.payment_count = 0 OR excluded.first_payment_at < customer_totals.first_payment_at
            THEN excluded.first_payment_at ELSE customer_totals.first_payment_at END,
        last_payment_at = CASE WHEN excluded.last_payment_at > customer_totals.last_payment_at
            THEN excluded.last_payment_at ELSE customer_totals.last_payment_at END";
const CLEAR: &str = "DELETE FROM customer_totals WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3";

/// Adds one customer's totals to another's, with whose payments they go.
pub(crate) async fn add(conn: &mut Conn<'_>, scope: Scope, from: CustomerId, to: CustomerId) -> Result<()> {
    let (merchant, from) = (scope.merchant.to_string(), from.to_string());
    execute!(conn, ADD, &merchant, scope.livemode(), &from, to.to_string())?;
    execute!(conn, CLEAR, merchant, scope.livemode(), from)?;
    Ok(())
}

const RECOUNT: &str = "
    INSERT INTO customer_totals (
        merchant_id, livemode, customer_id, currency, spent, refunded, payment_count, first_payment_at, last_payment_at
    )
    SELECT merchant_id, livemode, customer_id, currency, CAST(SUM(amount) AS BIGINT), CAST(SUM(refunded) AS BIGINT),
        COUNT(*), MIN(occurred_at), MAX(occurred_at)
    FROM payments
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
        AND status IN ('succeeded', 'partially_refunded', 'refunded')
    GROUP BY merchant_id, livemode, customer_id, currency";

const RECOUNT_BALANCE: &str = "
    INSERT INTO customer_totals (
        merchant_id, livemode, customer_id, currency, spent, refunded, balance, payment_count, first_payment_at,
        last_payment_at
    )
    SELECT merchant_id, livemode, customer_id, currency, 0, 0, CAST(SUM(amount) AS BIGINT), 0, 0, 0
    FROM balance_transactions
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    GROUP BY merchant_id, livemode, customer_id, currency
    ON CONFLICT (merchant_id, livemode, customer_id, currency) DO UPDATE SET balance = excluded.balance";

const RECOUNT_OF_ALL: &str = "
    UPDATE customers SET
        spent = COALESCE((
            SELECT t.spent FROM customer_totals t WHERE t.merchant_id = $1 AND t.livemode = $2 AND t.customer_id = $3
                AND t.currency = $4
        ), 0),
        (payment_count, first_payment_at, last_payment_at) = (
            SELECT CAST(COALESCE(SUM(t.payment_count), 0) AS BIGINT), MIN(t.first_payment_at), MAX(t.last_payment_at)
            FROM customer_totals t
            WHERE t.merchant_id = $1 AND t.livemode = $2 AND t.customer_id = $3 AND t.payment_count > 0
        ),
        (invoice_count, overdue_count, delinquent) = (
            SELECT CAST(COALESCE(SUM(CASE WHEN i.number > 0 THEN 1 ELSE 0 END), 0) AS BIGINT),
                CAST(COALESCE(SUM(CASE WHEN i.overdue AND i.status = 'open' THEN 1 ELSE 0 END), 0) AS BIGINT),
                COALESCE(SUM(CASE WHEN i.status = 'uncollectible' OR i.overdue AND i.status = 'open' THEN 1 ELSE 0 END), 0)
                    > 0
            FROM invoices i WHERE i.merchant_id = $1 AND i.livemode = $2 AND i.customer_id = $3
        ),
        order_count = (
            SELECT COUNT(*) FROM orders o WHERE o.merchant_id = $1 AND o.livemode = $2 AND o.customer_id = $3
        )
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Works a customer's figures out of the payments, orders, credit and invoices anew, after some of them went to somebody else.
pub(crate) async fn recount(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, own: Currency) -> Result<()> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    execute!(conn, CLEAR, &merchant, scope.livemode(), &customer)?;
    execute!(conn, RECOUNT, &merchant, scope.livemode(), &customer)?;
    execute!(conn, RECOUNT_BALANCE, &merchant, scope.livemode(), &customer)?;
    execute!(conn, RECOUNT_OF_ALL, merchant, scope.livemode(), customer, own.code())?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct TotalsRow {
    customer_id: String,
    currency: String,
    spent: i64,
    refunded: i64,
    balance: i64,
    payment_count: i64,
    first_payment_at: i64,
    last_payment_at: i64,
}

impl TryFrom<TotalsRow> for Totals {
    type Error = crate::Error;
    fn try_from(row: TotalsRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        Ok(Self {
            spent: Amount { minor: row.spent, currency },
            refunded: row.refunded,
            balance: row.balance,
            payments: row.payment_count,
            first_payment_at: Timestamp::from_micros(row.first_payment_at),
            last_payment_at: Timestamp::from_micros(row.last_payment_at),
        })
    }
}

const OF_CUSTOMER: &str = "
    SELECT customer_id, currency, spent, refunded, balance, payment_count, first_payment_at, last_payment_at
    FROM customer_totals
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ORDER BY payment_count DESC, currency";

/// A customer's figures, one row a currency, the most used first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Vec<Totals>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, TotalsRow, OF_CUSTOMER, merchant, scope.livemode(), customer)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

/// The figures of several customers, by id as text; those of each in the same order.
pub async fn of_customers(
    conn: &mut Conn<'_>,
    scope: Scope,
    customers: &[CustomerId],
) -> Result<HashMap<String, Vec<Totals>>> {
    let mut found: HashMap<String, Vec<Totals>> = HashMap::new();
    if customers.is_empty() {
        return Ok(found);
    }
    let mut statement = Statement::default();
    statement.push(
        "SELECT customer_id, currency, spent, refunded, balance, payment_count, first_payment_at, last_payment_at
        FROM customer_totals",
    );
    statement.scope(scope);
    statement.push(" AND customer_id IN (");
    statement.list(customers);
    statement.push(") ORDER BY customer_id, payment_count DESC, currency");
    for row in fetch_statement!(conn, TotalsRow, statement)? {
        found.entry(row.customer_id.clone()).or_default().push(row.try_into()?);
    }
    Ok(found)
}
