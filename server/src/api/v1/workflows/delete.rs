//! DELETE /v1/workflows/{workflow}

use axum::Json;
use clientele_service::workflows;
use clientele_wire as wire;

use super::Workflow;
use crate::api::gate::ApiCtx;
use crate::api::headers::IfMatch;
use crate::api::problem::Problem;

/// Remove a workflow
///
/// What waits is not done any more. One that is part of Clientele stays; switch it off instead.
#[utoipa::path(
    delete, path = "/workflows/{workflow}", tag = "Workflows", operation_id = "delete_workflow",
    params(
        ("workflow" = String, Path, description = "`wf_…`"),
        ("If-Match" = Option<String>, Header, description = "The ETag that the removal is based on"),
    ),
    responses((status = 200, description = "What remains.", body = wire::DeletedWorkflow))
)]
pub async fn delete(
    ctx: ApiCtx,
    Workflow(id): Workflow,
    IfMatch(version): IfMatch,
) -> Result<Json<wire::DeletedWorkflow>, Problem> {
    workflows::delete(&ctx, id, version).await?;
    Ok(Json(wire::DeletedWorkflow::new(id)))
}
