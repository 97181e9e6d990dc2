//! Products.

use clientele_domain::catalog::Product;
use clientele_domain::id::ProductId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Arg, Conn, Statement};
use crate::customers::{metadata, metadata_text};
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct ProductRow {
    id: String,
    name: String,
    description: String,
    active: bool,
    metadata: String,
    created_at: i64,
    updated_at: i64,
    version: i64,
}

impl TryFrom<ProductRow> for Product {
    type Error = crate::Error;
    fn try_from(row: ProductRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("product id", &row.id))?,
            name: row.name,
            description: row.description,
            active: row.active,
            metadata: metadata(&row.metadata)?,
            created_at: Timestamp::from_micros(row.created_at),
            updated_at: Timestamp::from_micros(row.updated_at),
            version: row.version,
        })
    }
}

macro_rules! columns {
    () => {
        "id, name, description, active, metadata, created_at, updated_at, version"
    };
}

const INSERT: &str = "
    INSERT INTO products (
        merchant_id, livemode, id, name, description, active, metadata, created_at, updated_at, version
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";

/// A new product.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, product: &Product) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        product.id.to_string(),
        &product.name,
        &product.description,
        product.active,
        metadata_text(&product.metadata)?,
        product.created_at.micros(),
        product.updated_at.micros(),
        product.version,
    )?;
    Ok(())
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM products WHERE merchant_id = $1 AND livemode = $2 AND id = $3");
const LOCK_POSTGRES: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM products WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR NO KEY UPDATE"
);

/// One product.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: ProductId) -> Result<Option<Product>> {
    fetch_optional!(conn, ProductRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// The same, and nobody else may change it until this transaction has ended.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: ProductId) -> Result<Option<Product>> {
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, ProductRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(TryInto::try_into)
        .transpose()
}

/// Products, or only those that are sold or archived, newest first, beginning after the one with the id `after`.
pub async fn page(
    conn: &mut Conn<'_>,
    scope: Scope,
    active: Option<bool>,
    after: Option<ProductId>,
    limit: i64,
) -> Result<Vec<Product>> {
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM products"));
    statement.scope(scope);
    if let Some(active) = active {
        statement.push(" AND active = ");
        statement.bind(Arg::Bool(active));
    }
    statement.after_id(after);
    statement.push(" ORDER BY id DESC LIMIT ");
    statement.bind(Arg::Int(limit));
    fetch_statement!(conn, ProductRow, statement)?.into_iter().map(TryInto::try_into).collect()
}

const UPDATE: &str = "
    UPDATE products SET name = $4, description = $5, active = $6, metadata = $7, updated_at = $8, version = $9
    WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// Writes what can be changed of a product, with its version.
pub async fn update(conn: &mut Conn<'_>, scope: Scope, product: &Product) -> Result<()> {
    execute!(
        conn,
        UPDATE,
        scope.merchant.to_string(),
        scope.livemode(),
        product.id.to_string(),
        &product.name,
        &product.description,
        product.active,
        metadata_text(&product.metadata)?,
        product.updated_at.micros(),
        product.version,
    )?;
    Ok(())
}

/// What these products are called, in no order.
pub async fn names(conn: &mut Conn<'_>, scope: Scope, ids: &[ProductId]) -> Result<Vec<(String, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push("SELECT id, name FROM products");
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(ids);
    statement.push(")");
    Ok(fetch_statement!(conn, (String, String), statement)?)
}
