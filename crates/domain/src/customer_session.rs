//! Customer sessions: what a browser on the merchant's own page may see of one person, for a while.
//!
//! The merchant's server names the person and gets a secret for the page; whoever has the secret sees that person and
//! nobody else, from pages of one origin.

use serde::{Deserialize, Serialize};

use crate::id::{CustomerId, CustomerSessionId};
use crate::scope::Scope;
use crate::time::Timestamp;
use crate::words::words;

words! {
    /// A part of what is known of a customer that a session shows.
    Component {
        /// Name, email and the merchant's own id.
        Customer = "customer", "Profile";
        /// What is subscribed to, and whether anything is.
        Subscriptions = "subscriptions", "Subscriptions";
        /// The newest orders, and what was spent.
        Orders = "orders", "Orders";
        /// The portal and its frames, where customers see all that is theirs and change some of it.
        Portal = "portal", "Portal";
    }
}

words! {
    /// Whether a session still opens something.
    Standing {
        /// It does.
        Active = "active", "Active";
        /// Its time is over.
        Expired = "expired", "Expired";
        /// Somebody ended it, or its customer was deleted.
        Revoked = "revoked", "Ended";
    }
}

/// A session as stored: its secret is known to who has it alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerSession {
    /// Identifier.
    pub id: CustomerSessionId,
    /// Whose data.
    pub scope: Scope,
    /// Of whom, as the id was then: when it is merged, the session shows who stays.
    pub customer: CustomerId,
    /// What it shows.
    pub components: Vec<Component>,
    /// Where pages must come from, as browsers say it: `https://shop.example`.
    pub allowed_origin: String,
    /// Made.
    pub created_at: Timestamp,
    /// When its time is over.
    pub expires_at: Timestamp,
    /// When somebody ended it.
    pub revoked_at: Option<Timestamp>,
}

impl CustomerSession {
    /// What a session's secret begins with, before the mode.
    pub const SECRET_PREFIX: &str = "csec";

    /// Whether it still opens something.
    pub fn standing(&self, now: Timestamp) -> Standing {
        match self.revoked_at {
            Some(_) => Standing::Revoked,
            None if now < self.expires_at => Standing::Active,
            None => Standing::Expired,
        }
    }

    /// Whether it shows this part.
    pub fn shows(&self, component: Component) -> bool {
        self.components.contains(&component)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::id::MerchantId;
    use crate::scope::Mode;

    #[test]
    fn a_session_ends_with_its_time_or_when_somebody_ends_it() {
        let now = Timestamp::from_micros(1_700_000_000_000_000);
        let session = CustomerSession {
            id: CustomerSessionId::new(now, [1; 10]),
            scope: Scope { merchant: MerchantId::new(now, [2; 10]), mode: Mode::Test },
            customer: CustomerId::new(now, [3; 10]),
            components: vec![Component::Orders],
            allowed_origin: "https://shop.example".to_owned(),
            created_at: now,
            expires_at: now.plus(Duration::from_secs(60)),
            revoked_at: None,
        };
        let revoked = CustomerSession { revoked_at: Some(now), ..session.clone() };

        assert_eq!(session.standing(now.plus(Duration::from_secs(59))), Standing::Active);
        assert_eq!(session.standing(session.expires_at), Standing::Expired);
        assert_eq!(revoked.standing(now), Standing::Revoked);
        assert_eq!(revoked.standing(session.expires_at), Standing::Revoked);
        assert!(session.shows(Component::Orders) && !session.shows(Component::Customer));
    }
}
