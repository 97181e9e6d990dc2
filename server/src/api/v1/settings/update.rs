//! PATCH /v1/settings

use axum::Json;
use clientele_domain::rules;
use clientele_domain::violation::Violation;
use clientele_service::{matching, refunds};
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
    let thresholds = match asked.refund_approval.value() {
        Some(change) => refunds::change_thresholds(&ctx, |thresholds| change.over(thresholds)).await?,
        None => refunds::thresholds(&ctx).await?,
    };
    Ok(Json(wire::Settings::new(ctx.scope.livemode(), &matching, &thresholds)))
}

/// What is wrong with a threshold.
fn threshold(code: &str, most: Option<i64>) -> Option<Violation> {
    let field = format!("refund_approval.{code}");
    if let Err(message) = rules::currency(code) {
        return Some(Violation::new(field, message));
    }
    let negative = most.is_some_and(|most| most < 0);
    negative.then(|| Violation::new(field, "Send 0 or more, in minor units, or null for no limit."))
}

/// What can't be cleared, and what is no threshold.
fn cleared(asked: &wire::PatchSettings) -> Vec<Violation> {
    let mut fields = match &asked.matching {
        Sent::Absent => Vec::new(),
        Sent::Null => vec!["matching".to_owned()],
        Sent::Value(matching) => matching.cleared().into_iter().map(|field| format!("matching.{field}")).collect(),
    };
    let message = |field| Violation::new(field, "This can't be null. Leave it out to keep what is there.");
    fields.extend(matches!(&asked.refund_approval, Sent::Null).then(|| "refund_approval".to_owned()));
    let mut wrong: Vec<Violation> = fields.into_iter().map(message).collect();
    if let Sent::Value(thresholds) = &asked.refund_approval {
        wrong.extend(thresholds.0.iter().filter_map(|(code, most)| threshold(code, *most)));
    }
    wrong
}
