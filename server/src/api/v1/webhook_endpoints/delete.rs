//! DELETE /v1/webhook_endpoints/{webhook_endpoint}

use axum::Json;
use clientele_service::webhooks;
use clientele_wire as wire;

use super::Endpoint;
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;

/// Remove a webhook endpoint
///
/// What is pending for it is sent no more.
#[utoipa::path(
    delete, path = "/webhook_endpoints/{webhook_endpoint}", tag = "Webhooks", operation_id = "delete_webhook_endpoint",
    params(
        ("webhook_endpoint" = String, Path, description = "`we_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the removal is based on"),
    ),
    responses((status = 200, description = "What remains.", body = wire::DeletedWebhookEndpoint))
)]
pub async fn delete(
    ctx: ApiCtx,
    Endpoint(id): Endpoint,
    IfMatch(version): IfMatch,
) -> Result<Json<wire::DeletedWebhookEndpoint>, Problem> {
    webhooks::delete(&ctx, id, version).await?;
    Ok(Json(wire::DeletedWebhookEndpoint::new(id)))
}
