//! Wallets of a customer.

use clientele_domain::customer::Wallet;
use clientele_domain::id::{CustomerId, WalletId};
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_store::identities::{self, Sighting};
use clientele_store::{Conn, Error as StoreError, customers, wallets};
use serde::{Deserialize, Serialize};

use super::history;
use super::update::locked;
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};

/// A wallet as entered.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct NewWallet {
    /// Chain id as text; 1 is Ethereum.
    pub chain_id: String,
    /// Address; when its letters differ in case, they must satisfy the checksum.
    pub address: String,
}

/// Adds a wallet to a customer.
///
/// Errors: `Forbidden`, `Invalid`, `NotFound`, `Deleted`.
pub async fn add_wallet(ctx: &Ctx, customer: CustomerId, asked: &NewWallet) -> Result<Wallet> {
    ctx.require(Permission::CustomerWrite)?;
    let mut violations = Vec::new();
    let chain_id = match asked.chain_id.trim().parse() {
        Ok(number) => rules::chain_id(number),
        Err(_) => Err("A chain id is a whole number, such as 1 for Ethereum.".to_owned()),
    };
    let address = rules::evm_address(&asked.address);
    violations.extend(chain_id.as_ref().err().map(|message| Violation::new("chain_id", message)));
    violations.extend(address.as_ref().err().map(|message| Violation::new("wallet_address", message)));
    let (Ok(chain_id), Ok(address)) = (chain_id, address) else { return Err(Error::Invalid(violations)) };
    let wallet = Wallet {
        id: WalletId::new(ctx.now, ctx.randomness().bytes()),
        chain_id,
        address,
        has_active_authorization: false,
        authorization_type: String::new(),
        transaction_hash: String::new(),
        authorized_at: None,
        created_at: ctx.now,
    };
    transaction!(ctx, |conn| {
        locked(ctx, conn, customer).await?;
        wallets::insert(conn, ctx.scope, customer, &wallet).await.map_err(|error| match error {
            StoreError::Taken(_) => {
                Error::invalid("wallet_address", "This customer has this wallet on this chain already.")
            }
            other => other.into(),
        })?;
        let evidence = if matches!(ctx.actor, Actor::Staff { .. }) { Evidence::Staff } else { Evidence::Asserted };
        let label = rules::evm_checksum(&wallet.address);
        let (kind, value) = (IdentityKind::Wallet, &wallet.address);
        let seen = Sighting { kind, value, label: &label, evidence, at: ctx.now };
        identities::seen(conn, ctx.scope, customer, seen).await?;
        refresh(ctx, conn, customer).await?;
        history::record(ctx, conn, customer, "wallet_added", Vec::new()).await?;
        Ok(wallet.clone())
    })
}

/// Removes a wallet from a customer.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn remove_wallet(ctx: &Ctx, customer: CustomerId, wallet: WalletId) -> Result<()> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        locked(ctx, conn, customer).await?;
        wallets::delete(conn, ctx.scope, customer, wallet).await?.ok_or(Error::NotFound)?;
        refresh(ctx, conn, customer).await?;
        history::record(ctx, conn, customer, "wallet_removed", Vec::new()).await
    })
}

/// Lets the search know the wallets there are now.
async fn refresh(ctx: &Ctx, conn: &mut Conn<'_>, customer: CustomerId) -> Result<()> {
    let fields = locked(ctx, conn, customer).await?.fields;
    let known: Vec<String> =
        wallets::of_customer(conn, ctx.scope, customer).await?.into_iter().map(|wallet| wallet.address).collect();
    Ok(customers::write::refresh_search(conn, ctx.scope, customer, &fields, &known).await?)
}
