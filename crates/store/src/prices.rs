//! Prices, each told with its product.

use clientele_domain::catalog::{Interval, Price, Recurring};
use clientele_domain::id::{PriceId, ProductId};
use clientele_domain::money::Amount;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::customers::{metadata, metadata_text};
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct PriceRow {
    id: String,
    product_id: String,
    name: String,
    product_active: bool,
    amount: i64,
    currency: String,
    recurs_every: String,
    recurs_count: i64,
    active: bool,
    metadata: String,
    created_at: i64,
    updated_at: i64,
    version: i64,
}

impl TryFrom<PriceRow> for Price {
    type Error = crate::Error;
    fn try_from(row: PriceRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(|_| unreadable("currency", &row.currency))?;
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("price id", &row.id))?,
            product: row.product_id.parse().map_err(|_| unreadable("product id", &row.product_id))?,
            product_name: row.name,
            product_active: row.product_active,
            amount: Amount { minor: row.amount, currency },
            recurring: recurring(&row.recurs_every, row.recurs_count)?,
            active: row.active,
            metadata: metadata(&row.metadata)?,
            created_at: Timestamp::from_micros(row.created_at),
            updated_at: Timestamp::from_micros(row.updated_at),
            version: row.version,
        })
    }
}

fn recurring(interval: &str, count: i64) -> Result<Option<Recurring>> {
    if interval.is_empty() {
        return Ok(None);
    }
    let interval = Interval::parse(interval).ok_or_else(|| unreadable("interval", interval))?;
    Ok(Some(Recurring { interval, count }))
}

/// A price with its product's name.
macro_rules! select {
    ($($rest:literal),* $(,)?) => {
        concat!(
            "SELECT p.id, p.product_id, o.name, o.active AS product_active, p.amount, p.currency, p.recurs_every,
        p.recurs_count, p.active, p.metadata, p.created_at, p.updated_at, p.version
    FROM prices p
    JOIN products o ON o.merchant_id = p.merchant_id AND o.livemode = p.livemode AND o.id = p.product_id
    WHERE p.merchant_id = ",
            $($rest),*
        )
    };
}

const INSERT: &str = "
    INSERT INTO prices (
        merchant_id, livemode, id, product_id, amount, currency, recurs_every, recurs_count, active, metadata, created_at,
        updated_at, version
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";

/// A new price of a product that exists.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, price: &Price) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        price.id.to_string(),
        price.product.to_string(),
        price.amount.minor,
        price.amount.currency.code(),
        price.recurring.map_or("", |recurring| recurring.interval.as_str()),
        price.recurring.map_or(0, |recurring| recurring.count),
        price.active,
        metadata_text(&price.metadata)?,
        price.created_at.micros(),
        price.updated_at.micros(),
        price.version,
    )?;
    Ok(())
}

const BY_ID: &str = select!("$1 AND p.livemode = $2 AND p.id = $3");
const LOCK_POSTGRES: &str = select!("$1 AND p.livemode = $2 AND p.id = $3 FOR NO KEY UPDATE OF p");

/// One price.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: PriceId) -> Result<Option<Price>> {
    fetch_optional!(conn, PriceRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, and nobody else may change it until this transaction has ended.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: PriceId) -> Result<Option<Price>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, PriceRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The prices with these ids, in no order.
pub async fn by_ids(conn: &mut Conn<'_>, scope: Scope, ids: &[PriceId]) -> Result<Vec<Price>> {
    find(conn, scope, "p.id", ids).await
}

/// The prices of these products, newest first.
pub async fn of_products(conn: &mut Conn<'_>, scope: Scope, products: &[ProductId]) -> Result<Vec<Price>> {
    let mut found = find(conn, scope, "p.product_id", products).await?;
    found.sort_by_key(|price| std::cmp::Reverse(price.id));
    Ok(found)
}

async fn find(conn: &mut Conn<'_>, scope: Scope, column: &str, ids: &[impl ToString]) -> Result<Vec<Price>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = scoped(scope);
    statement.push(" AND ");
    statement.push(column);
    statement.push(" IN (");
    statement.list(ids);
    statement.push(")");
    fetch_statement!(conn, PriceRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

fn scoped(scope: Scope) -> Statement {
    let mut statement = Statement::default();
    statement.push(select!());
    statement.bind(Arg::Text(scope.merchant.to_string()));
    statement.push(" AND p.livemode = ");
    statement.bind(Arg::Bool(scope.livemode()));
    statement
}

/// Which prices a list shows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PriceFilter {
    /// Only of this product.
    pub product: Option<ProductId>,
    /// Only those that are not archived, or only those that are.
    pub active: Option<bool>,
}

/// Prices, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    filter: &PriceFilter,
    after: Option<PriceId>,
    limit: i64,
) -> Result<Vec<Price>> {
    let mut statement = scoped(scope);
    if let Some(product) = filter.product {
        statement.push(" AND p.product_id = ");
        statement.bind(Arg::Text(product.to_string()));
    }
    if let Some(active) = filter.active {
        statement.push(" AND p.active = ");
        statement.bind(Arg::Bool(active));
    }
    if let Some(after) = after {
        statement.push(" AND p.id < ");
        statement.bind(Arg::Text(after.to_string()));
    }
    // PostgreSQL reads in the order of the index only when all of it is named.
    statement.push(" ORDER BY p.merchant_id DESC, p.livemode DESC, p.id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, PriceRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const UPDATE: &str = "
    UPDATE prices SET active = $4, metadata = $5, updated_at = $6, version = $7
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Writes what can be changed of a price, with its version.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, price: &Price) -> Result<()> {
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        price.id.to_string(),
        price.active,
        metadata_text(&price.metadata)?,
        price.updated_at.micros(),
        price.version,
    )?;
    Ok(())
}
