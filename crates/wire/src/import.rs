//! Imports.

use clientele_domain::import as domain;
use serde::{Deserialize, Serialize};

use crate::read::{Sent, request, word};
use crate::time::Time;

/// A file of customers or payments, and how far it has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    /// Always `import`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// What the rows are.
    pub resource: ImportResource,
    /// What people call the file.
    pub file_name: Option<String>,
    /// `mapping` while a person has yet to say what the columns hold, `running`, `done` or `canceled`.
    pub status: String,
    /// How many rows the file has.
    pub row_count: i64,
    /// How many were dealt with.
    pub done_count: i64,
    /// How many were stored.
    pub accepted_count: i64,
    /// How many were refused.
    pub rejected_count: i64,
    /// When it was begun.
    pub created_at: Time,
}

request! {
    /// A file to import.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "resource": "customers", "file": "email,name,tags\nada@example.com,Ada Lovelace,vip;beta\n",
        "file_name": "people.csv"
    })))]
    NewImport {
        /// What the rows are.
        resource: ImportResource,
        /// CSV in UTF-8, its first row naming the fields as exports do: `email`, `external_id`, `address.country`, `tags`
        /// separated by `;`, `metadata.KEY`; for payments also `amount` in minor units or `amount_decimal`, `currency`,
        /// `status`, `occurred_at`, `source`. A column called `-` is left out.
        file: String,
        /// What people call the file.
        file_name: String,
        /// Whether to store the rows of a file that was imported before once more.
        again: bool,
    }
}

word! {
    /// What the rows of a file are.
    ImportResource(domain::What)
}
