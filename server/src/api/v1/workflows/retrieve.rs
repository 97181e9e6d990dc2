//! GET /v1/workflows/{workflow}

use axum::http::StatusCode;
use clientele_service::workflows;
use clientele_wire as wire;

use super::Workflow;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Retrieve a workflow
#[utoipa::path(
    get, path = "/workflows/{workflow}", tag = "Workflows", operation_id = "retrieve_workflow",
    params(("workflow" = String, Path, description = "`wf_…`")),
    responses((status = 200, description = "The workflow.", body = wire::Workflow))
)]
pub async fn retrieve(ctx: ApiCtx, Workflow(id): Workflow) -> Result<Versioned<wire::Workflow>, Problem> {
    let workflow = workflows::get(&ctx, id).await?;
    Ok(Versioned(StatusCode::OK, workflow.version, wire::Workflow::new(ctx.scope, &workflow)))
}
