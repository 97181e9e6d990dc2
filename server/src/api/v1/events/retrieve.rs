//! GET /v1/events/{event}

use axum::Json;
use axum::extract::Path;
use clientele_service::events;
use clientele_wire as wire;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Retrieve an event
#[utoipa::path(
    get, path = "/events/{event}", tag = "Events", operation_id = "retrieve_event",
    params(("event" = String, Path, description = "`evt_…`")),
    responses((status = 200, description = "The event.", body = wire::Event))
)]
pub async fn retrieve(ctx: ApiCtx, Path(event): Path<String>) -> Result<Json<wire::Event>, Problem> {
    let id = event.parse().map_err(|_| Problem::not_found())?;
    Ok(Json(events::get(&ctx, id).await?))
}
