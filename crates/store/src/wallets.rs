//! Wallets of customers.

use std::collections::HashMap;

use clientele_domain::customer::Wallet;
use clientele_domain::id::{CustomerId, WalletId};
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;

use crate::conn::{Conn, Statement};
use crate::error::{Result, unreadable};

#[derive(sqlx::FromRow)]
struct WalletRow {
    id: String,
    chain_id: i64,
    address: String,
    has_active_authorization: bool,
    authorization_type: String,
    transaction_hash: String,
    authorized_at: Option<i64>,
    created_at: i64,
}

#[derive(sqlx::FromRow)]
struct OwnedWalletRow {
    customer_id: String,
    #[sqlx(flatten)]
    wallet: WalletRow,
}

impl TryFrom<WalletRow> for Wallet {
    type Error = crate::Error;
    fn try_from(row: WalletRow) -> Result<Self> {
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("wallet id", &row.id))?,
            chain_id: row.chain_id,
            address: row.address,
            has_active_authorization: row.has_active_authorization,
            authorization_type: row.authorization_type,
            transaction_hash: row.transaction_hash,
            authorized_at: row.authorized_at.map(Timestamp::from_micros),
            created_at: Timestamp::from_micros(row.created_at),
        })
    }
}

const INSERT: &str = "
    INSERT INTO wallets (
        merchant_id, livemode, id, customer_id, chain_id, address, has_active_authorization, authorization_type,
        transaction_hash, authorized_at, created_at
    )
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

/// A new wallet. Errors: `Taken` when the customer has this address on this chain already.
pub async fn insert(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId, wallet: &Wallet) -> Result<()> {
    execute!(
        conn,
        INSERT,
        scope.merchant.to_string(),
        scope.livemode(),
        wallet.id.to_string(),
        customer.to_string(),
        wallet.chain_id,
        &wallet.address,
        wallet.has_active_authorization,
        &wallet.authorization_type,
        &wallet.transaction_hash,
        wallet.authorized_at.map(Timestamp::micros),
        wallet.created_at.micros(),
    )?;
    Ok(())
}

const OF_CUSTOMER: &str = "
    SELECT id, chain_id, address, has_active_authorization, authorization_type, transaction_hash, authorized_at, created_at
    FROM wallets WHERE merchant_id = $1 AND livemode = $2 AND customer_id = $3
    ORDER BY chain_id, address LIMIT 100";

/// A customer's wallets.
pub async fn of_customer(conn: &mut Conn<'_>, scope: Scope, customer: CustomerId) -> Result<Vec<Wallet>> {
    let (merchant, id) = (scope.merchant.to_string(), customer.to_string());
    fetch_all!(conn, WalletRow, OF_CUSTOMER, merchant, scope.livemode(), id)?
        .into_iter()
        .map(TryInto::try_into)
        .collect()
}

/// The wallets of several customers, by id as text.
pub async fn of_customers(
    conn: &mut Conn<'_>,
    scope: Scope,
    customers: &[CustomerId],
) -> Result<HashMap<String, Vec<Wallet>>> {
    let mut found: HashMap<String, Vec<Wallet>> = HashMap::new();
    if customers.is_empty() {
        return Ok(found);
    }
    let mut statement = Statement::default();
    statement.push(
        "SELECT customer_id, id, chain_id, address, has_active_authorization, authorization_type, transaction_hash,
            authorized_at, created_at
        FROM wallets",
    );
    statement.scope(scope);
    statement.push(" AND customer_id IN (");
    statement.list(customers);
    statement.push(") ORDER BY customer_id, chain_id, address");
    for owned in fetch_statement!(conn, OwnedWalletRow, statement)? {
        found.entry(owned.customer_id).or_default().push(owned.wallet.try_into()?);
    }
    Ok(found)
}

const DELETE: &str = "
    DELETE FROM wallets WHERE merchant_id = $1 AND livemode = $2 AND id = $3 AND customer_id = $4 RETURNING address";

/// Removes a wallet; gives its address when there was one.
pub async fn delete(
    conn: &mut Conn<'_>,
    scope: Scope,
    customer: CustomerId,
    wallet: WalletId,
) -> Result<Option<String>> {
    let (merchant, id, owner) = (scope.merchant.to_string(), wallet.to_string(), customer.to_string());
    Ok(fetch_optional!(conn, (String,), DELETE, merchant, scope.livemode(), id, owner)?.map(|(address,)| address))
}
