//! Webhook endpoints and deliveries.

use clientele_domain::id::EventId;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook as domain;
use serde::{Deserialize, Serialize};

use crate::customer::given;
use crate::read::{Sent, request, word};
use crate::time::Time;

/// An address of yours that is told of events, as the Standard Webhooks specification has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WebhookEndpoint {
    /// Always `webhook_endpoint`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether it is told of real data.
    pub livemode: bool,
    /// Where to.
    pub url: String,
    /// What it is for, in a few words.
    pub description: Option<String>,
    /// Types of events, or `*` for every one.
    pub events: Vec<String>,
    /// Whether events are sent there.
    pub enabled: bool,
    /// Since when not.
    pub disabled_at: Option<Time>,
    /// Why not.
    pub disabled_reason: Option<String>,
    /// Since when nothing has arrived, if the last attempt failed. After three days it is disabled.
    pub failing_since: Option<Time>,
    /// Until when messages are also signed with the secret before this one.
    pub previous_secret_until: Option<Time>,
    /// What messages are signed with, `whsec_…`. Told only when it is new.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub secret: Option<String>,
    /// When it was made.
    pub created_at: Time,
    /// When it was changed last.
    pub updated_at: Time,
    /// Grows with each change; also the ETag.
    pub version: i64,
}

impl WebhookEndpoint {
    /// The endpoint, without its secret.
    pub fn new(livemode: bool, endpoint: &domain::Endpoint) -> Self {
        Self {
            object: "webhook_endpoint".to_owned(),
            id: endpoint.id.to_string(),
            livemode,
            url: endpoint.url.clone(),
            description: given(&endpoint.description),
            events: endpoint.events.words().into_iter().map(str::to_owned).collect(),
            enabled: endpoint.is_enabled(),
            disabled_at: endpoint.disabled_at.map(Time),
            disabled_reason: given(&endpoint.disabled_reason),
            failing_since: endpoint.failing_since.map(Time),
            previous_secret_until: endpoint.previous_secret_until.map(Time),
            secret: None,
            created_at: endpoint.created_at.into(),
            updated_at: endpoint.updated_at.into(),
            version: endpoint.version,
        }
    }

    /// The same with a secret that is new.
    #[must_use]
    pub fn with_secret(self, secret: String) -> Self {
        Self { secret: Some(secret), ..self }
    }
}

/// What remains of an endpoint that was removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedWebhookEndpoint {
    /// Always `webhook_endpoint`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Always true.
    pub deleted: bool,
}

impl DeletedWebhookEndpoint {
    /// What remains of this one.
    pub fn new(id: clientele_domain::id::WebhookEndpointId) -> Self {
        Self { object: "webhook_endpoint".to_owned(), id: id.to_string(), deleted: true }
    }
}

/// A message that tries an endpoint out. It is about nobody, and not among the events.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TestEvent {
    /// Always `event`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Always `webhook.test`.
    #[serde(rename = "type")]
    pub kind: String,
    /// When it was asked for.
    pub created_at: Time,
    /// Whether the endpoint is told of real data.
    pub livemode: bool,
    /// Always 0: there is no other to compare it with.
    pub sequence: i64,
    /// Always null.
    pub customer_id: Option<String>,
    /// The endpoint.
    pub data: TestEventData,
}

/// What a test is about.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TestEventData {
    /// The endpoint that is tried out.
    pub object: WebhookEndpoint,
}

impl TestEvent {
    /// A test of this endpoint.
    pub fn new(livemode: bool, id: EventId, now: Timestamp, endpoint: WebhookEndpoint) -> Self {
        Self {
            object: "event".to_owned(),
            id: id.to_string(),
            kind: domain::TEST.to_owned(),
            created_at: now.into(),
            livemode,
            sequence: 0,
            customer_id: None,
            data: TestEventData { object: endpoint },
        }
    }
}

/// An event on its way to an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Delivery {
    /// Always `delivery`.
    pub object: String,
    /// Identifier.
    pub id: String,
    /// Whether it tells of real data.
    pub livemode: bool,
    /// Where to.
    pub endpoint_id: String,
    /// Which event; messages carry it as `webhook-id`.
    pub event_id: String,
    /// What happened: a type of event, or `webhook.test`.
    pub event_type: String,
    /// How far it is.
    pub status: DeliveryStatus,
    /// How often it was sent.
    pub attempt_count: i64,
    /// When it is sent next. Null when it is not, or not before its endpoint is enabled again.
    pub next_attempt_at: Option<Time>,
    /// When the event was told.
    pub created_at: Time,
    /// What is sent, byte for byte. Null once the person it told of was erased. Told of one delivery, not in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub request_body: Option<String>,
    /// The attempts, newest first. Told of one delivery, not in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(required = false))]
    pub attempts: Option<Vec<DeliveryAttempt>>,
}

impl Delivery {
    /// The delivery as a list tells it.
    pub fn new(livemode: bool, delivery: &domain::Delivery) -> Self {
        Self {
            object: "delivery".to_owned(),
            id: delivery.id.to_string(),
            livemode,
            endpoint_id: delivery.endpoint.to_string(),
            event_id: delivery.event.to_string(),
            event_type: delivery.event_type.clone(),
            status: DeliveryStatus(delivery.status),
            attempt_count: delivery.attempts,
            next_attempt_at: delivery.next_attempt_at.map(Time),
            created_at: delivery.created_at.into(),
            request_body: None,
            attempts: None,
        }
    }

    /// The same with all that was sent and came back.
    #[must_use]
    pub fn in_full(self, delivery: &domain::Delivery, attempts: &[domain::Attempt]) -> Self {
        let attempts = attempts.iter().map(DeliveryAttempt::from).collect();
        Self { request_body: given(&delivery.body), attempts: Some(attempts), ..self }
    }
}

/// One time that a delivery was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeliveryAttempt {
    /// Counts from 1. A number may be missing, when a server stopped before it could note what came of it.
    pub number: i64,
    /// Where to.
    pub url: String,
    /// What was sent before the body, a line for each header; without the signature.
    pub request_headers: String,
    /// HTTP status of the answer. Null when there was none.
    pub response_status: Option<u16>,
    /// How the answer began, at most 4 KiB of it.
    pub response_body: Option<String>,
    /// Why it did not count. Null when it was delivered.
    pub error: Option<String>,
    /// When.
    pub started_at: Time,
    /// How long it took.
    pub duration_ms: i64,
}

impl From<&domain::Attempt> for DeliveryAttempt {
    fn from(attempt: &domain::Attempt) -> Self {
        Self {
            number: attempt.number,
            url: attempt.url.clone(),
            request_headers: attempt.request_headers.clone(),
            response_status: attempt.response_status,
            response_body: given(&attempt.response_body),
            error: given(&attempt.error),
            started_at: attempt.started_at.into(),
            duration_ms: attempt.duration / 1000,
        }
    }
}

request! {
    /// A webhook endpoint to make.
    #[cfg_attr(feature = "openapi", schema(example = json!({
        "url": "https://example.com/webhooks", "events": ["*"], "description": "Shop"
    })))]
    NewWebhookEndpoint {
        /// Where to: https, to an address of the public internet.
        url: String,
        /// Types of events, or `*` for every one.
        events: Vec<String>,
        /// What it is for, at most 200 characters.
        description: String,
    }
}

request! {
    /// A change of a webhook endpoint. What is left out stays.
    #[cfg_attr(feature = "openapi", schema(example = json!({ "events": ["payment.succeeded"], "enabled": true })))]
    PatchWebhookEndpoint {
        /// Where to: https, to an address of the public internet.
        url: String,
        /// Types of events, or `*` for every one.
        events: Vec<String>,
        /// What it is for; null clears it.
        description: String,
        /// Whether events are sent there. What was pending when it was disabled is sent once it is enabled again; what
        /// happens in between is not.
        enabled: bool,
    }
}

word! {
    /// How far a delivery is: `pending` until it is `delivered`, or has `failed` for good.
    DeliveryStatus(domain::DeliveryStatus)
}
