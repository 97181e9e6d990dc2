//! GET /v1/webhook_endpoints/{webhook_endpoint}/deliveries

use axum::Json;
use clientele_service::webhooks;
use clientele_wire as wire;

use super::Endpoint;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List deliveries to a webhook endpoint
///
/// Newest first.
#[utoipa::path(
    get, path = "/webhook_endpoints/{webhook_endpoint}/deliveries", tag = "Webhooks",
    operation_id = "list_webhook_endpoint_deliveries",
    params(("webhook_endpoint" = String, Path, description = "`we_…`"), PageQuery),
    responses((status = 200, description = "A page of deliveries.", body = wire::List<wire::Delivery>))
)]
pub async fn deliveries(
    ctx: ApiCtx,
    Endpoint(id): Endpoint,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::Delivery>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = webhooks::deliveries(&ctx, Some(id), after, limit).await?;
    let next = found.last().filter(|_| more).map(|delivery| sealed(&delivery.id.to_string()));
    let data = found.iter().map(|delivery| wire::Delivery::new(ctx.scope.livemode(), delivery)).collect();
    Ok(Json(wire::List::new(data, next)))
}
