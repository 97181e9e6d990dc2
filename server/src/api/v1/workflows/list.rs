//! GET /v1/workflows

use axum::Json;
use clientele_service::workflows;
use clientele_wire as wire;

use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List workflows
///
/// First those that are part of Clientele, then the merchant's own, oldest first.
#[utoipa::path(
    get, path = "/workflows", tag = "Workflows", operation_id = "list_workflows",
    params(PageQuery),
    responses((status = 200, description = "A page of workflows.", body = wire::List<wire::Workflow>))
)]
pub async fn list(ctx: ApiCtx, Query(asked): Query<PageQuery>) -> Result<Json<wire::List<wire::Workflow>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = workflows::list(&ctx, after, limit).await?;
    let next = found.last().filter(|_| more).map(|workflow| sealed(&workflow.id.to_string()));
    let data = found.iter().map(|workflow| wire::Workflow::new(ctx.scope, workflow)).collect();
    Ok(Json(wire::List::new(data, next)))
}
