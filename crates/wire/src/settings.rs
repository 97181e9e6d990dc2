//! Settings: how the house works for a merchant, in one mode.

use clientele_domain::matching as domain;
use serde::{Deserialize, Serialize};

use crate::read::{Sent, request, word};

/// How the house works for a merchant, in one mode.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Settings {
    /// Always `settings`.
    pub object: String,
    /// Whether they are those of real data.
    pub livemode: bool,
    /// When two records are one person's.
    pub matching: MatchingSettings,
}

/// When two records are one person's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchingSettings {
    /// Whether an email that a buyer merely typed leads to a registered customer.
    pub link_typed_emails: bool,
    /// Whether guests with the same phone number are one person.
    pub merge_on_phone: bool,
    /// Whether guests with the same card are one person.
    pub merge_on_card: bool,
    /// What the same email with another external id means: `separate` users, or `link` them.
    pub other_external_id: OtherExternalId,
}

impl Settings {
    /// The settings as the API tells them.
    pub fn new(livemode: bool, matching: &domain::Settings) -> Self {
        let matching = MatchingSettings {
            link_typed_emails: matching.link_typed_emails,
            merge_on_phone: matching.merge_on_phone,
            merge_on_card: matching.merge_on_card,
            other_external_id: OtherExternalId(matching.other_external_id),
        };
        Self { object: "settings".to_owned(), livemode, matching }
    }
}

request! {
    /// A change of the settings. What is left out stays.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "matching": { "merge_on_phone": false } })))]
    PatchSettings {
        /// When two records are one person's.
        matching: PatchMatchingSettings,
    }
}

request! {
    /// A change of the settings of matching. What is left out stays.
    PatchMatchingSettings {
        /// Whether an email that a buyer merely typed leads to a registered customer.
        link_typed_emails: bool,
        /// Whether guests with the same phone number are one person.
        merge_on_phone: bool,
        /// Whether guests with the same card are one person.
        merge_on_card: bool,
        /// What the same email with another external id means: `separate` users, or `link` them.
        other_external_id: OtherExternalId,
    }
}

impl PatchMatchingSettings {
    /// The fields that are null, which no setting can be.
    pub fn cleared(&self) -> Vec<&'static str> {
        let null = [
            ("link_typed_emails", matches!(self.link_typed_emails, Sent::Null)),
            ("merge_on_phone", matches!(self.merge_on_phone, Sent::Null)),
            ("merge_on_card", matches!(self.merge_on_card, Sent::Null)),
            ("other_external_id", matches!(self.other_external_id, Sent::Null)),
        ];
        null.into_iter().filter(|(_, null)| *null).map(|(field, _)| field).collect()
    }

    /// The settings with this change.
    pub fn over(&self, kept: domain::Settings) -> domain::Settings {
        let choose = |sent: &Sent<bool>, kept: bool| sent.clone().value().unwrap_or(kept);
        domain::Settings {
            link_typed_emails: choose(&self.link_typed_emails, kept.link_typed_emails),
            merge_on_phone: choose(&self.merge_on_phone, kept.merge_on_phone),
            merge_on_card: choose(&self.merge_on_card, kept.merge_on_card),
            other_external_id: self.other_external_id.clone().value().map_or(kept.other_external_id, |word| word.0),
        }
    }
}

word! {
    /// What the same email with another external id means.
    OtherExternalId(domain::OtherExternalId)
}
