//! The audit log: who did what, on what, and when.

use clientele_domain::audit as domain;
use serde::{Deserialize, Serialize};

use crate::read::word;
use crate::time::Time;
use crate::timeline::FieldChange;

/// What somebody did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Always `audit_entry`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// What was done.
    pub act: AuditAct,
    /// Who did it.
    pub actor: AuditActor,
    /// Id of what it was done to; null when it was done to many, or to the merchant as a whole.
    pub object_id: Option<String>,
    /// What changed. Both values are empty where only the field is told: a customer's data that was erased since, or that
    /// the key may not see.
    pub changes: Vec<FieldChange>,
    /// Whether it was done to real data.
    pub livemode: bool,
    /// When.
    pub created_at: Time,
}

/// Who acted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditActor {
    /// What sort of actor.
    #[serde(rename = "type")]
    pub kind: AuditActorType,
    /// Id of the person or the key; null for the program itself.
    pub id: Option<String>,
    /// What the actor was called then.
    pub name: String,
}

impl AuditEntry {
    /// The entry as the API tells it.
    pub fn new(livemode: bool, entry: domain::Entry) -> Self {
        let some = |text: String| Some(text).filter(|text| !text.is_empty());
        let change = |change: clientele_domain::customer::FieldChange| FieldChange {
            field: change.field,
            from: change.from,
            to: change.to,
        };
        let kind = AuditActorType(entry.actor_kind);
        Self {
            object: "audit_entry".to_owned(),
            id: entry.id.to_string(),
            act: AuditAct(entry.act),
            actor: AuditActor { kind, id: some(entry.actor), name: entry.actor_name },
            object_id: some(entry.object),
            changes: entry.fields.into_iter().map(change).collect(),
            livemode,
            created_at: entry.created_at.into(),
        }
    }
}

word! {
    /// What can be done.
    AuditAct(domain::Act)
}

word! {
    /// Who can act: `staff` is a person, `key` a program, `system` Clientele itself or whoever runs it.
    AuditActorType(domain::ActorKind)
}
