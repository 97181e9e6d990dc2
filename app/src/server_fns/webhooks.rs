//! Webhooks: the addresses that are told of events, and what became of what was sent there.

use clientele_domain::id::WebhookEndpointId;
use clientele_domain::scope::Scope;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::{Attempt, Delivery, Endpoint};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use crate::json_text::JsonText;
use crate::posted::Posted;
use crate::problem::Problem;

/// Every endpoint, a page of deliveries, and one delivery in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebhooksView {
    /// Newest first.
    pub endpoints: Vec<Endpoint>,
    /// Newest first, without what they carry.
    pub deliveries: Vec<Delivery>,
    /// Whether there are older ones.
    pub more: bool,
    /// The one to look at: the one that was asked for, or else the first.
    pub chosen: Option<DeliveryView>,
    /// When this was looked up, on the server's clock.
    pub now: Timestamp,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// A delivery with what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeliveryView {
    /// How far it is, and what it carries.
    pub delivery: Delivery,
    /// The last attempts, newest first.
    pub attempts: Vec<Attempt>,
}

/// How many deliveries a page shows.
#[cfg(feature = "ssr")]
const SHOWN: i64 = 20;

/// A merchant has no more endpoints than this.
#[cfg(feature = "ssr")]
const ENDPOINTS: i64 = 100;

/// Every endpoint, and the deliveries to one of them or to all, beginning after one or with the newest.
#[server(prefix = "/fn", endpoint = "webhooks", input = GetUrl, output = JsonText)]
pub async fn webhooks(
    scope: Scope,
    endpoint: String,
    after: String,
    delivery: String,
) -> Result<WebhooksView, Problem> {
    use clientele_service::{Error, webhooks};

    let ctx = crate::request::ctx(scope)?;
    let (endpoints, _) = webhooks::list(&ctx, None, ENDPOINTS).await?;
    let (mut deliveries, more) = webhooks::deliveries(&ctx, endpoint.parse().ok(), after.parse().ok(), SHOWN).await?;
    let chosen = match delivery.as_str() {
        "" => deliveries.first().map(|first| first.id),
        asked => Some(asked.parse().map_err(|_| Error::NotFound)?),
    };
    let chosen = match chosen {
        Some(id) => {
            let detail = webhooks::delivery(&ctx, id).await?;
            Some(DeliveryView { delivery: detail.delivery, attempts: detail.attempts })
        }
        None => None,
    };
    deliveries.iter_mut().for_each(|delivery| delivery.body.clear());
    Ok(WebhooksView { endpoints, deliveries, more, chosen, now: ctx.now, posted: use_context().unwrap_or_default() })
}

/// The secret of an endpoint that was made or changed just now. It is shown this once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreshSecret {
    /// The endpoint.
    pub endpoint: Endpoint,
    /// The secret itself.
    pub secret: String,
}

/// The form of an endpoint, and what came of the forms on the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EndpointView {
    /// The endpoint as it is; nothing when a new one is to be made.
    pub endpoint: Option<Endpoint>,
    /// Its secret, if it is new.
    pub fresh: Option<FreshSecret>,
    /// What came of a form that was not accepted.
    pub posted: Posted,
}

/// One endpoint, or the form for a new one.
#[server(prefix = "/fn", endpoint = "webhooks/form", input = GetUrl, output = JsonText)]
pub async fn form(scope: Scope, id: Option<WebhookEndpointId>) -> Result<EndpointView, Problem> {
    let ctx = crate::request::ctx(scope)?;
    let endpoint = match id {
        Some(id) => Some(clientele_service::webhooks::get(&ctx, id).await?),
        None => {
            ctx.require(clientele_domain::role::Permission::WebhookWrite)?;
            None
        }
    };
    Ok(EndpointView { endpoint, fresh: use_context(), posted: use_context().unwrap_or_default() })
}
