//! `/embed/{component}`: a part of the portal in a frame on the merchant's page. The page posts the secret of a customer
//! session into the frame; there are no cookies. Only pages of the session's origin may frame it, and only they are told what
//! happens in it.

mod asked;
mod pay;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use clientele_app::hosted::{Door, Frame, Place, Portal, Said, View};
use clientele_service::portal::{self, Holder};
use clientele_service::{Error, House};

use super::page;
use super::portal::show::{self, Came, Part};
use super::sent::{changes_country, value};
use super::visit::Visit;
use crate::state::AppState;
use asked::Asked;
pub use pay::pay;

/// `GET /embed/{component}`: there is nothing to look at without a session.
pub async fn nothing(State(state): State<AppState>, visit: Visit) -> Response {
    page::door(&state, &visit, StatusCode::NOT_FOUND, Door::Ways)
}

/// `POST /embed/{component}`: the first one comes from the merchant's page and shows the form; further ones come from the
/// frame itself and say in `act` what to do, be it only to show the form again.
pub async fn act(State(state): State<AppState>, Path(component): Path<String>, asked: Asked) -> Response {
    let act = value(&asked.pairs, "act");
    let part = part(&component);
    let (session, frame) = match asked.begin(&state, part.map_or("", |(.., name)| name), act.is_empty()).await {
        Ok(begun) => begun,
        Err(response) => return response,
    };
    let Some(part) = part else { return refusal(&state, &asked.visit, frame, &Error::NotFound) };
    let looks = act.is_empty() || act == "show";
    let done = async {
        let holder = portal::framed(&state.house, &session).await?;
        let came = match looks {
            true => Came { said: None, section: show::part(&state.house, &holder, part.0).await? },
            false => show::act(&state.house, &holder, part.0, &asked.pairs).await?,
        };
        Ok((holder, came))
    };
    match done.await {
        Ok((holder, came)) => {
            let fine = looks || changes_country(&asked.pairs) || !came.again();
            let status = if fine { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
            answer(&state, &asked.visit, frame, &holder, part, (status, came))
        }
        Err(error) => refusal(&state, &asked.visit, frame, &error),
    }
}

type Shown = (Part, Place, &'static str);

const SUBSCRIPTIONS: Shown = (Part::Subscriptions, Place::Subscriptions, "subscriptions");

fn part(component: &str) -> Option<Shown> {
    Some(match component {
        "profile" => (Part::Profile, Place::Profile, "profile"),
        "refund_address" => (Part::RefundAddress, Place::Profile, "refund_address"),
        "subscriptions" => SUBSCRIPTIONS,
        _ => return None,
    })
}

/// A part as it is now.
fn answer(
    state: &AppState,
    visit: &Visit,
    frame: Frame,
    holder: &Holder,
    (_, place, name): Shown,
    (status, came): (StatusCode, Came),
) -> Response {
    let changed = frame.changed || came.said.as_ref().is_some_and(changes);
    let fields = &holder.customer.fields;
    let view = Portal { name: fields.display_name().to_owned(), place, said: came.said, sections: vec![came.section] };
    let view = (status, View::Portal(Box::new(view)));
    let tongue = visit.tongue(&fields.locale);
    page::framed(state, visit, tongue, format!("/embed/{name}"), Frame { changed, ..frame }, view)
}

/// Whether something is other than it was, so that the page around the frame looks again.
fn changes(said: &Said) -> bool {
    matches!(said, Said::Saved | Said::Canceled | Said::Resumed)
}

/// The subscriptions, where one was not to be paid any more.
async fn overtaken(house: &House, holder: &Holder) -> Result<Came, Error> {
    Ok(Came { said: Some(Said::TooLate), section: show::part(house, holder, Part::Subscriptions).await? })
}

/// Why there is nothing in a frame.
fn refusal(state: &AppState, visit: &Visit, frame: Frame, error: &Error) -> Response {
    let (status, door) = match error {
        Error::SignedOut | Error::Deleted { .. } => (StatusCode::FORBIDDEN, Door::Ended),
        // The session is for other things.
        Error::InvalidState(_) => (StatusCode::FORBIDDEN, Door::NotFor),
        Error::NotFound => (StatusCode::NOT_FOUND, Door::Unknown),
        other => return page::refusal(state, visit, other),
    };
    page::framed(state, visit, visit.tongue(""), String::new(), frame, (status, View::Door(Box::new(door))))
}
