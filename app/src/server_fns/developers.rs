//! What developers look at: API keys, events, and the log of requests.

use clientele_domain::event::EventKind;
use clientele_domain::id::{CustomerId, EventId};
use clientele_domain::key::ApiKey;
use clientele_domain::request::LoggedRequest;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// A key that was made just now. Its text is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fresh {
    /// What it is called.
    pub name: String,
    /// The key itself.
    pub text: String,
}

/// The keys of a scope, and what came of the forms on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeysView {
    /// Every key, newest first.
    pub keys: Vec<ApiKey>,
    /// The one that was made just now.
    pub fresh: Option<Fresh>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// Every key.
#[server(prefix = "/fn", endpoint = "developers/keys", input = GetUrl, output = JsonText)]
pub async fn keys(scope: Scope) -> Result<KeysView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let keys = clientele_service::keys::list(&ctx).await?;
    Ok(KeysView { keys, fresh: use_context(), posted: use_context().unwrap_or_default() })
}

/// An event as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventSummary {
    /// Identifier.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// To whom.
    pub customer: Option<CustomerId>,
    /// Who did it.
    pub actor: String,
    /// When it was told.
    pub at: Timestamp,
}

/// A page of events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventsView {
    /// Newest first.
    pub events: Vec<EventSummary>,
    /// Whether there are older ones.
    pub more: bool,
}

/// How many events and requests a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 50;

/// A page of events: of one kind or of all, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "developers/events", input = GetUrl, output = JsonText)]
pub async fn events(scope: Scope, kind: String, after: String) -> Result<EventsView, Problem> {
    use clientele_service::events::{EventFilter, page};

    let ctx = crate::request::ctx(scope)?;
    let filter = EventFilter { kind: EventKind::parse(&kind), ..EventFilter::default() };
    let (events, more) = page(&ctx, &filter, after.parse().ok(), SHOWN).await?;
    let events = events
        .into_iter()
        .map(|event| EventSummary {
            id: event.id,
            kind: event.kind,
            customer: event.customer,
            actor: event.actor,
            at: event.created_at,
        })
        .collect();
    Ok(EventsView { events, more })
}

/// One event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventView {
    /// What happened.
    pub kind: EventKind,
    /// To whom.
    pub customer: Option<String>,
    /// Its place among the customer's events.
    pub sequence: i64,
    /// When it was told.
    pub at: Timestamp,
    /// All of it, as programs get it.
    pub json: String,
}

/// One event.
#[server(prefix = "/fn", endpoint = "developers/event", input = GetUrl, output = JsonText)]
pub async fn event(scope: Scope, id: EventId) -> Result<EventView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let event = clientele_service::events::get(&ctx, id).await?;
    let json = serde_json::to_string(&event);
    Ok(EventView {
        kind: event.kind.0,
        customer: event.customer_id.clone(),
        sequence: event.sequence,
        at: event.created_at.0,
        json: json.map_err(|error| Problem::Failed(error.to_string()))?,
    })
}

/// A page of the log of requests, with the names of the keys in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestsView {
    /// Newest first, each with the name of its key.
    pub requests: Vec<(LoggedRequest, String)>,
    /// Whether there are older ones.
    pub more: bool,
}

/// A page of the log: all requests or those that were refused, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "developers/requests", input = GetUrl, output = JsonText)]
pub async fn requests(scope: Scope, refused: bool, after: String) -> Result<RequestsView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let after = Some(after.as_str()).filter(|after| !after.is_empty());
    let (found, more) = clientele_service::requests::list(&ctx, refused, after, SHOWN).await?;
    let keys = clientele_service::keys::list(&ctx).await?;
    let name = |request: &LoggedRequest| {
        keys.iter().find(|key| key.id == request.key).map(|key| key.name.clone()).unwrap_or_default()
    };
    let requests = found.into_iter().map(|request| (request.clone(), name(&request))).collect();
    Ok(RequestsView { requests, more })
}
