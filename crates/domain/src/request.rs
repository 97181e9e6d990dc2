//! Requests to the API, as their log tells of them.

use serde::{Deserialize, Serialize};

use crate::id::KeyId;
use crate::time::Timestamp;

/// A request that was answered. What it said and what it was told is not kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedRequest {
    /// Its name, which its answer carries; sorts by time.
    pub id: String,
    /// With which key.
    pub key: KeyId,
    /// HTTP method.
    pub method: String,
    /// The address without its query, and without what names a person.
    pub path: String,
    /// HTTP status.
    pub status: u16,
    /// How long it took, in microseconds.
    pub micros: i64,
    /// When it was answered.
    pub at: Timestamp,
}

/// The path as it may be kept: people are named by `external_id:…`, `email:…` and `did:…` in addresses, and no log tells
/// who they are.
pub fn shown_path(path: &str) -> String {
    let parts = path.split('/').map(|part| match part.find(':').or_else(|| part.to_ascii_lowercase().find("%3a")) {
        Some(end) => format!("{}:…", &part[..end]),
        None if part.contains('@') || part.len() > 64 => "…".to_owned(),
        None => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_named_in_a_path_that_is_kept() {
        assert_eq!(shown_path("/v1/customers/email:ada@example.com/notes"), "/v1/customers/email:…/notes");
        assert_eq!(shown_path("/v1/customers/email%3Aada@example.com"), "/v1/customers/email:…");
        assert_eq!(shown_path("/v1/customers/ada@example.com"), "/v1/customers/…");
        assert_eq!(
            shown_path("/v1/payments/pay_01kafg3v9te5rbh2m8q0w4x7yd"),
            "/v1/payments/pay_01kafg3v9te5rbh2m8q0w4x7yd"
        );
    }
}
