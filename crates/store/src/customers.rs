//! Customers: one row each, with what people write, what is maintained, and what the search reads.

pub mod list;
mod row;
pub mod search;
pub mod tags;
pub mod write;

use clientele_domain::customer::Customer;
use clientele_domain::id::CustomerId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Conn, Statement};
use crate::error::Result;
pub use row::Found;
use row::{CustomerRow, columns};
pub(crate) use row::{address_text, metadata, metadata_text};

const BY_ID: &str =
    concat!("SELECT ", columns!(), " FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id = $3");

/// The customer with this id, or its tombstone.
pub async fn by_id(conn: &mut Conn<'_>, scope: Scope, id: CustomerId) -> Result<Option<Found>> {
    fetch_optional!(conn, CustomerRow, BY_ID, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(Found::try_from)
        .transpose()
}

/// The customers with these ids that are not deleted, in the order given.
pub async fn by_ids(conn: &mut Conn<'_>, scope: Scope, ids: &[CustomerId]) -> Result<Vec<Customer>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut statement = Statement::default();
    statement.push(concat!("SELECT ", columns!(), " FROM customers"));
    statement.scope(scope);
    statement.push(" AND id IN (");
    statement.list(ids);
    statement.push(")");
    let rows = fetch_statement!(conn, CustomerRow, statement)?;
    let found: Result<Vec<Found>> = rows.into_iter().map(TryInto::try_into).collect();
    let mut customers: Vec<Customer> = found?.into_iter().filter_map(Found::present).collect();
    customers.sort_by_key(|customer| ids.iter().position(|id| *id == customer.id));
    Ok(customers)
}

const LOCK_POSTGRES: &str =
    concat!("SELECT ", columns!(), " FROM customers WHERE merchant_id = $1 AND livemode = $2 AND id = $3 FOR UPDATE");

/// The same, and nobody else may change it until this transaction has ended.
pub async fn lock(conn: &mut Conn<'_>, scope: Scope, id: CustomerId) -> Result<Option<Found>> {
    // SQLite's writer is alone from the first statement on.
    let sql = conn.pick(BY_ID, LOCK_POSTGRES);
    fetch_optional!(conn, CustomerRow, sql, scope.merchant.to_string(), scope.livemode(), id.to_string())?
        .map(Found::try_from)
        .transpose()
}

const BY_EXTERNAL_ID: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM customers
    WHERE merchant_id = $1 AND livemode = $2 AND external_id = $3 AND external_id <> '' AND deleted_at IS NULL"
);

/// The customer with this external id.
pub async fn by_external_id(conn: &mut Conn<'_>, scope: Scope, external_id: &str) -> Result<Option<Customer>> {
    let row =
        fetch_optional!(conn, CustomerRow, BY_EXTERNAL_ID, scope.merchant.to_string(), scope.livemode(), external_id)?;
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
