//! Workflows.

mod create;
mod delete;
mod list;
mod retrieve;
mod runs;
mod update;

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use clientele_domain::id::WorkflowId;
use clientele_domain::violation::Violation;
use clientele_service::Error;
use clientele_service::workflows::Draft;
use clientele_wire::{self as wire, Sent};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::api::body::never_null;
use crate::api::problem::Problem;
use crate::state::AppState;

pub fn routes() -> OpenApiRouter<AppState> {
    OpenApiRouter::new()
        .routes(routes!(list::list, create::create))
        .routes(routes!(retrieve::retrieve, update::update, delete::delete))
        .routes(routes!(runs::runs))
}

/// The workflow in the address. What is no id is nobody's.
pub struct Workflow(pub WorkflowId);

impl<S: Sync + Send> FromRequestParts<S> for Workflow {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let Ok(Path(id)) = Path::<String>::from_request_parts(parts, state).await else {
            return Err(Problem::not_found());
        };
        id.parse().map(Self).map_err(|_| Problem::not_found())
    }
}

/// Writes what was sent over a draft.
fn over(asked: &wire::WorkflowRequest, draft: &mut Draft) {
    let asked = asked.clone();
    // What is null here and can't be is refused before; of something new it is the same as left out.
    let kept = |sent: Sent<String>, kept: &mut String| *kept = sent.value().unwrap_or_else(|| std::mem::take(kept));
    let text = |sent: Sent<String>, kept: &mut String| *kept = sent.over(std::mem::take(kept));
    kept(asked.name, &mut draft.name);
    kept(asked.trigger.map(|event| event.0.as_str().to_owned()), &mut draft.trigger);
    kept(asked.action.map(|action| action.0.as_str().to_owned()), &mut draft.action);
    text(asked.url, &mut draft.url);
    draft.wait_minutes = asked.wait_minutes.value().or(draft.wait_minutes);
    draft.enabled = asked.enabled.value().or(draft.enabled);
    draft.wordings = asked.wordings.value().unwrap_or_default().spoken();
    if matches!(asked.filter, Sent::Null) {
        (draft.kind, draft.tag, draft.country, draft.active_subscription) = Default::default();
    }
    let filter = asked.filter.value().unwrap_or_default();
    text(filter.kind.map(|kind| kind.0.as_str().to_owned()), &mut draft.kind);
    text(filter.tag, &mut draft.tag);
    text(filter.country, &mut draft.country);
    draft.active_subscription = filter.has_active_subscription.map(Some).over(draft.active_subscription);
}

/// What can't be cleared.
fn cleared(asked: &wire::WorkflowRequest) -> Vec<Violation> {
    let mut wrong = never_null("name", &asked.name);
    wrong.extend(never_null("trigger", &asked.trigger));
    wrong.extend(never_null("wait_minutes", &asked.wait_minutes));
    wrong.extend(never_null("action", &asked.action));
    wrong.extend(never_null("wordings", &asked.wordings));
    wrong.extend(never_null("enabled", &asked.enabled));
    wrong
}

/// What is wrong, with the fields as they are called here.
fn named(wrong: Vec<Violation>) -> Vec<Violation> {
    let name = |field: String| match field.as_str() {
        "wait" => "wait_minutes".to_owned(),
        "tag" | "country" => format!("filter.{field}"),
        _ => field,
    };
    wrong.into_iter().map(|violation| Violation { field: name(violation.field), ..violation }).collect()
}

fn problem(error: Error) -> Problem {
    match error {
        Error::Invalid(wrong) => Problem::invalid(&named(wrong)),
        error => error.into(),
    }
}
