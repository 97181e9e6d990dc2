//! How two states of something differ, field by field, in the words of their JSON.

use std::collections::BTreeMap;

use clientele_domain::customer::FieldChange;
use clientele_domain::money::Amount;
use serde::Serialize;
use serde_json::Value;

use crate::error::{Error, Result};

/// What every change changes, or nobody decides: it says nothing.
const SAYS_NOTHING: [&str; 10] = [
    "id",
    "version",
    "created_at",
    "updated_at",
    "product_name",
    "product_active",
    "disabled_at",
    "failing_since",
    "previous_secret_until",
    "limits",
];

/// The fields in which `after` differs from `before`, by path. What is made had nothing before: `()`.
pub(crate) fn differences(before: &impl Serialize, after: &impl Serialize) -> Result<Vec<FieldChange>> {
    let (old, new) = (entries(before)?, entries(after)?);
    let gone = old.keys().filter(|field| !new.contains_key(*field));
    let text = |entries: &BTreeMap<String, String>, field: &str| entries.get(field).cloned().unwrap_or_default();
    let both = new.keys().chain(gone).map(|field| FieldChange {
        field: field.clone(),
        from: text(&old, field),
        to: text(&new, field),
    });
    Ok(both.filter(|change| change.from != change.to).collect())
}

fn entries(state: &impl Serialize) -> Result<BTreeMap<String, String>> {
    let value = serde_json::to_value(state).map_err(|error| Error::Internal(error.to_string()))?;
    let mut entries = BTreeMap::new();
    flatten("", value, &mut entries);
    Ok(entries)
}

/// `address.city`, `terms.custom_fields[0].label`, `metadata.plan`; an amount is one value.
fn flatten(path: &str, value: Value, into: &mut BTreeMap<String, String>) {
    let within = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Null => {}
        Value::Object(fields) => match serde_json::from_value::<Amount>(Value::Object(fields.clone())) {
            Ok(amount) => drop(into.insert(path.to_owned(), amount.to_string())),
            Err(_) => {
                for (name, value) in fields.into_iter().filter(|(name, _)| !SAYS_NOTHING.contains(&name.as_str())) {
                    flatten(&within(&name), value, into);
                }
            }
        },
        Value::Array(items) => {
            for (place, item) in items.into_iter().enumerate() {
                match pair(&item) {
                    Some((key, text)) => drop(into.insert(within(key), text.to_owned())),
                    None => flatten(&format!("{path}[{place}]"), item, into),
                }
            }
        }
        Value::String(text) => drop(into.insert(path.to_owned(), text)),
        other => drop(into.insert(path.to_owned(), other.to_string())),
    }
}

/// A key with its text, as metadata is kept.
fn pair(item: &Value) -> Option<(&str, &str)> {
    match item.as_array()?.as_slice() {
        [Value::String(key), Value::String(text)] => Some((key, text)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn told(before: Value, after: Value) -> Vec<(String, String, String)> {
        let changes = differences(&before, &after).expect("JSON");
        changes.into_iter().map(|change| (change.field, change.from, change.to)).collect()
    }

    fn told_one(before: Value, after: Value) -> [String; 3] {
        let (field, from, to) = told(before, after).pop().expect("a difference");
        [field, from, to]
    }

    #[test]
    fn what_changed_is_told_by_its_path_and_the_rest_is_not() {
        assert_eq!(told_one(json!({ "a": { "b": 1 } }), json!({ "a": { "b": 2 } })), ["a.b", "1", "2"]);
        assert_eq!(told_one(json!({ "on": true }), json!({})), ["on", "true", ""]);
        assert_eq!(told_one(json!(null), json!({ "events": ["*"] })), ["events[0]", "", "*"]);
        assert_eq!(told_one(json!({ "metadata": [["k", "1"]] }), json!({ "metadata": [["k", "2"]] }))[0], "metadata.k");
        assert!(
            told(json!({ "id": 1, "version": 1, "same": 3 }), json!({ "id": 2, "version": 2, "same": 3 })).is_empty()
        );
    }

    #[test]
    fn money_is_one_value() {
        let price = |minor: i64| json!({ "amount": { "minor": minor, "currency": "EUR" } });

        assert_eq!(told_one(price(500), price(4800)), ["amount", "€5.00", "€48.00"]);
    }
}
