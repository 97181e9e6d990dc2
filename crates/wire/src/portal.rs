//! Links by mail to the portal, as events tell of them.

use clientele_domain::portal as domain;
use serde::{Deserialize, Serialize};

use crate::time::Time;

/// A link that a customer asked for. Where it leads stands in the mail alone.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct PortalLink {
    /// Always `portal_link`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether this is real data.
    pub livemode: bool,
    /// Who asked.
    pub customer_id: String,
    /// `sign_in`, or `refund_address` to confirm another one.
    pub purpose: String,
    /// When it was made.
    pub created_at: Time,
    /// When its time is over.
    pub expires_at: Time,
}

impl PortalLink {
    /// The link as events tell of it.
    pub fn new(livemode: bool, link: &domain::PortalLink) -> Self {
        Self {
            object: "portal_link".to_owned(),
            id: link.id.to_string(),
            livemode,
            customer_id: link.customer.to_string(),
            purpose: link.purpose.as_str().to_owned(),
            created_at: link.created_at.into(),
            expires_at: link.expires_at.into(),
        }
    }
}
