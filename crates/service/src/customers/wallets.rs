//! Wallets of a customer.

use clientele_domain::audit::Act;
use clientele_domain::customer::{Customer, FieldChange, Wallet};
use clientele_domain::id::{CustomerId, WalletId};
use clientele_domain::identity::{Evidence, IdentityKind};
use clientele_domain::role::Permission;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_store::identities::{self, Sighting};
use clientele_store::{Conn, Error as StoreError, customers, wallets};
use serde::{Deserialize, Serialize};

use super::detail::present;
use super::update::locked;
use crate::ctx::{Actor, Ctx, transaction};
use crate::error::{Error, Result};
use crate::{audit, events};

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
        let owner = locked(ctx, conn, customer).await?;
        let customer = owner.id;
        let before = wallets::of_customer(conn, ctx.scope, customer).await?;
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
        changed(ctx, conn, &owner, &before, ("", &label)).await?;
        audit::note_told(ctx, conn, Act::WalletAdded, customer).await?;
        Ok(wallet.clone())
    })
}

/// Removes a wallet from a customer.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn remove_wallet(ctx: &Ctx, customer: CustomerId, wallet: WalletId) -> Result<()> {
    ctx.require(Permission::CustomerWrite)?;
    transaction!(ctx, |conn| {
        let owner = locked(ctx, conn, customer).await?;
        let customer = owner.id;
        let before = wallets::of_customer(conn, ctx.scope, customer).await?;
        let address = wallets::delete(conn, ctx.scope, customer, wallet).await?.ok_or(Error::NotFound)?;
        changed(ctx, conn, &owner, &before, (&rules::evm_checksum(&address), "")).await?;
        audit::note_told(ctx, conn, Act::WalletRemoved, customer).await
    })
}

/// A customer's wallets, in the order of their chains.
///
/// Errors: `Forbidden`, `NotFound`, `Deleted`.
pub async fn wallets_of(ctx: &Ctx, customer: CustomerId) -> Result<Vec<Wallet>> {
    ctx.require(Permission::CustomerRead)?;
    let mut reader = ctx.read().await?;
    let conn = &mut reader.conn();
    let customer = present(ctx, conn, customer).await?.id;
    Ok(wallets::of_customer(conn, ctx.scope, customer).await?)
}

/// Lets the search know the wallets there are now, and tells of the one that came or went.
async fn changed(
    ctx: &Ctx,
    conn: &mut Conn<'_>,
    owner: &Customer,
    before: &[Wallet],
    (from, to): (&str, &str),
) -> Result<()> {
    let after = wallets::of_customer(conn, ctx.scope, owner.id).await?;
    let known: Vec<String> = after.iter().map(|wallet| wallet.address.clone()).collect();
    customers::write::refresh_search(conn, ctx.scope, owner.id, &owner.fields, &known).await?;
    let change = FieldChange { field: "wallets".to_owned(), from: from.to_owned(), to: to.to_owned() };
    events::wallets_changed(ctx, conn, owner, before, &after, change).await
}
