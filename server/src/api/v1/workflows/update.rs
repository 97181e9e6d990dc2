//! PATCH /v1/workflows/{workflow}

use axum::http::StatusCode;
use clientele_service::workflows;
use clientele_wire as wire;

use super::{Workflow, cleared, over, problem};
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Change a workflow
///
/// Changes what is sent. Of one that is part of Clientele everything but its name, its trigger and what it does can be
/// changed. With `If-Match` the change is made only if the workflow still is at that version.
#[utoipa::path(
    patch, path = "/workflows/{workflow}", tag = "Workflows", operation_id = "update_workflow",
    params(
        ("workflow" = String, Path, description = "`wf_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the change is based on"),
    ),
    request_body = wire::WorkflowRequest,
    responses((status = 200, description = "The workflow as it is now.", body = wire::Workflow))
)]
pub async fn update(
    ctx: ApiCtx,
    Workflow(id): Workflow,
    IfMatch(version): IfMatch,
    body: Body<wire::WorkflowRequest>,
) -> Result<Versioned<wire::Workflow>, Problem> {
    let asked = body.checked(cleared)?;
    let wrong = cleared(&asked);
    if !wrong.is_empty() {
        return Err(Problem::invalid(&wrong));
    }
    let workflow = workflows::update(&ctx, id, version, |draft| over(&asked, draft)).await.map_err(problem)?;
    Ok(Versioned(StatusCode::OK, workflow.version, wire::Workflow::new(ctx.scope, &workflow)))
}
