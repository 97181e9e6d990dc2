//! Settings: how the house works for a merchant, in one mode.

use std::collections::BTreeMap;

use clientele_domain::matching as domain;
use clientele_domain::refund::Thresholds;
use clientele_domain::violation::Violation;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::read::{Read, Sent, refuse, request, word};

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
    /// Above how much a support member's refund waits for an approval, in minor units by currency in lower case. A currency
    /// that is not there has no limit.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "usd": 10000 })))]
    pub refund_approval: BTreeMap<String, i64>,
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
    pub fn new(livemode: bool, matching: &domain::Settings, thresholds: &Thresholds) -> Self {
        let matching = MatchingSettings {
            link_typed_emails: matching.link_typed_emails,
            merge_on_phone: matching.merge_on_phone,
            merge_on_card: matching.merge_on_card,
            other_external_id: OtherExternalId(matching.other_external_id),
        };
        let most = thresholds.0.iter().map(|(currency, most)| (currency.code().to_ascii_lowercase(), *most));
        Self { object: "settings".to_owned(), livemode, matching, refund_approval: most.collect() }
    }
}

request! {
    /// A change of the settings. What is left out stays.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "matching": { "merge_on_phone": false } })))]
    PatchSettings {
        /// When two records are one person's.
        matching: PatchMatchingSettings,
        /// Above how much a support member's refund waits for an approval, in minor units by currency. A currency with null
        /// has no limit any more, others stay.
        refund_approval: PatchThresholds,
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

/// A change of thresholds, by currency. A currency with null has none any more, others stay.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PatchThresholds(pub BTreeMap<String, Option<i64>>);

impl PatchThresholds {
    /// The thresholds with this change; what is no currency changes nothing.
    pub fn over(&self, mut kept: Thresholds) -> Thresholds {
        for (code, most) in &self.0 {
            let Ok(currency) = code.parse() else { continue };
            match most {
                Some(most) => kept.0.insert(currency, *most),
                None => kept.0.remove(&currency),
            };
        }
        kept
    }
}

impl Read for PatchThresholds {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        let wanted = "an object of amounts by currency, such as { \"usd\": 10000 }";
        serde_json::from_str(raw.get()).map(Self).ok().or_else(|| refuse(raw, path, wanted, wrong))
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
