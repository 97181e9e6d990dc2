//! `/embed/{component}`: a part of the portal in a frame on the merchant's page. The page posts the secret of a customer
//! session into the frame; there are no cookies. Only pages of the session's origin may frame it, and only they are told what
//! happens in it.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use axum::{Extension, Form};
use clientele_app::hosted::{Door, Frame, Place, Portal, Said, Section, View};
use clientele_service::{Error, portal};

use super::portal::session::{self, NoSession};
use super::portal::show::{self, Came, Part};
use super::sent::{Pairs, changes_country, value};
use super::visit::Visit;
use super::{assets, page};
use crate::guesses::Guesses;
use crate::middleware::{client, same_origin};
use crate::state::AppState;

/// `GET /embed/{component}`: there is nothing to look at without a session.
pub async fn nothing(State(state): State<AppState>, visit: Visit) -> Response {
    page::door(&state, &visit, StatusCode::NOT_FOUND, Door::Ways)
}

/// `POST /embed/{component}`: the first one comes from the merchant's page and shows the form; further ones come from the
/// frame itself and say in `act` what to do.
pub async fn act(
    State(state): State<AppState>,
    Extension(guesses): Extension<Guesses>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    visit: Visit,
    headers: HeaderMap,
    Path(component): Path<String>,
    Form(pairs): Form<Pairs>,
) -> Response {
    let visit = visit.asking(value(&pairs, "lang"));
    let from = client::address(&state.settings, &headers, peer.ip());
    let secret = value(&pairs, "session");
    let session = match session::of(&state.house, &guesses, from, secret).await {
        Ok(session) => session,
        Err(NoSession::TooMany) => return page::too_many(&state, &visit),
        Err(NoSession::Unknown) => return page::door(&state, &visit, StatusCode::FORBIDDEN, Door::Ended),
        Err(NoSession::Failed(error)) => return page::refusal(&state, &visit, &error),
    };
    let first = value(&pairs, "act").is_empty();
    let right = match first {
        true => session::is_from(&headers, &session.allowed_origin),
        false => headers.contains_key(header::ORIGIN) && same_origin::from_here(&state.settings.public_url, &headers),
    };
    if !right {
        return page::door(&state, &visit, StatusCode::FORBIDDEN, Door::Elsewhere);
    }
    let mut frame = Frame {
        secret: secret.to_owned(),
        origin: session.allowed_origin.clone(),
        component: "",
        theme: theme(value(&pairs, "theme")),
        changed: false,
        script: assets::frame_script(),
    };
    let refused = |frame, status, door: Door| {
        let view = (status, View::Door(Box::new(door)));
        page::framed(&state, &visit, visit.tongue(""), String::new(), frame, view)
    };
    let Some((part, place, name)) = part(&component) else {
        return refused(frame, StatusCode::NOT_FOUND, Door::Unknown);
    };
    frame.component = name;
    let done = async {
        let holder = portal::framed(&state.house, &session).await?;
        let came = match first {
            true => Came { said: None, section: show::part(&state.house, &holder, part).await? },
            false => show::act(&state.house, &holder, part, &pairs).await?,
        };
        Ok((holder, came))
    };
    match done.await {
        Ok((holder, came)) => {
            let looks = first || changes_country(&pairs);
            let status = if came.again() && !looks { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
            frame.changed = came.said.as_ref().is_some_and(changes);
            let fields = &holder.customer.fields;
            let (name, tongue) = (fields.display_name().to_owned(), visit.tongue(&fields.locale));
            let view = shown(name, place, came.said, came.section);
            page::framed(&state, &visit, tongue, format!("/embed/{component}"), frame, (status, view))
        }
        Err(Error::SignedOut | Error::Deleted { .. }) => refused(frame, StatusCode::FORBIDDEN, Door::Ended),
        // The session is for other things.
        Err(Error::InvalidState(_)) => refused(frame, StatusCode::FORBIDDEN, Door::NotFor),
        Err(Error::NotFound) => refused(frame, StatusCode::NOT_FOUND, Door::Unknown),
        Err(error) => page::refusal(&state, &visit, &error),
    }
}

fn shown(name: String, place: Place, said: Option<Said>, section: Section) -> View {
    View::Portal(Box::new(Portal { name, place, said, sections: vec![section] }))
}

/// Whether something is other than it was, so that the page around the frame looks again.
fn changes(said: &Said) -> bool {
    matches!(said, Said::Saved | Said::Canceled | Said::Resumed)
}

fn part(component: &str) -> Option<(Part, Place, &'static str)> {
    Some(match component {
        "profile" => (Part::Profile, Place::Profile, "profile"),
        "refund_address" => (Part::RefundAddress, Place::Profile, "refund_address"),
        "subscriptions" => (Part::Subscriptions, Place::Subscriptions, "subscriptions"),
        _ => return None,
    })
}

fn theme(asked: &str) -> &'static str {
    match asked {
        "light" => "light",
        "dark" => "dark",
        _ => "",
    }
}
