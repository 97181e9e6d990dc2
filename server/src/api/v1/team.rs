//! GET /v1/team

use axum::Json;
use clientele_service::team;
use clientele_wire as wire;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new().routes(routes!(retrieve))
}

/// Retrieve the team
///
/// Who works for the merchant, in which role, and who is invited. Keys of either mode see the same team. People are
/// invited and removed in the dashboard: no key does that.
#[utoipa::path(
    get, path = "/team", tag = "Team", operation_id = "retrieve_team",
    responses((status = 200, description = "Everybody who works there, and open invitations.", body = wire::Team))
)]
pub async fn retrieve(ctx: ApiCtx) -> Result<Json<wire::Team>, Problem> {
    let team = team::team(&ctx).await?;
    Ok(Json(wire::Team::new(&team.members, &team.invitations)))
}
