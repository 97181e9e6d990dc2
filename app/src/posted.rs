//! Forms: what was sent and what came of it.
//!
//! Every form posts to an address of its own and works without wasm: the server either redirects, or shows the same page
//! again with everything that was typed and what is wrong with it. With wasm the same address answers with [`Answer`].

use clientele_domain::customer::{Customer, CustomerFields};
use clientele_domain::violation::Violation;
use serde::{Deserialize, Serialize};

/// What is wrong with a form that was sent, and what had been typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// What was typed, by field name; never a password.
    pub values: Vec<(String, String)>,
    /// What is wrong with it.
    pub violations: Vec<Violation>,
    /// Somebody else saved first.
    pub conflict: Option<Box<Conflict>>,
}

/// Somebody else saved while this person was typing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// Who.
    pub by: String,
    /// The record as it is now.
    pub current: Customer,
    /// What this person typed.
    pub typed: CustomerFields,
}

/// What a form's address answers to a browser with wasm.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Done; this is where to go.
    Done {
        /// An address of the dashboard.
        to: String,
        /// What happened, in a sentence; may be empty.
        message: String,
    },
    /// Not done; this is what to mend.
    Again(Posted),
}

/// The request header by which a browser with wasm asks for an [`Answer`] instead of a page.
pub const WANTS_ANSWER: &str = "x-clientele-form";

impl Posted {
    /// Whether this was among what was chosen in a field.
    pub fn has(&self, field: &str, value: &str) -> bool {
        self.values.iter().any(|(name, chosen)| name == field && chosen == value)
    }

    /// What was typed into a field.
    pub fn value(&self, field: &str) -> String {
        self.values.iter().find(|(name, _)| name == field).map(|(_, value)| value.clone()).unwrap_or_default()
    }

    /// What is wrong with a field.
    pub fn message(&self, field: &str) -> Option<String> {
        self.violations.iter().find(|violation| violation.field == field).map(|violation| violation.message.clone())
    }
}
