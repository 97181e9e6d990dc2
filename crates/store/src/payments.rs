//! The ledger of payments.

use clientele_domain::id::CustomerId;
use clientele_domain::money::Amount;
use clientele_domain::payment::{Method, MethodKind, Payment, PaymentStatus, Source};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::customers::metadata_text;
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct PaymentRow {
    id: String,
    customer_id: String,
    order_id: String,
    number: String,
    amount: i64,
    refunded: i64,
    currency: String,
    status: String,
    method: String,
    brand: String,
    last4: String,
    source: String,
    source_description: String,
    occurred_at: i64,
}

impl TryFrom<PaymentRow> for Payment {
    type Error = crate::Error;
    fn try_from(row: PaymentRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("payment id", &row.id))?,
            customer: row.customer_id.parse().map_err(|_| unreadable("customer id", &row.customer_id))?,
            order: row.order_id.parse().map_err(|_| unreadable("order id", &row.order_id))?,
            order_number: row.number,
            amount: Amount { minor: row.amount, currency },
            refunded: row.refunded,
            status: PaymentStatus::parse(&row.status).ok_or_else(|| unreadable("payment status", &row.status))?,
            method: Method {
                kind: MethodKind::parse(&row.method).ok_or_else(|| unreadable("payment method", &row.method))?,
                brand: row.brand,
                last4: row.last4,
            },
            source: Source::parse(&row.source).ok_or_else(|| unreadable("source", &row.source))?,
            source_description: row.source_description,
            occurred_at: Timestamp::from_micros(row.occurred_at),
        })
    }
}

const INSERT: &str = "
    INSERT INTO payments (
        merchant_id, livemode, id, customer_id, order_id, amount, refunded, currency, status, method, brand, last4,
        source, source_description, metadata, occurred_at, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";

/// A new payment of an order that exists. The totals are the caller's next step.
pub async fn insert(
    conn: &mut Conn<'_>,
    scope: Scope,
    payment: &Payment,
    metadata: &[(String, String)],
    now: Timestamp,
) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        payment.id.to_string(),
        payment.customer.to_string(),
        payment.order.to_string(),
        payment.amount.minor,
        payment.refunded,
        payment.amount.currency.code(),
        payment.status.as_str(),
        payment.method.kind.as_str(),
        &payment.method.brand,
        &payment.method.last4,
        payment.source.as_str(),
        &payment.source_description,
        metadata_text(metadata)?,
        payment.occurred_at.micros(),
        now.micros(),
    )?;
    Ok(())
}

const OF_CUSTOMER: &str = "
    SELECT p.id, p.customer_id, p.order_id, o.number, p.amount, p.refunded, p.currency, p.status, p.method, p.brand,
        p.last4, p.source, p.source_description, p.occurred_at
    FROM payments p
    JOIN orders o ON o.merchant_id = p.merchant_id AND o.livemode = p.livemode AND o.id = p.order_id
    WHERE p.merchant_id = $1 AND p.livemode = $2 AND p.customer_id = $3
    ORDER BY p.occurred_at DESC, p.id DESC LIMIT $4";

/// A customer's payments, newest first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, limit: i64) -> Result<Vec<Payment>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, PaymentRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}
