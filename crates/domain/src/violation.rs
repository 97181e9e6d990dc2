//! What is wrong with something a person or a program entered. Rules report every violation at once.

use serde::{Deserialize, Serialize};

/// One rule that a value breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Path of the field: `email`, `address.country`, `metadata.plan`, `tags`.
    pub field: String,
    /// What is wrong and what would be right, in a sentence for people.
    pub message: String,
}

impl Violation {
    /// A violation of one field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into() }
    }
}
