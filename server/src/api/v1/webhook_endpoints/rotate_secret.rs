//! POST /v1/webhook_endpoints/{webhook_endpoint}/rotate_secret

use axum::http::StatusCode;
use clientele_service::webhooks::{self, FreshEndpoint};
use clientele_wire as wire;

use super::Endpoint;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Give a webhook endpoint a new secret
///
/// For 24 hours messages are signed with the secret before it, too. The answer holds the new one, which is not told again.
#[utoipa::path(
    post, path = "/webhook_endpoints/{webhook_endpoint}/rotate_secret", tag = "Webhooks",
    operation_id = "rotate_webhook_endpoint_secret",
    params(("webhook_endpoint" = String, Path, description = "`we_…`")),
    responses((status = 200, description = "The endpoint, with its new secret.", body = wire::WebhookEndpoint))
)]
pub async fn rotate_secret(ctx: ApiCtx, Endpoint(id): Endpoint) -> Result<Versioned<wire::WebhookEndpoint>, Problem> {
    let FreshEndpoint { endpoint, secret } = webhooks::rotate_secret(&ctx, id).await?;
    let told = wire::WebhookEndpoint::new(ctx.scope.livemode(), &endpoint).with_secret(secret);
    Ok(Versioned(StatusCode::OK, endpoint.version, told))
}
