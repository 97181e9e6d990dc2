//! Orders: what a payment was for.

use clientele_domain::id::CustomerId;
use clientele_domain::money::Amount;
use clientele_domain::payment::{Order, OrderStatus};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::Conn;
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: String,
    number: String,
    status: String,
    amount: i64,
    currency: String,
    description: String,
    created_at: i64,
}

const INSERT: &str = "
    INSERT INTO orders (merchant_id, livemode, id, customer_id, number, status, amount, currency, description, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// A new order.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, order: &Order) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        order.id.to_string(),
        customer.to_string(),
        &order.number,
        order.status.as_str(),
        order.amount.minor,
        order.amount.currency.code(),
        &order.description,
        order.created_at.micros(),
    )?;
    Ok(())
}

const OF_CUSTOMER: &str = "
    SELECT id, number, status, amount, currency, description, created_at FROM orders
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ORDER BY created_at DESC, id DESC LIMIT $4";

/// A customer's orders, newest first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, limit: i64) -> Result<Vec<Order>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, OrderRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(|row| {
            let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
            Ok(Order {
                id: row.id.parse().map_err(|_| unreadable("order id", &row.id))?,
                number: row.number,
                amount: Amount { minor: row.amount, currency },
                status: OrderStatus::parse(&row.status).ok_or_else(|| unreadable("order status", &row.status))?,
                description: row.description,
                created_at: Timestamp::from_micros(row.created_at),
            })
        })
        .collect()
}
