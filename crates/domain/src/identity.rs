//! Identities: one identifier seen for a customer, with its evidence.

use serde::{Deserialize, Serialize};

use crate::time::Timestamp;
use crate::words::words;

words! {
    /// What kind of identifier, the strongest first.
    #[derive(PartialOrd, Ord)]
    IdentityKind {
        /// The merchant's own id for the user.
        ExternalId = "external_id", "External id";
        /// An email address.
        Email = "email", "Email";
        /// A phone number.
        Phone = "phone", "Phone";
        /// A card, by its keyed fingerprint or else its brand and last four digits.
        Card = "card", "Card";
        /// A wallet address.
        Wallet = "wallet", "Wallet";
        /// A decentralised identifier.
        Did = "did", "DID";
        /// A browser on a system, which thousands have: shown, and never used to match.
        Device = "device", "Device";
    }
}

words! {
    /// How an identifier got to the customer.
    Evidence {
        /// The merchant's server said so, by the API or in an import.
        Asserted = "asserted", "Asserted by your systems";
        /// The buyer typed it at checkout.
        Typed = "typed", "Typed by the buyer";
        /// It came with a payment.
        Observed = "observed", "Observed from a payment";
        /// Staff entered it.
        Staff = "staff", "Entered by staff";
    }
}

/// One identifier seen for a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Kind.
    pub kind: IdentityKind,
    /// The identifier in its normal form.
    pub value: String,
    /// How people read it, such as `Visa •••• 4242`.
    pub label: String,
    /// How it got here the first time.
    pub evidence: Evidence,
    /// First seen.
    pub first_seen_at: Timestamp,
    /// Last seen.
    pub last_seen_at: Timestamp,
    /// How often.
    pub times_seen: i64,
}
