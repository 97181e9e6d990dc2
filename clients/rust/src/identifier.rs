//! Whom a page thinks it shows.

use crate::Customer;

/// Whom a page thinks it shows. The session decides whom it sees; what it says of anybody else is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identifier {
    /// The merchant's own id for a user: the best choice where users sign in.
    ExternalId(String),
    /// The email address of the customer's record. Letter case does not matter.
    Email(String),
    /// The customer's id. It stays while records are merged into this one, and changes when this one is merged into another.
    CustomerId(String),
}

impl Identifier {
    /// The merchant's own id for a user.
    pub fn external_id(id: impl Into<String>) -> Self {
        Self::ExternalId(id.into())
    }

    /// The email address of the customer's record.
    pub fn email(email: impl Into<String>) -> Self {
        Self::Email(email.into())
    }

    /// The customer's id, `cus_…`.
    pub fn customer_id(id: impl Into<String>) -> Self {
        Self::CustomerId(id.into())
    }

    /// Whether this may be the customer. External id and email can't be compared if the session doesn't show them: then
    /// the session alone decides.
    pub fn fits(&self, customer: &Customer) -> bool {
        match self {
            Self::CustomerId(id) => *id == customer.id,
            _ if customer.profile.is_none() => true,
            Self::ExternalId(id) => customer.external_id() == Some(id),
            Self::Email(email) => {
                customer.email().is_some_and(|known| known.to_lowercase() == email.trim().to_lowercase())
            }
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::testing::{ada, unnamed};

    #[test]
    fn a_customer_is_known_by_any_of_the_three() {
        assert!(Identifier::external_id("ada").fits(&ada()));
        assert!(Identifier::email(" Ada@Analytical.example").fits(&ada()));
        assert!(Identifier::customer_id("cus_ada").fits(&ada()));
    }

    #[test]
    fn somebody_else_is_not() {
        assert!(!Identifier::external_id("Ada").fits(&ada()));
        assert!(!Identifier::email("bob@analytical.example").fits(&ada()));
        assert!(!Identifier::customer_id("cus_bob").fits(&ada()));
    }

    #[test]
    fn what_the_session_does_not_show_cannot_be_compared() {
        assert!(Identifier::external_id("ada").fits(&unnamed()));
        assert!(!Identifier::customer_id("cus_bob").fits(&unnamed()));
    }
}
