//! Two records as one, and one as two again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::fields::{ADDRESSES, MergeField, TEXTS};
use crate::customer::CustomerFields;
use crate::words::words;

words! {
    /// Whose value of a field is kept when two records become one.
    Choice {
        /// That of the record that is merged.
        Source = "source", "Take the other";
        /// That of the record that stays.
        Target = "target", "Keep";
    }
}

/// The fields that somebody chose for. The others keep the target's value, or take the source's where the target has none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choices(pub BTreeMap<MergeField, Choice>);

impl Choices {
    fn of(&self, field: MergeField) -> Option<Choice> {
        self.0.get(&field).copied()
    }
}

/// The fields of the one record that two become. Tags and metadata come together, the target's first; the caller checks
/// that a record holds as much.
pub fn joined(source: &CustomerFields, target: &CustomerFields, choices: &Choices) -> CustomerFields {
    let mut one = target.clone();
    for (field, get, set) in TEXTS {
        if takes_source(choices.of(field), get(target).is_empty()) {
            set(&mut one).clone_from(get(source));
        }
    }
    for (field, get, set) in ADDRESSES {
        if takes_source(choices.of(field), get(target).is_empty()) {
            set(&mut one).clone_from(get(source));
        }
    }
    match choices.of(MergeField::Tags) {
        Some(Choice::Source) => one.tags.clone_from(&source.tags),
        Some(Choice::Target) => {}
        None => one.tags.extend(source.tags.iter().filter(|tag| !target.tags.contains(tag)).cloned()),
    }
    match choices.of(MergeField::Metadata) {
        Some(Choice::Source) => one.metadata.clone_from(&source.metadata),
        Some(Choice::Target) => {}
        None => {
            let known = |key: &str| target.metadata.iter().any(|(there, _)| there == key);
            one.metadata.extend(source.metadata.iter().filter(|(key, _)| !known(key)).cloned());
            one.metadata.sort();
        }
    }
    // Whoever wanted no mails is written to by nobody because two records of theirs became one.
    one.mail_opt_out = source.mail_opt_out || target.mail_opt_out;
    one
}

fn takes_source(choice: Option<Choice>, target_has_none: bool) -> bool {
    choice.map_or(target_has_none, |choice| choice == Choice::Source)
}

/// The fields of the record that stays when the other leaves again: what the merge changed and nobody changed since is as
/// it was before.
pub fn restored(now: &CustomerFields, before: &CustomerFields, after: &CustomerFields) -> CustomerFields {
    if now == after {
        return before.clone();
    }
    let mut fields = now.clone();
    for (_, get, set) in TEXTS {
        if get(now) == get(after) {
            set(&mut fields).clone_from(get(before));
        }
    }
    for (_, get, set) in ADDRESSES {
        if get(now) == get(after) {
            set(&mut fields).clone_from(get(before));
        }
    }
    fields.tags.retain(|tag| before.tags.contains(tag) || !after.tags.contains(tag));
    fields.tags.extend(before.tags.iter().filter(|tag| !after.tags.contains(tag) && !now.tags.contains(tag)).cloned());
    fields.metadata = metadata(now, before, after);
    if now.mail_opt_out == after.mail_opt_out {
        fields.mail_opt_out = before.mail_opt_out;
    }
    fields
}

/// Key by key: what the merge set and nobody touched since is as before.
fn metadata(now: &CustomerFields, before: &CustomerFields, after: &CustomerFields) -> Vec<(String, String)> {
    let value = |fields: &CustomerFields, key: &str| {
        fields.metadata.iter().find(|(there, _)| there == key).map(|(_, value)| value.clone())
    };
    let mut keys: Vec<&String> = [now, before].into_iter().flat_map(|one| &one.metadata).map(|(key, _)| key).collect();
    keys.sort();
    keys.dedup();
    let kept = keys.into_iter().filter_map(|key| {
        let current = value(now, key);
        let value = if current == value(after, key) { value(before, key) } else { current };
        value.map(|value| (key.clone(), value))
    });
    kept.collect()
}

/// The fields that the merge changed and somebody changed again since: they stay as they are now.
pub fn not_restored(now: &CustomerFields, before: &CustomerFields, after: &CustomerFields) -> Vec<MergeField> {
    let mut found = Vec::new();
    let mut look = |field: MergeField, now_is_after: bool, after_is_before: bool, now_is_before: bool| {
        if !(now_is_after || after_is_before || now_is_before) {
            found.push(field);
        }
    };
    for (field, get, _) in TEXTS {
        look(field, get(now) == get(after), get(after) == get(before), get(now) == get(before));
    }
    for (field, get, _) in ADDRESSES {
        look(field, get(now) == get(after), get(after) == get(before), get(now) == get(before));
    }
    found.sort();
    found
}
