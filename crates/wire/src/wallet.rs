//! Wallets of customers.

use clientele_domain::customer as domain;
use serde::{Deserialize, Serialize};

use crate::customer::given;
use crate::read::{Sent, request};
use crate::time::Time;

/// A wallet of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Wallet {
    /// Always `wallet`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Chain id as EIP-155 counts them; 1 is Ethereum.
    pub chain_id: i64,
    /// Address in lower case.
    pub address: String,
    /// Whether the customer authorised charges.
    pub has_active_authorization: bool,
    /// Kind of the authorization.
    pub authorization_type: Option<String>,
    /// Hash of the transaction that authorised.
    pub transaction_hash: Option<String>,
    /// When it was authorised.
    pub authorized_at: Option<Time>,
    /// When it was added.
    pub created_at: Time,
}

impl From<&domain::Wallet> for Wallet {
    fn from(wallet: &domain::Wallet) -> Self {
        Self {
            object: "wallet".to_owned(),
            id: wallet.id.to_string(),
            chain_id: wallet.chain_id,
            address: wallet.address.clone(),
            has_active_authorization: wallet.has_active_authorization,
            authorization_type: given(&wallet.authorization_type),
            transaction_hash: given(&wallet.transaction_hash),
            authorized_at: wallet.authorized_at.map(Time),
            created_at: wallet.created_at.into(),
        }
    }
}

request! {
    /// A wallet to add.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "chain_id": 1, "address": "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
    })))]
    NewWallet {
        /// Chain id as EIP-155 counts them; 1 is Ethereum.
        chain_id: i64,
        /// Address; when its letters differ in case, they must satisfy the checksum.
        address: String,
    }
}
