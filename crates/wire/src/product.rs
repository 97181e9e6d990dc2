//! Products.

use clientele_domain::catalog as domain;
use serde::{Deserialize, Serialize};

use crate::customer::given;
use crate::metadata::{Metadata, MetadataPatch};
use crate::read::{Sent, request};
use crate::time::Time;

/// Something that is sold. What it costs, its prices say.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Product {
    /// Always `product`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// As buyers read it.
    pub name: String,
    /// What it is.
    pub description: Option<String>,
    /// Whether it is sold. None of the prices of a product that is archived can be sold.
    pub active: bool,
    /// The merchant's own data.
    pub metadata: Metadata,
    /// When it was made.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
    /// Grows with each change. Also the ETag.
    pub version: i64,
}

impl Product {
    /// The product as the API tells it.
    pub fn new(livemode: bool, product: &domain::Product) -> Self {
        Self {
            object: "product".to_owned(),
            id: product.id.to_string(),
            livemode,
            name: product.name.clone(),
            description: given(&product.description),
            active: product.active,
            metadata: Metadata::new(&product.metadata),
            created_at: product.created_at.into(),
            updated_at: product.updated_at.into(),
            version: product.version,
        }
    }
}

request! {
    /// A product to make.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "name": "Gift card", "description": "For a friend." })))]
    NewProduct {
        /// As buyers read it, at most 200 characters.
        name: String,
        /// What it is, at most 2,000 characters.
        description: String,
        /// The merchant's own data.
        metadata: MetadataPatch,
    }
}

request! {
    /// A change of a product. What is left out stays; metadata is merged by key.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "active": false })))]
    PatchProduct {
        /// As buyers read it, at most 200 characters.
        name: String,
        /// What it is, at most 2,000 characters; null clears it.
        description: String,
        /// False archives the product and with it all its prices: nobody can buy it any more.
        active: bool,
        /// The merchant's own data; null removes a key.
        metadata: MetadataPatch,
    }
}
