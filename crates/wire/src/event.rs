//! Events: what happened to a customer.

use clientele_domain::event as domain;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use crate::read::word;
use crate::time::Time;

/// Something that happened. Webhooks carry the same bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Always `event`.
    pub object: String,
    /// Identifier. A receiver that has seen it already can drop a repetition.
    pub id: String,
    /// What happened.
    #[serde(rename = "type")]
    pub kind: EventType,
    /// When it was told.
    pub created_at: Time,
    /// Whether this is real data.
    pub livemode: bool,
    /// Grows with each event of a customer: what comes with a lower number than one that was seen is older.
    pub sequence: i64,
    /// Whom it happened to; null when nothing is known of the buyer.
    pub customer_id: Option<String>,
    /// What it is about.
    pub data: EventData,
}

/// What an event is about, as it was then.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventData {
    /// The customer, the payment, or whatever else it is about.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub object: Box<RawValue>,
    /// For changes, the fields that changed, with their values before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>, required = false))]
    pub previous: Option<Box<RawValue>>,
    /// The merchant's own id of the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub external_id: Option<String>,
    /// Of a renewal that is announced, in how many days it is: 7, 4 or 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub days: Option<i64>,
    /// Which segment was entered or left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub segment: Option<CrossedSegment>,
}

/// A segment that a customer has entered or left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CrossedSegment {
    /// Identifier.
    pub id: String,
    /// What it was called then; null once the customer's data was erased.
    pub name: Option<String>,
}

impl Event {
    /// The event with what it is about.
    pub fn new(livemode: bool, event: &domain::Event, data: EventData) -> Self {
        Self {
            object: "event".to_owned(),
            id: event.id.to_string(),
            kind: EventType(event.kind),
            created_at: event.created_at.into(),
            livemode,
            sequence: event.sequence,
            customer_id: event.customer.map(|id| id.to_string()),
            data,
        }
    }
}

word! {
    /// What can happen.
    EventType(domain::EventKind)
}
