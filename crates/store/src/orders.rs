//! Orders: what a payment was for.

use clientele_domain::id::{CustomerId, OrderId};
use clientele_domain::money::Amount;
use clientele_domain::payment::{Order, OrderStatus};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::customers::maybe_customer;
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct OrderRow {
    id: String,
    customer_id: Option<String>,
    number: String,
    status: String,
    amount: i64,
    currency: String,
    description: String,
    created_at: i64,
}

impl TryFrom<OrderRow> for Order {
    type Error = crate::Error;
    fn try_from(row: OrderRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("order id", &row.id))?,
            customer: maybe_customer(row.customer_id)?,
            number: row.number,
            amount: Amount { minor: row.amount, currency },
            status: OrderStatus::parse(&row.status).ok_or_else(|| unreadable("order status", &row.status))?,
            description: row.description,
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

macro_rules! columns {
    () => {
        "id, customer_id, number, status, amount, currency, description, created_at"
    };
}

const INSERT: &str = "
    INSERT INTO orders (merchant_id, livemode, id, customer_id, number, status, amount, currency, description, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// A new order.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, order: &Order) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        order.id.to_string(),
        order.customer.map(|id| id.to_string()),
        &order.number,
        order.status.as_str(),
        order.amount.minor,
        order.amount.currency.code(),
        &order.description,
        order.created_at.micros(),
    )?;
    Ok(())
}

const OF_CUSTOMER: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM orders
    WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ORDER BY created_at DESC, id DESC LIMIT $4"
);

/// A customer's orders, newest first.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, limit: i64) -> Result<Vec<Order>> {
    let (merchant, customer) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, OrderRow, OF_CUSTOMER, merchant, scope.livemode(), customer, limit)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

const BY_ID: &str = concat!("SELECT ", columns!(), " FROM orders WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// One order.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: OrderId) -> Result<Option<Order>> {
    fetch_optional!(conn, OrderRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Orders of everybody or of one customer, those recorded last first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: Option<CustomerId>,
    after: Option<OrderId>,
    limit: i64,
) -> Result<Vec<Order>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM orders"));
    statement.scope(scope);
    if let Some(customer) = customer {
        statement.push(" AND customer_id = ");
        statement.bind(Arg::Text(customer.to_string()));
    }
    statement.after_id(after);
    statement.newest_first(conn, customer.is_some());
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, OrderRow, statement)?.into_iter().map(TryInto::try_into).collect()
}
