//! GET /v1/webhook_endpoints

use axum::Json;
use clientele_service::webhooks;
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List webhook endpoints
///
/// Newest first.
#[utoipa::path(
    get, path = "/webhook_endpoints", tag = "Webhooks", operation_id = "list_webhook_endpoints",
    params(PageQuery),
    responses((status = 200, description = "A page of endpoints.", body = wire::List<wire::WebhookEndpoint>))
)]
pub async fn list(
    ctx: ApiCtx,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::WebhookEndpoint>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = webhooks::list(&ctx, after, limit).await?;
    let next = found.last().filter(|_| more).map(|endpoint| sealed(&endpoint.id.to_string()));
    let data = found.iter().map(|endpoint| wire::WebhookEndpoint::new(ctx.scope.livemode(), endpoint)).collect();
    Ok(Json(wire::List::new(data, next)))
}
