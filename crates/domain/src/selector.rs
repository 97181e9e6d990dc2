//! How programs name a customer: by our id, or by one of the identifiers that they know themselves.

use std::fmt;
use std::str::FromStr;

use crate::id::CustomerId;

/// `cus_…`, `external_id:VALUE`, `email:VALUE` or `did:VALUE`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Selector {
    /// By our id.
    Id(CustomerId),
    /// By the merchant's own id.
    ExternalId(String),
    /// By email, in lower case.
    Email(String),
    /// By DID.
    Did(String),
}

/// The text names no customer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Name a customer by cus_…, external_id:VALUE, email:VALUE or did:VALUE.")]
pub struct InvalidSelector;

impl FromStr for Selector {
    type Err = InvalidSelector;
    fn from_str(text: &str) -> Result<Self, InvalidSelector> {
        if let Ok(id) = text.parse() {
            return Ok(Self::Id(id));
        }
        let (what, value) = text.split_once(':').ok_or(InvalidSelector)?;
        let value = value.trim();
        match what {
            _ if value.is_empty() => Err(InvalidSelector),
            "external_id" => Ok(Self::ExternalId(value.to_owned())),
            "email" => Ok(Self::Email(value.to_lowercase())),
            // A DID begins with `did:` itself; both ways of writing are meant.
            "did" if value.starts_with("did:") => Ok(Self::Did(value.to_owned())),
            "did" => Ok(Self::Did(text.to_owned())),
            _ => Err(InvalidSelector),
        }
    }
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => id.fmt(f),
            Self::ExternalId(value) => write!(f, "external_id:{value}"),
            Self::Email(value) => write!(f, "email:{value}"),
            Self::Did(value) => write!(f, "did:{value}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_customer_is_named_in_four_ways() {
        assert_eq!("email: Ada@Example.com".parse(), Ok(Selector::Email("ada@example.com".into())));
        assert_eq!("external_id:a:b".parse(), Ok(Selector::ExternalId("a:b".into())));
        assert_eq!("did:did:key:z6Mk".parse(), Ok(Selector::Did("did:key:z6Mk".into())));
        assert_eq!("did:key:z6Mk".parse(), Ok(Selector::Did("did:key:z6Mk".into())));
        for text in ["", "cus_", "email:", "phone:+1", "ada@example.com"] {
            assert_eq!(text.parse::<Selector>(), Err(InvalidSelector), "{text}");
        }
    }
}
