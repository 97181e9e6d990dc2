//! GET /v1/webhook_endpoints/{webhook_endpoint}

use axum::http::StatusCode;
use clientele_service::webhooks;
use clientele_wire as wire;

use super::Endpoint;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a webhook endpoint
#[utoipa::path(
    get, path = "/webhook_endpoints/{webhook_endpoint}", tag = "Webhooks", operation_id = "retrieve_webhook_endpoint",
    params(("webhook_endpoint" = String, Path, description = "`we_…`")),
    responses((status = 200, description = "The endpoint, without its secret.", body = wire::WebhookEndpoint))
)]
pub async fn retrieve(ctx: ApiCtx, Endpoint(id): Endpoint) -> Result<Versioned<wire::WebhookEndpoint>, Problem> {
    let endpoint = webhooks::get(&ctx, id).await?;
    let told = wire::WebhookEndpoint::new(ctx.scope.livemode(), &endpoint);
    Ok(Versioned(StatusCode::OK, endpoint.version, told))
}
