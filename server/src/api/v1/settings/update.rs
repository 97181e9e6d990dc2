//! PATCH /v1/settings

use axum::Json;
use clientele_domain::violation::Violation;
use clientele_service::matching;
use clientele_wire as wire;
use clientele_wire::Sent;

use crate::api::body::Body;
use crate::api::gate::ApiCtx;
use crate::api::problem::Problem;

/// Change the settings
///
/// Changes what is sent. Settings apply to payments from now on; what was linked and merged before stays.
#[utoipa::path(
    patch, path = "/settings", tag = "Settings", operation_id = "update_settings",
    request_body = wire::PatchSettings,
    responses((status = 200, description = "The settings as they are now.", body = wire::Settings))
)]
pub async fn update(ctx: ApiCtx, body: Body<wire::PatchSettings>) -> Result<Json<wire::Settings>, Problem> {
    let asked = body.checked(cleared)?;
    let wrong = cleared(&asked);
    if !wrong.is_empty() {
        return Err(Problem::invalid(&wrong));
    }
    let change = asked.matching.value().unwrap_or_default();
    let matching = matching::change_settings(&ctx, |settings| change.over(settings)).await?;
    Ok(Json(wire::Settings::new(ctx.scope.livemode(), &matching)))
}

/// What can't be cleared.
fn cleared(asked: &wire::PatchSettings) -> Vec<Violation> {
    let fields = match &asked.matching {
        Sent::Absent => Vec::new(),
        Sent::Null => vec!["matching".to_owned()],
        Sent::Value(matching) => matching.cleared().into_iter().map(|field| format!("matching.{field}")).collect(),
    };
    let message = |field| Violation::new(field, "This can't be null. Leave it out to keep what is there.");
    fields.into_iter().map(message).collect()
}
