//! Metadata: keys of the merchant's choice with any JSON. Every digit of a number stays as it was sent.

use std::collections::BTreeMap;

use clientele_domain::violation::Violation;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::read::{Read, refuse};

/// Metadata as it is: at most 50 keys, each 1 to 100 characters of `A-Za-z0-9_-`, with JSON values; 16 KiB in all.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Object))]
pub struct Metadata(BTreeMap<String, Box<RawValue>>);

impl Metadata {
    /// From keys with JSON texts, as the domain keeps them.
    pub fn new(entries: &[(String, String)]) -> Self {
        let value = |text: &String| RawValue::from_string(text.clone()).ok();
        Self(entries.iter().filter_map(|(key, text)| Some((key.clone(), value(text)?))).collect())
    }
}

/// Metadata in a request. In a change it is merged by key: a key with null is removed, others stay.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(transparent)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = Object))]
pub struct MetadataPatch(BTreeMap<String, Box<RawValue>>);

impl MetadataPatch {
    /// Metadata with these changes, as keys with JSON texts.
    pub fn over(&self, kept: &[(String, String)]) -> Vec<(String, String)> {
        let mut entries = kept.to_vec();
        entries.retain(|(key, _)| !self.0.contains_key(key));
        let set = self.0.iter().filter(|(_, value)| value.get() != "null");
        entries.extend(set.map(|(key, value)| (key.clone(), value.get().to_owned())));
        entries.sort();
        entries
    }
}

impl MetadataPatch {
    /// Adds keys that were sent elsewhere.
    pub(crate) fn extend(&mut self, others: BTreeMap<String, Box<RawValue>>) {
        self.0.extend(others);
    }
}

impl Read for MetadataPatch {
    fn read(raw: &RawValue, path: &str, wrong: &mut Vec<Violation>) -> Option<Self> {
        serde_json::from_str(raw.get()).map(Self).ok().or_else(|| refuse(raw, path, "an object", wrong))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_merges_by_key_and_null_removes() {
        let kept = [("plan".to_owned(), "\"free\"".to_owned()), ("seats".to_owned(), "3".to_owned())];
        let patch: MetadataPatch = serde_json::from_str::<BTreeMap<String, Box<RawValue>>>(
            r#"{ "plan": "pro", "seats": null, "big": 12345678901234567890.10 }"#,
        )
        .map(MetadataPatch)
        .expect("metadata");

        let merged = patch.over(&kept);

        let expected = [("big", "12345678901234567890.10"), ("plan", "\"pro\"")];
        assert_eq!(merged, expected.map(|(key, value)| (key.to_owned(), value.to_owned())));
    }
}
