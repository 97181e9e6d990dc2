//! The forms on the pages of mails. The field `act` says which.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::posted::Posted;
use clientele_app::server_fns::mail::Tried;
use clientele_domain::id::{MailId, MerchantId, WorkflowId};
use clientele_domain::mail::Wording;
use clientele_domain::scope::{Mode, Scope};
use clientele_domain::tongue::Tongue;
use clientele_service::{Ctx, Error, mail, workflows};
use leptos::prelude::provide_context;

use super::{Done, Sent};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/settings/mail`
pub async fn act(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let done = match sent.ctx(&state, Scope { merchant, mode }) {
        Ok(ctx) => change(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    sent.answer(&state, done).await
}

async fn change(ctx: &Ctx, sent: &Sent) -> Result<Done, Error> {
    let here = format!("/{}/settings/mail", ctx.scope);
    let workflow = || sent.value("workflow").parse::<WorkflowId>().map_err(|_| Error::NotFound);
    Ok(match sent.value("act") {
        "enable" => {
            workflows::set_enabled(ctx, workflow()?, true).await?;
            (here, "Switched on.")
        }
        "disable" => {
            workflows::set_enabled(ctx, workflow()?, false).await?;
            (here, "Switched off.")
        }
        "send_again" => {
            let id: MailId = sent.value("mail").parse().map_err(|_| Error::NotFound)?;
            mail::send_again(ctx, id).await?;
            (format!("{here}#mails"), "It is sent again.")
        }
        other => return Err(unknown(other)),
    })
}

/// What came of the form of a wording.
enum Worded {
    To(String, &'static str),
    /// Show the same again: nothing was saved, and this is where a mail went, if one did.
    Again(Option<String>),
}

/// `POST /{merchant}/{mode}/settings/mail/{id}`
pub async fn word(
    State(state): State<AppState>,
    Path((merchant, mode, id)): Path<(MerchantId, Mode, String)>,
    sent: Sent,
) -> Response {
    let done = match (sent.ctx(&state, Scope { merchant, mode }), id.parse()) {
        (Ok(ctx), Ok(id)) => reworded(&ctx, id, &sent).await,
        (Ok(_), Err(_)) => Err(Error::NotFound),
        (Err(error), _) => Err(error),
    };
    match done {
        Ok(Worded::To(to, message)) => sent.done(&to, message),
        Ok(Worded::Again(tried)) => {
            let context = move || {
                if let Some(address) = tried.clone() {
                    provide_context(Tried(address));
                }
            };
            sent.show(&state, StatusCode::OK, Posted::default(), context).await
        }
        Err(Error::Outdated { .. }) => {
            let sentence = "Somebody changed this mail while you were typing. What you typed is still here; open the page \
                            anew to see theirs.";
            sent.again(&state, Error::InvalidState(sentence.to_owned()), || {}).await
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

async fn reworded(ctx: &Ctx, id: WorkflowId, sent: &Sent) -> Result<Worded, Error> {
    let tongue = Tongue::of(sent.value("tongue"));
    let here = format!("/{}/settings/mail/{id}?tongue={}", ctx.scope, tongue.as_str());
    let text = sent.value("text").replace("\r\n", "\n");
    let wording = Wording { subject: sent.value("subject").trim().to_owned(), text: text.trim().to_owned() };
    let version = sent.value("version").parse().ok();
    Ok(match sent.value("act") {
        "save" => {
            workflows::reword(ctx, id, version, tongue, Some(&wording)).await?;
            Worded::To(here, "Mail saved.")
        }
        "reset" => {
            workflows::reword(ctx, id, version, tongue, None).await?;
            Worded::To(here, "The mail has its own words no more.")
        }
        "preview" => {
            let kind = workflows::get(ctx, id).await?.mail();
            mail::preview(ctx, kind, tongue, &wording).await?;
            Worded::Again(None)
        }
        "test" => {
            let kind = workflows::get(ctx, id).await?.mail();
            Worded::Again(Some(mail::send_test(ctx, kind, tongue, &wording).await?))
        }
        other => return Err(unknown(other)),
    })
}

fn unknown(act: &str) -> Error {
    Error::InvalidState(format!("There is no {act:?} to do here."))
}
