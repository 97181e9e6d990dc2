//! What a merchant decides about matching.

use serde::{Deserialize, Serialize};

use crate::identity::IdentityKind;
use crate::words::words;

words! {
    /// What an email means when the record that has it has another external id than the one that was sent.
    OtherExternalId {
        /// Two users who share a mailbox: each has a record.
        Separate = "separate", "Keep them apart";
        /// One person with several user accounts.
        Link = "link", "Link them";
    }
}

/// A merchant's choices about matching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Whether an email that a buyer merely typed leads to a registered customer.
    pub link_typed_emails: bool,
    /// Whether guests with the same phone number are one person.
    pub merge_on_phone: bool,
    /// Whether guests with the same card are one person.
    pub merge_on_card: bool,
    /// What the same email with another external id means.
    pub other_external_id: OtherExternalId,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            link_typed_emails: true,
            merge_on_phone: true,
            merge_on_card: true,
            other_external_id: OtherExternalId::Separate,
        }
    }
}

impl Settings {
    /// Whether identifiers of this kind tell that two guests are one person.
    pub fn tells_guests(&self, kind: IdentityKind) -> bool {
        match kind {
            IdentityKind::Email | IdentityKind::Wallet => true,
            IdentityKind::Phone => self.merge_on_phone,
            IdentityKind::Card => self.merge_on_card,
            IdentityKind::ExternalId | IdentityKind::Did | IdentityKind::Device => false,
        }
    }
}
