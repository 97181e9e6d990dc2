//! Webhooks: addresses of the merchant's that are told of events, and events on their way there.

mod schedule;
mod wanted;

use serde::{Deserialize, Serialize};

use crate::id::{CustomerId, DeliveryId, EventId, WebhookEndpointId};
use crate::time::Timestamp;
use crate::words::words;

pub use schedule::{HOPELESS, MOST_ATTEMPTS, OLD_SECRET, pause};
pub use wanted::{UnknownEvent, Wanted};

/// The type of a test event, which is about no customer and told to one endpoint alone.
pub const TEST: &str = "webhook.test";

/// An address that is told of events. Its secrets are kept apart, so that looking at one gives none away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Endpoint {
    /// Identifier.
    pub id: WebhookEndpointId,
    /// Where to.
    pub url: String,
    /// What people call it; may be empty.
    pub description: String,
    /// Which events.
    pub events: Wanted,
    /// Since when nothing is sent there.
    pub disabled_at: Option<Timestamp>,
    /// Why, as people read it; empty while it is enabled.
    pub disabled_reason: String,
    /// Since when nothing has arrived there, if the last attempt failed.
    pub failing_since: Option<Timestamp>,
    /// Until when what is sent is also signed with the secret before this one.
    pub previous_secret_until: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was changed last.
    pub updated_at: Timestamp,
    /// Grows with each change.
    pub version: i64,
}

impl Endpoint {
    /// Whether it is told of events.
    pub fn is_enabled(&self) -> bool {
        self.disabled_at.is_none()
    }
}

/// What messages to an endpoint are signed with.
#[derive(Clone, PartialEq, Eq)]
pub struct Secrets {
    /// The secret.
    pub current: String,
    /// The one before, and until when it counts.
    pub previous: Option<(String, Timestamp)>,
}

impl Secrets {
    /// Those that count at a moment, the current one first.
    pub fn at(&self, now: Timestamp) -> Vec<&str> {
        let previous = self.previous.iter().filter(|(_, until)| *until > now).map(|(secret, _)| secret.as_str());
        std::iter::once(self.current.as_str()).chain(previous).collect()
    }
}

words! {
    /// How far a delivery is.
    DeliveryStatus {
        /// It is to be sent, for the first time or again.
        Pending = "pending", "Pending";
        /// The receiver said that it has it.
        Delivered = "delivered", "Delivered";
        /// Nobody tries any more.
        Failed = "failed", "Failed";
    }
}

/// An event on its way to an endpoint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Delivery {
    /// Identifier.
    pub id: DeliveryId,
    /// Where to.
    pub endpoint: WebhookEndpointId,
    /// Which event; every attempt carries it, so that the receiver can drop a repetition.
    pub event: EventId,
    /// What happened, as the receiver reads it.
    pub event_type: String,
    /// About whom; nobody for a test.
    pub customer: Option<CustomerId>,
    /// What is sent, byte for byte. Empty once the person it told of was erased.
    pub body: String,
    /// How far it is.
    pub status: DeliveryStatus,
    /// How often it was sent, or was about to be.
    pub attempts: i64,
    /// How many of those were before somebody asked to send it once more.
    pub attempts_before: i64,
    /// When it is sent next; nothing when it is not, be it that its endpoint is disabled.
    pub next_attempt_at: Option<Timestamp>,
    /// Until when the server that sends it just now has it for itself.
    pub leased_until: Option<Timestamp>,
    /// When the event was told.
    pub created_at: Timestamp,
}

/// One time that a delivery was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    /// Counts from 1. A number may be missing: a server stopped before it could note what came of it.
    pub number: i64,
    /// Where to, which may have changed since.
    pub url: String,
    /// What was sent before the body, a line for each header; without the signature.
    pub request_headers: String,
    /// HTTP status of the answer, if there was one.
    pub response_status: Option<u16>,
    /// How the answer began.
    pub response_body: String,
    /// Why there was no answer, or none that counts; empty when it was delivered.
    pub error: String,
    /// When.
    pub started_at: Timestamp,
    /// How long it took, in microseconds.
    pub duration: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_before_counts_until_its_time() {
        let until = Timestamp::from_micros(100);
        let secrets = Secrets { current: "new".into(), previous: Some(("old".into(), until)) };

        assert_eq!(secrets.at(Timestamp::from_micros(99)), ["new", "old"]);
        assert_eq!(secrets.at(until), ["new"]);
    }
}
