//! Identities of customers.

use clientele_domain::identity as domain;
use serde::{Deserialize, Serialize};

use crate::read::word;
use crate::time::Time;

/// An identifier that was seen for a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Identity {
    /// Always `identity`.
    pub object: String,
    /// What kind of identifier.
    pub kind: IdentityKind,
    /// The identifier.
    pub value: String,
    /// How people read it.
    pub label: String,
    /// How it got there.
    pub evidence: Evidence,
    /// First seen.
    pub first_seen_at: Time,
    /// Last seen.
    pub last_seen_at: Time,
    /// How often.
    pub times_seen: i64,
}

impl From<&domain::Identity> for Identity {
    fn from(identity: &domain::Identity) -> Self {
        Self {
            object: "identity".to_owned(),
            kind: IdentityKind(identity.kind),
            value: identity.value.clone(),
            label: identity.label.clone(),
            evidence: Evidence(identity.evidence),
            first_seen_at: identity.first_seen_at.into(),
            last_seen_at: identity.last_seen_at.into(),
            times_seen: identity.times_seen,
        }
    }
}

word! {
    /// What kind of identifier.
    IdentityKind(domain::IdentityKind)
}

word! {
    /// How an identifier got there: `asserted` by the merchant's systems, `typed` by the buyer, `observed` from a payment,
    /// or entered by `staff`.
    Evidence(domain::Evidence)
}
