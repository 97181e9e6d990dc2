//! Customers: one row each, with what people write, what is maintained, and what the search reads.

mod compile;
mod glance;
pub mod list;
pub mod merged;
mod months;
mod row;
pub mod search;
pub mod tags;
mod way;
pub mod write;

use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::query::Query;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Conn, Statement};
use crate::error::{Result, unreadable};
pub use row::Found;
use row::{CustomerRow, columns};
pub(crate) use row::{address_text, maybe_customer, metadata, metadata_text};

/// Adds an expression that is true of the rows of customers, by this name, that a query lets through, and false of all others.
pub(crate) fn expression(statement: &mut Statement, conn: &Conn<'_>, scope: Scope, alias: &'static str, query: &Query) {
    compile::Compiler::of(scope, alias, conn).push(statement, query);
}

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// The customer with this id, or its tombstone. An id that was merged leads to the customer it was merged into.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: CustomerId) -> Result<Option<Found>> {
    followed(conn, scope, id, BY_ID).await
}

/// Goes from a merged record to the one that stays, of which nobody is merged into another: one step, or two when that one
/// was merged at this very moment.
async fn followed(conn: &mut Conn<'_>, scope: Scope, id: CustomerId, sql: &'static str) -> Result<Option<Found>> {
    let mut id = id.to_string();
    loop {
        let row = fetch_optional!(conn, CustomerRow, sql, scope.merchant.to_string(), scope.livemode(), &id)?;
        match row {
            Some(row) if !row.merged_into.is_empty() => id = row.merged_into,
            row => return row.map(Found::try_from).transpose(),
        }
    }
}

const SURVIVOR: &str = "SELECT merged_into FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// The id that stands for this one: its own, unless it was merged. Whether it is anybody's is not looked at.
pub async fn survivor(conn: &mut Conn<'_>, scope: Scope, id: CustomerId) -> Result<CustomerId> {
    let (merchant, text) = (scope.merchant.to_string(), id.to_string());
    match fetch_optional!(conn, (String,), SURVIVOR, merchant, scope.livemode(), text)? {
        Some((into,)) if !into.is_empty() => into.parse().map_err(|_| unreadable("customer id", &into)),
        _ => Ok(id),
    }
}

/// Those of these ids that were merged, each with the id that stands for it.
pub async fn survivors(conn: &mut Conn<'_>, scope: Scope, ids: &[CustomerId]) -> Result<Vec<(CustomerId, CustomerId)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push("SELECT id, merged_into FROM customers");
    statement.scope(scope);
    statement.push(" AND merged_into <> '' AND id IN (");
    statement.list(ids);
    statement.push(")");
    let id = |text: &str| text.parse().map_err(|_| unreadable("customer id", text));
    let rows = fetch_statement!(conn, (String, String), statement)?;
    rows.iter().map(|(merged, into)| Ok((id(merged)?, id(into)?))).collect()
}

/// The customers with these ids that are not deleted, in the order given.
pub async fn by_ids(conn: &mut Conn<'_>, scope: Scope, ids: &[CustomerId]) -> Result<Vec<Customer>> {
    let mut customers = among(conn, scope, ids, ")").await?;
    customers.sort_by_key(|customer| ids.iter().position(|id| *id == customer.id));
    Ok(customers)
}

/// Those of these customers who are there; `end` closes the list of ids and may say more.
async fn among(conn: &mut Conn<'_>, scope: Scope, ids: &[CustomerId], end: &str) -> Result<Vec<Customer>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM customers"));
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(ids);
    statement.push(end);
    let rows = fetch_statement!(conn, CustomerRow, statement)?;
    let found: Result<Vec<Found>> = rows.into_iter().map(TryInto::try_into).collect();
    Ok(found?.into_iter().filter_map(Found::present).collect())
}

const LOCK_POSTGRES: &str =
    concat!("SELECT ", columns!(), " FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR UPDATE");

/// The same, and nobody else may change it until this transaction has ended.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: CustomerId) -> Result<Option<Found>> {
    // SQLite's writer is alone from the first statement on.
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    followed(conn, scope, id, sql).await
}

/// Those of these customers who are there, held until this transaction has ended, in one order everywhere.
pub async fn hold(conn: &mut Conn<'_>, scope: Scope, ids: &[CustomerId]) -> Result<Vec<Customer>> {
    let end = conn.pick(")", ") ORDER BY id FOR UPDATE");
    among(conn, scope, ids, end).await
}

const BY_EXTERNAL_ID: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND external_id = $3 AND external_id <> '' AND deleted_at IS NULL"
);

const BY_MERGED_EXTERNAL_ID: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM customers WHERE merchant_id = $1 AND livemode = $2 AND deleted_at IS NULL AND id = (
        SELECT merged_into FROM customers
        WHERE merchant_id = $1 AND livemode = $2 AND external_id = $3 AND external_id <> '' AND merged_into <> ''
        ORDER BY seq LIMIT 1
    )"
);

/// The customer with this external id, or the one into whom its owner was merged.
pub async fn by_external_id(conn: &mut Conn<'_>, scope: Scope, external_id: &str) -> Result<Option<Customer>> {
    let merchant = scope.merchant.to_string();
    let row = fetch_optional!(conn, CustomerRow, BY_EXTERNAL_ID, &merchant, scope.livemode(), external_id)?;
    let row = match row {
        None if !external_id.is_empty() => {
            fetch_optional!(conn, CustomerRow, BY_MERGED_EXTERNAL_ID, merchant, scope.livemode(), external_id)?
        }
        row => row,
    };
    Ok(row.map(Found::try_from).transpose()?.and_then(Found::present))
}

const BY_EMAIL: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND email = $3 AND email <> '' AND deleted_at IS NULL
    ORDER BY CASE kind WHEN 'registered' THEN 0 ELSE 1 END, seq LIMIT 1"
);

/// The customer with this email (lower case): registered before guest, older before younger.
pub async fn by_email(conn: &mut Conn<'_>, scope: Scope, email: &str) -> Result<Option<Customer>> {
    let row = fetch_optional!(conn, CustomerRow, BY_EMAIL, scope.merchant.to_string(), scope.livemode(), email)?;
    Ok(row.map(Found::try_from).transpose()?.and_then(Found::present))
}

const BY_DID: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND did = $3 AND did <> '' AND deleted_at IS NULL
    ORDER BY seq LIMIT 1"
);

/// The customer with this DID: the oldest, should there be several.
pub async fn by_did(conn: &mut Conn<'_>, scope: Scope, did: &str) -> Result<Option<Customer>> {
    let row = fetch_optional!(conn, CustomerRow, BY_DID, scope.merchant.to_string(), scope.livemode(), did)?;
    Ok(row.map(Found::try_from).transpose()?.and_then(Found::present))
}

const SEQ: &str = "SELECT seq FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id = $3";

/// The number of the row, in the order of recording.
pub async fn seq(conn: &mut Conn<'_>, scope: Scope, id: CustomerId) -> Result<Option<i64>> {
    let row = fetch_optional!(conn, (i64,), SEQ, scope.merchant.to_string(), scope.livemode(), id.to_string())?;
    Ok(row.map(|(seq,)| seq))
}

/// When a tombstone was set, for those who ask for a deleted customer.
impl Found {
    /// The customer, unless it was deleted.
    pub fn present(self) -> Option<Customer> {
        match self {
            Self::Present(customer) => Some(*customer),
            Self::Deleted { .. } => None,
        }
    }

    /// When it was deleted, if it was.
    pub fn deleted_at(&self) -> Option<Timestamp> {
        match self {
            Self::Present(_) => None,
            Self::Deleted { at } => Some(*at),
        }
    }
}
