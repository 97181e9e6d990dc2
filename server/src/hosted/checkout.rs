//! `/pay/{id}`: a session, from its form to its end.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Json, Redirect, Response};
use clientele_app::hosted::{FormView, Texts, Tongue, View, Wrong};
use clientele_domain::id::CheckoutSessionId;
use clientele_service::Error;
use clientele_service::checkout::{self, Desk, Shown, Submitted};
use serde_json::json;

use super::page::{self, Seller};
use super::sent::{Pairs, changes_country, submission};
use super::show;
use super::visit::Visit;
use crate::state::AppState;

/// `GET /pay/{id}`
pub async fn show(State(state): State<AppState>, Path(id): Path<String>, visit: Visit) -> Response {
    let desk = async { current(&state, parsed(&id)?).await };
    match desk.await {
        Ok(desk) => {
            let view = show::view(&desk, &visit, state.house.now());
            answer(&state, &visit, &desk, StatusCode::OK, view).await
        }
        Err(error) => page::refusal(&state, &visit, &error),
    }
}

/// The session as it is now. A page that waits is looked at to learn what became of the payment, so the method is asked.
pub async fn current(state: &AppState, id: CheckoutSessionId) -> Result<Desk, Error> {
    let desk = checkout::open(&state.house, id).await?;
    let shown = desk.shown(state.house.now());
    if !matches!(shown, Shown::Waiting | Shown::Processing) {
        return Ok(desk);
    }
    match checkout::poll(&state.house, id).await {
        Ok(now) if now != shown => checkout::open(&state.house, id).await,
        Ok(_) => Ok(desk),
        // What is known can be shown all the same; the page asks again.
        Err(error) => {
            tracing::warn!(?error, "a payment method could not be asked");
            Ok(desk)
        }
    }
}

/// `POST /pay/{id}`: the form.
pub async fn submit(
    State(state): State<AppState>,
    Path(id): Path<String>,
    visit: Visit,
    Form(pairs): Form<Pairs>,
) -> Response {
    let done = async { send(&state, &visit, parsed(&id)?, &pairs).await };
    match done.await {
        Ok(None) => to(&visit, &id),
        Ok(Some((desk, (status, view)))) => answer(&state, &visit, &desk, status, view).await,
        Err(error) => astray(&state, &visit, &id, &error),
    }
}

/// A session, and what to show of it.
pub type Told = (Desk, (StatusCode, View));

/// Sends the form of a session. Gives the form again where it is not done; where it is, the session itself says what came
/// of it.
pub async fn send(
    state: &AppState,
    visit: &Visit,
    id: CheckoutSessionId,
    pairs: &Pairs,
) -> Result<Option<Told>, Error> {
    let sent = submission(pairs, &visit.device);
    if changes_country(pairs) {
        let desk = checkout::open(&state.house, id).await?;
        let view = show::typed(show::form(&desk, visit), sent);
        return Ok(Some((desk, (StatusCode::OK, View::Form(Box::new(view))))));
    }
    let submitted = checkout::submit(&state.house, id, &sent).await?;
    again(state, visit, id, submitted, |view| FormView { method: sent.method, saved: sent.saved, ..view }).await
}

/// What follows on a form that was sent: the page of the session, or its form again with what is wrong.
pub async fn after(
    state: &AppState,
    visit: &Visit,
    id: CheckoutSessionId,
    submitted: Submitted,
    sent: impl FnOnce(FormView) -> FormView,
) -> Result<Response, Error> {
    Ok(match again(state, visit, id, submitted, sent).await? {
        None => to(visit, &id.to_string()),
        Some((desk, (status, view))) => answer(state, visit, &desk, status, view).await,
    })
}

async fn again(
    state: &AppState,
    visit: &Visit,
    id: CheckoutSessionId,
    submitted: Submitted,
    sent: impl FnOnce(FormView) -> FormView,
) -> Result<Option<Told>, Error> {
    let (status, wrong, declined) = match submitted {
        Submitted::Complete | Submitted::Waiting | Submitted::Processing | Submitted::Over => return Ok(None),
        Submitted::Wrong(violations) => (StatusCode::UNPROCESSABLE_ENTITY, Wrong::new(violations), None),
        Submitted::Declined(decline) => (StatusCode::PAYMENT_REQUIRED, Wrong::default(), Some(decline)),
    };
    let desk = checkout::open(&state.house, id).await?;
    let view = FormView { wrong, declined, ..sent(show::form(&desk, visit)) };
    Ok(Some((desk, (status, View::Form(Box::new(view))))))
}

/// `GET /pay/{id}/state`: in a word, what is shown now.
pub async fn state(State(state): State<AppState>, Path(id): Path<String>) -> Response {
    let shown = match parsed(&id) {
        Ok(id) => checkout::poll(&state.house, id).await,
        Err(error) => Err(error),
    };
    match shown {
        Ok(shown) => Json(json!({ "state": word(shown) })).into_response(),
        Err(Error::NotFound) => (StatusCode::NOT_FOUND, Json(json!({ "state": "unknown" }))).into_response(),
        Err(error) => {
            tracing::error!(?error, "the state of a session could not be told");
            (StatusCode::SERVICE_UNAVAILABLE, Json(json!({ "state": "failed" }))).into_response()
        }
    }
}

/// `POST /pay/{id}/another`: gives up a payment that waits, to choose another way.
pub async fn another(State(state): State<AppState>, Path(id): Path<String>, visit: Visit) -> Response {
    let done = async { checkout::reconsider(&state.house, parsed(&id)?).await };
    match done.await {
        Ok(()) => to(&visit, &id),
        Err(error) => astray(&state, &visit, &id, &error),
    }
}

/// `POST /pay/{id}/simulate`: pays the simulated invoice of test mode.
pub async fn simulate(State(state): State<AppState>, Path(id): Path<String>, visit: Visit) -> Response {
    let done = async { checkout::simulate(&state.house, parsed(&id)?).await };
    match done.await {
        Ok(()) => to(&visit, &id),
        Err(error) => astray(&state, &visit, &id, &error),
    }
}

/// The session's own page says best what became of something that is not possible any more.
fn astray(state: &AppState, visit: &Visit, id: &str, error: &Error) -> Response {
    if is_overtaken(error) { to(visit, id) } else { page::refusal(state, visit, error) }
}

/// Whether something else was done meanwhile, so that this is not possible any more.
pub fn is_overtaken(error: &Error) -> bool {
    matches!(error, Error::InvalidState(_) | Error::Repeated | Error::Outdated { .. })
}

/// On to the session's own page, in the same language.
fn to(visit: &Visit, id: &str) -> Response {
    Redirect::to(&format!("/pay/{id}{}", visit.query())).into_response()
}

fn parsed(id: &str) -> Result<CheckoutSessionId, Error> {
    id.parse().map_err(|_| Error::NotFound)
}

fn word(shown: Shown) -> &'static str {
    match shown {
        Shown::Form => "form",
        Shown::Waiting => "waiting",
        Shown::Processing => "processing",
        Shown::Complete => "complete",
        Shown::Expired => "expired",
        Shown::Canceled => "canceled",
    }
}

async fn answer(state: &AppState, visit: &Visit, desk: &Desk, status: StatusCode, view: View) -> Response {
    let session = &desk.session;
    let tongue = tongue(visit, desk);
    // Who has paid is not led to where one goes who has not.
    let back = if matches!(view, View::Complete(_)) { "" } else { session.terms.cancel_url.as_str() };
    let seller = Seller { scope: desk.scope, name: &desk.merchant, back };
    let order = show::order(session, Texts::of(tongue).order);
    page::answer(state, visit, tongue, format!("/pay/{}", session.id), (seller, Some(order)), (status, view)).await
}

/// The language of the session, or else of the record.
pub fn tongue(visit: &Visit, desk: &Desk) -> Tongue {
    let told = &desk.session.told.locale;
    visit.tongue(if told.is_empty() { &desk.form.known.locale } else { told })
}
