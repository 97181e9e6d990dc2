//! Notes on customers.

use serde::{Deserialize, Serialize};

use crate::read::{Sent, request};
use crate::time::Time;

/// A note on a customer, which only the merchant's team sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    /// Always `note`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Who wrote it: a person's name, or a key's.
    pub author: String,
    /// What was written.
    pub body: String,
    /// When.
    pub created_at: Time,
}

request! {
    /// A note to add.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "body": "Prefers Lightning." })))]
    NewNote {
        /// What to write, at most 5,000 characters.
        body: String,
    }
}
