//! Matching: one person, one record. Who a buyer is, from what is known of them and of those who are there.
//!
//! Rules only: whoever calls looks up the candidates, holds them, and does what is decided. The first rule that fits wins:
//! the customer who is named, the external id, the email, then what guests leave behind: phone, card and wallet.

mod apart;
mod buyer;
mod decide;
mod fields;
mod join;
mod settings;
mod simulation;
mod write;

#[cfg(test)]
mod tests;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::identity::{Evidence, IdentityKind};
use crate::words::words;

pub use apart::{Strength, WhyApart, stays_before, why_apart};
pub use buyer::{Buyer, Creation, MayUpdate};
pub use decide::{Candidate, Decision, Link, Linked, Merger, Related, decide};
pub use fields::MergeField;
pub use join::{Choice, Choices, joined, not_restored, restored};
pub use settings::{OtherExternalId, Settings};
pub use simulation::{Effect, Example, Outcome};
pub use write::{WhichFields, Write};

words! {
    /// Why a payment is held to be a customer's, or two records to be one person's.
    Rule {
        /// The customer was named.
        CustomerId = "customer_id", "Named outright";
        /// The external id is the same.
        ExternalId = "external_id", "Same external id";
        /// The email is the same.
        Email = "email", "Same email";
        /// The phone number is the same.
        Phone = "phone", "Same phone";
        /// The card is the same.
        Card = "card", "Same card";
        /// The wallet is the same.
        Wallet = "wallet", "Same wallet";
        /// Nobody fitted; the record was made.
        New = "new", "New customer";
        /// A person decided.
        Manual = "manual", "By hand";
    }
}

impl Rule {
    /// The rule that goes by identifiers of this kind, if there is one.
    pub fn by(kind: IdentityKind) -> Option<Self> {
        match kind {
            IdentityKind::ExternalId => Some(Self::ExternalId),
            IdentityKind::Email => Some(Self::Email),
            IdentityKind::Phone => Some(Self::Phone),
            IdentityKind::Card => Some(Self::Card),
            IdentityKind::Wallet => Some(Self::Wallet),
            IdentityKind::Did | IdentityKind::Device => None,
        }
    }
}

/// An identifier that speaks for a match, and how it got there. Written `email:typed`; the value itself is kept with the
/// customer's identities and nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sign {
    /// What kind of identifier.
    pub kind: IdentityKind,
    /// How it got there.
    pub evidence: Evidence,
}

impl fmt::Display for Sign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.kind.as_str(), self.evidence.as_str())
    }
}

/// The text is no sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected a kind of identifier and its evidence, such as email:typed")]
pub struct InvalidSign;

impl FromStr for Sign {
    type Err = InvalidSign;
    fn from_str(text: &str) -> Result<Self, InvalidSign> {
        let (kind, evidence) = text.split_once(':').ok_or(InvalidSign)?;
        let kind = IdentityKind::parse(kind).ok_or(InvalidSign)?;
        Ok(Self { kind, evidence: Evidence::parse(evidence).ok_or(InvalidSign)? })
    }
}

/// Why a payment is a customer's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The rule that fitted first.
    pub rule: Rule,
    /// Every identifier that pointed at the customer, the strongest first.
    pub signs: Vec<Sign>,
}
