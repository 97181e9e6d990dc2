//! PATCH /v1/webhook_endpoints/{webhook_endpoint}

use axum::http::StatusCode;
use clientele_domain::violation::Violation;
use clientele_service::webhooks::{self, EndpointChange};
use clientele_wire as wire;
use clientele_wire::Sent;

use super::Endpoint;
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Change a webhook endpoint
///
/// Changes what is sent. With `If-Match` the change is made only if the endpoint still is at that version.
#[utoipa::path(
    patch, path = "/webhook_endpoints/{webhook_endpoint}", tag = "Webhooks", operation_id = "update_webhook_endpoint",
    params(
        ("webhook_endpoint" = String, Path, description = "`we_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::PatchWebhookEndpoint,
    responses((status = 200, description = "The endpoint as it is now.", body = wire::WebhookEndpoint))
)]
pub async fn update(
    ctx: ApiCtx,
    Endpoint(id): Endpoint,
    IfMatch(version): IfMatch,
    body: Body<wire::PatchWebhookEndpoint>,
) -> Result<Versioned<wire::WebhookEndpoint>, Problem> {
    let asked = body.checked(cleared)?;
    let wrong = cleared(&asked);
    if !wrong.is_empty() {
        return Err(Problem::invalid(&wrong));
    }
    let change = EndpointChange {
        url: asked.url.value(),
        description: given_or_cleared(asked.description),
        events: asked.events.value(),
    };
    let endpoint = webhooks::update(&ctx, id, version, &change, asked.enabled.value()).await?;
    let told = wire::WebhookEndpoint::new(ctx.scope.livemode(), &endpoint);
    Ok(Versioned(StatusCode::OK, endpoint.version, told))
}

/// What can't be cleared.
fn cleared(asked: &wire::PatchWebhookEndpoint) -> Vec<Violation> {
    let null = [
        ("url", matches!(asked.url, Sent::Null)),
        ("events", matches!(asked.events, Sent::Null)),
        ("enabled", matches!(asked.enabled, Sent::Null)),
    ];
    let message = |field| Violation::new(field, "This can't be null. Leave it out to keep what is there.");
    null.into_iter().filter(|(_, null)| *null).map(|(field, _)| message(field)).collect()
}

fn given_or_cleared(description: Sent<String>) -> Option<String> {
    match description {
        Sent::Absent => None,
        Sent::Null => Some(String::new()),
        Sent::Value(text) => Some(text),
    }
}
