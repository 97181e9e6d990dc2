//! The forms on a person's own pages: name, password, sessions, and the second factor. The field `act` says which.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::posted::Posted;
use clientele_app::server_fns::account::FreshCodes;
use clientele_domain::id::MerchantId;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::accounts::{self, two_factor};
use clientele_service::{Ctx, Error};
use leptos::prelude::provide_context;

use super::{Done, Sent};
use crate::state::AppState;

/// `POST /{merchant}/{mode}/account`
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
    let done = |what: &str, message| Ok((format!("/{}/account?done={what}", ctx.scope), message));
    let session = &sent.visitor()?.session;
    match sent.value("act") {
        "name" => {
            accounts::rename(ctx, sent.value("name")).await?;
            done("name", "Name saved.")
        }
        "password" => {
            let (current, new) = (sent.value("current_password"), sent.value("new_password"));
            accounts::change_password(ctx, session, current, new).await?;
            done("password", "Password changed.")
        }
        "end_session" => {
            accounts::end_session(ctx, sent.value("session")).await?;
            done("session", "Signed out there.")
        }
        "end_others" => {
            accounts::end_other_sessions(ctx, session).await?;
            done("sessions", "Signed out everywhere else.")
        }
        other => Err(unknown(other)),
    }
}

/// `POST /{merchant}/{mode}/account/two-factor`
pub async fn two_factor(
    State(state): State<AppState>,
    Path((merchant, mode)): Path<(MerchantId, Mode)>,
    sent: Sent,
) -> Response {
    let done = match sent.ctx(&state, Scope { merchant, mode }) {
        Ok(ctx) => change_factor(&ctx, &sent).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(Factor::To(to, message)) => sent.done(&to, message),
        // The answer is the page itself: the codes stand in no address and in no history.
        Ok(Factor::Codes(codes)) => {
            let fresh = FreshCodes(codes);
            let nothing = Sent { pairs: Vec::new(), ..sent };
            nothing.show(&state, StatusCode::OK, Posted::default(), move || provide_context(fresh.clone())).await
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// What came of a form about the second factor.
enum Factor {
    To(String, &'static str),
    Codes(Vec<String>),
}

async fn change_factor(ctx: &Ctx, sent: &Sent) -> Result<Factor, Error> {
    let (password, code) = (sent.value("password"), sent.value("code"));
    Ok(match sent.value("act") {
        "begin" => {
            two_factor::begin(ctx).await?;
            Factor::To(format!("/{}/account/two-factor", ctx.scope), "")
        }
        "confirm" => Factor::Codes(two_factor::confirm(ctx, password, code).await?),
        "renew" => Factor::Codes(two_factor::renew_recovery_codes(ctx, password, code).await?),
        "turn_off" => {
            two_factor::turn_off(ctx, password, code).await?;
            Factor::To(format!("/{}/account?done=two_factor", ctx.scope), "Two-factor sign-in is off.")
        }
        other => return Err(unknown(other)),
    })
}

fn unknown(act: &str) -> Error {
    Error::InvalidState(format!("There is no {act:?} to do here."))
}
