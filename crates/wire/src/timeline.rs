//! A customer's timeline.

use clientele_domain::customer as domain;
use serde::{Deserialize, Serialize};

use crate::event::EventType;
use crate::time::Time;

/// Something in a customer's timeline: an event, or a note.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// Always `timeline_entry`.
    pub object: String,
    /// What happened; null for a note.
    #[serde(rename = "type")]
    pub kind: Option<EventType>,
    /// Who did it; null for payments.
    pub actor: Option<String>,
    /// The payment that it is about.
    pub payment_id: Option<String>,
    /// The refund that it is about.
    pub refund_id: Option<String>,
    /// The invoice that it is about.
    pub invoice_id: Option<String>,
    /// What was written, for a note.
    pub note: Option<String>,
    /// For changes of the record, what changed.
    pub changes: Vec<FieldChange>,
    /// When it happened.
    pub occurred_at: Time,
}

/// A field's old and new value; empty means none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// Path of the field, such as `address.city`.
    pub field: String,
    /// Before.
    pub from: String,
    /// After.
    pub to: String,
}

impl From<&domain::FieldChange> for FieldChange {
    fn from(change: &domain::FieldChange) -> Self {
        Self { field: change.field.clone(), from: change.from.clone(), to: change.to.clone() }
    }
}
