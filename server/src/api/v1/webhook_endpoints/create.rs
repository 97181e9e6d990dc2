//! POST /v1/webhook_endpoints

use axum::http::StatusCode;
use clientele_service::webhooks::{self, EndpointDraft, FreshEndpoint};
use clientele_wire as wire;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a webhook endpoint
///
/// It is told of what happens from now on. The answer holds the secret that messages are signed with, which is not told
/// again.
#[utoipa::path(
    post, path = "/webhook_endpoints", tag = "Webhooks", operation_id = "create_webhook_endpoint",
    request_body = wire::NewWebhookEndpoint,
    responses((status = 201, description = "The endpoint, with its secret.", body = wire::WebhookEndpoint))
)]
pub async fn create(
    ctx: ApiCtx,
    body: Body<wire::NewWebhookEndpoint>,
) -> Result<Versioned<wire::WebhookEndpoint>, Problem> {
    let rule = |asked: &wire::NewWebhookEndpoint| {
        webhooks::check(&draft(asked.clone()), ctx.house.reach).err().unwrap_or_default()
    };
    let asked = body.checked(rule)?;
    let FreshEndpoint { endpoint, secret } = webhooks::create(&ctx, &draft(asked)).await?;
    let told = wire::WebhookEndpoint::new(ctx.scope.livemode(), &endpoint).with_secret(secret);
    Ok(Versioned(StatusCode::CREATED, endpoint.version, told))
}

fn draft(asked: wire::NewWebhookEndpoint) -> EndpointDraft {
    EndpointDraft {
        url: asked.url.value().unwrap_or_default(),
        description: asked.description.value().unwrap_or_default(),
        events: asked.events.value().unwrap_or_default(),
    }
}
