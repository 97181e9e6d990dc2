//! What is wrong with something a person or a program entered. Rules report every violation at once.

use serde::{Deserialize, Serialize};

/// In which way a value breaks a rule.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// There is a value, and it is wrong.
    #[default]
    Invalid,
    /// A value is needed, and there is none.
    Missing,
    /// No such field is known.
    Unknown,
}

/// One rule that a value breaks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Violation {
    /// Path of the field: `email`, `address.country`, `metadata.plan`, `tags`.
    pub field: String,
    /// What is wrong and what would be right, in a sentence for people.
    pub message: String,
    /// In which way.
    #[serde(default)]
    pub fault: Fault,
}

impl Violation {
    /// A violation of one field.
    pub fn new(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { field: field.into(), message: message.into(), fault: Fault::Invalid }
    }

    /// A field that has to be there and is not.
    pub fn missing(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { fault: Fault::Missing, ..Self::new(field, message) }
    }

    /// A field that nobody knows.
    pub fn unknown(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self { fault: Fault::Unknown, ..Self::new(field, message) }
    }
}
