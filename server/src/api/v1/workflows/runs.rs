//! GET /v1/workflows/{workflow}/runs

use axum::Json;
use clientele_service::workflows;
use clientele_wire as wire;

use super::Workflow;
use crate::api::cursor::{limit, opened, sealed};
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::query::{PageQuery, Query};

/// List runs of a workflow
///
/// Newest first. What is over is kept for 90 days.
#[utoipa::path(
    get, path = "/workflows/{workflow}/runs", tag = "Workflows", operation_id = "list_workflow_runs",
    params(("workflow" = String, Path, description = "`wf_…`"), PageQuery),
    responses((status = 200, description = "A page of runs.", body = wire::List<wire::WorkflowRun>))
)]
pub async fn runs(
    ctx: ApiCtx,
    Workflow(id): Workflow,
    Query(asked): Query<PageQuery>,
) -> Result<Json<wire::List<wire::WorkflowRun>>, Problem> {
    let limit = limit(asked.limit)?;
    let after = opened(asked.cursor, |place| place.parse().ok())?;
    let (found, more) = workflows::runs(&ctx, Some(id), after, limit).await?;
    let next = found.last().filter(|_| more).map(|run| sealed(&run.id.to_string()));
    let data = found.iter().map(|run| wire::WorkflowRun::new(ctx.scope.livemode(), run)).collect();
    Ok(Json(wire::List::new(data, next)))
}
