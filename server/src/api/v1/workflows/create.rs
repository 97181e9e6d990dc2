//! POST /v1/workflows

use axum::http::StatusCode;
use clientele_service::workflows::{self, Draft};
use clientele_wire as wire;

use super::{named, over, problem};
use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::api::reply::Versioned;

/// Make a workflow
///
/// It runs for what happens from now on.
#[utoipa::path(
    post, path = "/workflows", tag = "Workflows", operation_id = "create_workflow",
    request_body = wire::WorkflowRequest,
    responses((status = 201, description = "The workflow.", body = wire::Workflow))
)]
pub async fn create(ctx: ApiCtx, body: Body<wire::WorkflowRequest>) -> Result<Versioned<wire::Workflow>, Problem> {
    let asked = body.checked(|asked| named(workflows::check(&ctx, &draft(asked))))?;
    let workflow = workflows::create(&ctx, &draft(&asked)).await.map_err(problem)?;
    Ok(Versioned(StatusCode::CREATED, workflow.version, wire::Workflow::new(ctx.scope, &workflow)))
}

fn draft(asked: &wire::WorkflowRequest) -> Draft {
    let mut draft = Draft { wait_minutes: Some(0), ..Draft::default() };
    over(asked, &mut draft);
    draft
}
