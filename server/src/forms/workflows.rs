//! The forms on the pages of workflows. The field `act` says which.

use axum::extract::{Path, State};
use axum::response::Response;
use clientele_domain::id::{MerchantId, WorkflowId};
use clientele_domain::mail::Wording;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::tongue::Tongue;
use clientele_domain::violation::Violation;
use clientele_service::workflows::{self, Draft};
use clientele_service::{Ctx, Error};

use super::{Done, Sent};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/settings/workflows/new`
pub async fn create(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let done = match sent.ctx(&state, Scope { merchant, mode }) {
        Ok(ctx) => workflows::create(&ctx, &draft(&sent)).await.map_err(in_one_language).map(|made| {
            (format!("/{}/settings/workflows?workflow={}", ctx.scope, made.id), "Workflow made. It runs from now on.")
        }),
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

/// `POST /{merchant}/{mode}/settings/workflows/{id}`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let done = match (sent.ctx(&state, Scope { merchant, mode }), id.parse()) {
        (Ok(ctx), Ok(id)) => change(&ctx, id, &sent).await,
        (Ok(_), Err(_)) => Err(Error::NotFound),
        (Err(error), _) => Err(error),
    };
    let done = done.map_err(|error| match error {
        Error::Outdated { .. } => Error::InvalidState(
            "Somebody changed this workflow while you were typing. Look at it as it is now, and save again.".to_owned(),
        ),
        error => error,
    });
    sent.answer(&state, done).await
}

async fn change(ctx: &Ctx, id: WorkflowId, sent: &Sent) -> Result<Done, Error> {
    let list = format!("/{}/settings/workflows", ctx.scope);
    let here = format!("{list}/{id}");
    Ok(match sent.value("act") {
        "save" => {
            let version = sent.value("version").parse().ok();
            workflows::update(ctx, id, version, |workflow| *workflow = draft(sent)).await.map_err(in_one_language)?;
            (here, "Workflow saved.")
        }
        "enable" => {
            workflows::set_enabled(ctx, id, true).await?;
            (here, "Switched on.")
        }
        "disable" => {
            workflows::set_enabled(ctx, id, false).await?;
            (here, "Switched off.")
        }
        "delete" => {
            workflows::delete(ctx, id, None).await?;
            (list, "Workflow removed.")
        }
        other => return Err(Error::InvalidState(format!("There is no {other:?} to do here."))),
    })
}

fn draft(sent: &Sent) -> Draft {
    let text = |name: &str| sent.value(name).to_owned();
    let minutes = match sent.value("wait_unit") {
        "days" => 24 * 60,
        "hours" => 60,
        _ => 1,
    };
    let wait: Option<i64> = match sent.value("wait").trim() {
        "" => Some(0),
        text => text.parse().ok(),
    };
    Draft {
        name: text("name"),
        trigger: text("trigger"),
        kind: text("kind"),
        tag: text("tag"),
        country: text("country"),
        active_subscription: sent.value("active_subscription").parse().ok(),
        wait_minutes: wait.and_then(|wait| wait.checked_mul(minutes)),
        action: text("action"),
        url: text("url"),
        wordings: wording(sent).map(|wording| (Tongue::English, Some(wording))).into_iter().collect(),
        enabled: None,
    }
}

/// The words, where the form asks for them: of a mail that is there, they have a form of their own.
fn wording(sent: &Sent) -> Option<Wording> {
    let subject = sent.value("subject").trim().to_owned();
    let text = sent.value("text").replace("\r\n", "\n").trim().to_owned();
    (!sent.values("text").is_empty()).then_some(Wording { subject, text })
}

/// This form has the words of one language only.
fn in_one_language(error: Error) -> Error {
    let Error::Invalid(wrong) = error else { return error };
    let field = |field: String| field.strip_prefix("wordings.en.").map(str::to_owned).unwrap_or(field);
    Error::Invalid(wrong.into_iter().map(|one| Violation { field: field(one.field), ..one }).collect())
}
