//! What a match writes back to the record it leads to.

use serde::{Deserialize, Serialize};

use super::buyer::MayUpdate;
use super::fields::{MergeField, TEXTS};
use crate::customer::CustomerFields;

/// What is written back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Write {
    /// Which fields.
    pub fields: WhichFields,
    /// Whether the external id that was told becomes this customer's.
    pub external_id: bool,
}

/// Which of the told fields are written back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WhichFields {
    /// None: what is stored stays.
    None,
    /// Those that the record lacks: guests compound.
    Missing,
    /// All that were sent; what was left out stays.
    Sent,
    /// A missing email or phone, and what the session allows.
    Allowed(MayUpdate),
}

impl Write {
    /// The fields of the record afterwards. Metadata and tags may be more than a record holds; the caller checks.
    pub fn over(&self, stored: &CustomerFields, told: &CustomerFields) -> CustomerFields {
        let mut fields = match self.fields {
            WhichFields::None => stored.clone(),
            WhichFields::Missing => missing(stored, told),
            WhichFields::Sent => sent(stored, told),
            WhichFields::Allowed(may) => allowed(stored, told, may),
        };
        if self.external_id {
            fields.external_id.clone_from(&told.external_id);
        }
        fields
    }
}

fn missing(stored: &CustomerFields, told: &CustomerFields) -> CustomerFields {
    let mut fields = stored.clone();
    for (field, get, set) in TEXTS {
        if field != MergeField::ExternalId && get(&fields).is_empty() {
            set(&mut fields).clone_from(get(told));
        }
    }
    for (kept, new) in [(&mut fields.address, &told.address), (&mut fields.shipping, &told.shipping)] {
        if kept.is_empty() {
            kept.clone_from(new);
        }
    }
    fields.tags.extend(told.tags.iter().filter(|tag| !stored.tags.contains(tag)).cloned());
    let known = |key: &str| stored.metadata.iter().any(|(there, _)| there == key);
    fields.metadata.extend(told.metadata.iter().filter(|(key, _)| !known(key)).cloned());
    fields.metadata.sort();
    fields.mail_opt_out |= told.mail_opt_out;
    fields
}

fn sent(stored: &CustomerFields, told: &CustomerFields) -> CustomerFields {
    let mut fields = stored.clone();
    // Whoever was found by an external id keeps the one they have: it is the same, or that of a record merged into theirs.
    for (field, get, set) in TEXTS {
        if field != MergeField::ExternalId && !get(told).is_empty() {
            set(&mut fields).clone_from(get(told));
        }
    }
    for (kept, new) in [(&mut fields.address, &told.address), (&mut fields.shipping, &told.shipping)] {
        if !new.is_empty() {
            kept.clone_from(new);
        }
    }
    if !told.tags.is_empty() {
        fields.tags.clone_from(&told.tags);
    }
    fields.metadata.retain(|(key, _)| !told.metadata.iter().any(|(sent, _)| sent == key));
    fields.metadata.extend(told.metadata.iter().cloned());
    fields.metadata.sort();
    fields.mail_opt_out |= told.mail_opt_out;
    fields
}

fn allowed(stored: &CustomerFields, told: &CustomerFields, may: MayUpdate) -> CustomerFields {
    let mut fields = stored.clone();
    for (kept, new) in [(&mut fields.email, &told.email), (&mut fields.phone, &told.phone)] {
        if kept.is_empty() {
            kept.clone_from(new);
        }
    }
    if may.name && !told.name.is_empty() {
        fields.name.clone_from(&told.name);
    }
    if may.address && !told.address.is_empty() {
        fields.address.clone_from(&told.address);
    }
    if may.shipping && !told.shipping.is_empty() {
        fields.shipping.clone_from(&told.shipping);
    }
    fields
}
