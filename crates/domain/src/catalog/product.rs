//! Products.

use serde::{Deserialize, Serialize};

use crate::id::ProductId;
use crate::time::Timestamp;

/// Something that is sold. What it costs, its prices say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Identifier.
    pub id: ProductId,
    /// As buyers read it.
    pub name: String,
    /// What it is, in a few sentences; may be empty.
    pub description: String,
    /// Whether it is sold. One that is archived stays, and so do its prices, but nobody can buy it.
    pub active: bool,
    /// The merchant's own data: keys with JSON texts.
    pub metadata: Vec<(String, String)>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// Grows with each change.
    pub version: i64,
}
