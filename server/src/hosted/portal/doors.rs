//! The ways in: a session that the merchant's page sends, and a link that is mailed.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;

use axum::extract::{ConnectInfo, Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Form};
use clientele_app::hosted::{Door, View, Wrong};
use clientele_domain::id::{MerchantId, PortalLinkId};
use clientele_domain::portal::LinkPurpose;
use clientele_domain::scope::{Mode, Scope};
use clientele_service::Error;
use clientele_service::portal::{self, Followed};
use governor::Quota;

use super::session::{self, NoSession};
use crate::guesses::Guesses;
use crate::hosted::limit::Limit;
use crate::hosted::page::{self, Seller};
use crate::hosted::sent::{Pairs, value};
use crate::hosted::visit::Visit;
use crate::middleware::{client, cookie, same_origin};
use crate::state::AppState;

/// How many links can be asked for from one network address.
#[derive(Clone)]
pub struct Mails(pub Limit);

/// Ten at once, for a family behind one address, and then one in ten seconds.
pub fn mails_from_one_address() -> Quota {
    let one = NonZeroU32::MIN;
    let ten = one.saturating_add(9);
    Quota::with_period(Duration::from_secs(10)).unwrap_or(Quota::per_minute(one)).allow_burst(ten)
}

/// `POST /portal`: a page of the merchant sends the secret of a customer session.
pub async fn enter(
    State(state): State<AppState>,
    Extension(guesses): Extension<Guesses>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    visit: Visit,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Response {
    let visit = visit.asking(value(&pairs, "lang"));
    let from = client::address(&state.settings, &headers, peer.ip());
    let session = match session::of(&state.house, &guesses, from, value(&pairs, "session")).await {
        Ok(session) => session,
        Err(NoSession::TooMany) => return page::too_many(&state, &visit),
        Err(NoSession::Unknown) => return page::door(&state, &visit, StatusCode::FORBIDDEN, Door::Ended),
        Err(NoSession::Failed(error)) => return page::refusal(&state, &visit, &error),
    };
    let ours = same_origin::from_here(&state.settings.public_url, &headers);
    if !ours && !session::is_from(&headers, &session.allowed_origin) {
        return page::door(&state, &visit, StatusCode::FORBIDDEN, Door::Elsewhere);
    }
    match portal::let_in(&state.house, &session).await {
        Ok(token) => come_in(&state, &visit, &token),
        Err(Error::SignedOut) => page::door(&state, &visit, StatusCode::FORBIDDEN, Door::Ended),
        Err(Error::InvalidState(_)) => page::door(&state, &visit, StatusCode::FORBIDDEN, Door::NotFor),
        Err(error) => page::refusal(&state, &visit, &error),
    }
}

fn come_in(state: &AppState, visit: &Visit, token: &str) -> Response {
    let cookie = [(header::SET_COOKIE, cookie::set_portal(&state.settings, token))];
    (cookie, Redirect::to(&format!("/portal{}", visit.query()))).into_response()
}

/// Merchant and mode, as the address has them.
type Whose = Path<(String, String)>;

/// `GET /portal/{merchant}/{mode}`: where one asks for a link.
pub async fn ask(State(state): State<AppState>, visit: Visit, Path(whose): Whose) -> Response {
    about(&state, &visit, &whose, StatusCode::OK, Door::Ask(String::new(), Wrong::default())).await
}

/// `POST /portal/{merchant}/{mode}`: the answer is the same, whether anybody is known by the email or not.
pub async fn asked(
    State(state): State<AppState>,
    Extension(Mails(limit)): Extension<Mails>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    visit: Visit,
    Path(whose): Whose,
    headers: HeaderMap,
    Form(pairs): Form<Pairs>,
) -> Response {
    let typed = value(&pairs, "email");
    let email = match portal::typed_email(typed) {
        Ok(email) => email,
        Err(error) => {
            let wrong = if let Error::Invalid(violations) = error { Wrong::new(violations) } else { Wrong::default() };
            let door = Door::Ask(typed.to_owned(), wrong);
            return about(&state, &visit, &whose, StatusCode::UNPROCESSABLE_ENTITY, door).await;
        }
    };
    if !limit.allows(client::address(&state.settings, &headers, peer.ip())) {
        return page::too_many(&state, &visit);
    }
    if let Some(scope) = scope(&whose) {
        // Nobody waits for it: how long it takes would tell whether somebody is known.
        let house = state.house.clone();
        tokio::spawn(async move {
            if let Err(error) = portal::send_link(&house, scope, &email).await {
                tracing::error!(?error, "a link to the portal was not sent");
            }
        });
    }
    about(&state, &visit, &whose, StatusCode::OK, Door::Asked).await
}

fn scope((merchant, mode): &(String, String)) -> Option<Scope> {
    let merchant: MerchantId = merchant.parse().ok()?;
    let mode: Mode = mode.parse().ok()?;
    Some(Scope { merchant, mode })
}

/// A page about the way into the portal of a merchant.
async fn about(state: &AppState, visit: &Visit, whose: &(String, String), status: StatusCode, door: Door) -> Response {
    let Some(scope) = scope(whose) else {
        return page::door(state, visit, StatusCode::NOT_FOUND, Door::Unknown);
    };
    match portal::merchant_of(&state.house, scope).await {
        Ok(name) => of_merchant(state, visit, (scope, &name), format!("/portal/{scope}"), (status, door), "").await,
        Err(Error::NotFound) => page::door(state, visit, StatusCode::NOT_FOUND, Door::Unknown),
        Err(error) => page::refusal(state, visit, &error),
    }
}

async fn of_merchant(
    state: &AppState,
    visit: &Visit,
    (scope, name): (Scope, &str),
    path: String,
    (status, door): (StatusCode, Door),
    locale: &str,
) -> Response {
    let seller = (Seller { scope, name, back: "" }, None);
    page::answer(state, visit, visit.tongue(locale), path, seller, (status, View::Door(Box::new(door)))).await
}

/// Merchant, mode, link and signature, as the address has them.
type Link = Path<(String, String, String, String)>;

/// `GET /portal/{merchant}/{mode}/link/{id}/{signature}`: a button. Programs that look at the links in mails use nothing up.
pub async fn opened(
    State(state): State<AppState>,
    Extension(guesses): Extension<Guesses>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    visit: Visit,
    headers: HeaderMap,
    Path(link): Link,
) -> Response {
    let from = client::address(&state.settings, &headers, peer.ip());
    let Some((scope, id)) = read(&link) else {
        return page::door(&state, &visit, StatusCode::NOT_FOUND, Door::Unknown);
    };
    if guesses.closed_for(from).is_some() {
        return page::too_many(&state, &visit);
    }
    match portal::opened(&state.house, scope, id, &link.3).await {
        Ok(sent) => {
            let door = match sent.link.purpose {
                LinkPurpose::SignIn => Door::Open,
                LinkPurpose::RefundAddress => Door::Confirm(sent.link.refund_address),
            };
            let path = format!("/portal/{scope}/link/{id}/{}", link.3);
            let locale = &sent.customer.fields.locale;
            of_merchant(&state, &visit, (scope, &sent.merchant), path, (StatusCode::OK, door), locale).await
        }
        Err(error) => refused(&state, &visit, (&guesses, from), scope, &error).await,
    }
}

/// `POST /portal/{merchant}/{mode}/link/{id}/{signature}`: does what the link is for, once.
pub async fn follow(
    State(state): State<AppState>,
    Extension(guesses): Extension<Guesses>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    visit: Visit,
    headers: HeaderMap,
    Path(link): Link,
) -> Response {
    let from = client::address(&state.settings, &headers, peer.ip());
    let Some((scope, id)) = read(&link) else {
        return page::door(&state, &visit, StatusCode::NOT_FOUND, Door::Unknown);
    };
    if guesses.closed_for(from).is_some() {
        return page::too_many(&state, &visit);
    }
    match portal::follow(&state.house, scope, id, &link.3).await {
        Ok(Followed::In(token)) => come_in(&state, &visit, &token),
        Ok(Followed::Confirmed) => about(&state, &visit, &(link.0, link.1), StatusCode::OK, Door::Confirmed).await,
        Err(error) => refused(&state, &visit, (&guesses, from), scope, &error).await,
    }
}

fn read(link: &(String, String, String, String)) -> Option<(Scope, PortalLinkId)> {
    Some((scope(&(link.0.clone(), link.1.clone()))?, link.2.parse().ok()?))
}

async fn refused(
    state: &AppState,
    visit: &Visit,
    (guesses, from): (&Guesses, IpAddr),
    scope: Scope,
    error: &Error,
) -> Response {
    match error {
        Error::NotFound => {
            guesses.count_wrong(from);
            page::door(state, visit, StatusCode::NOT_FOUND, Door::Unknown)
        }
        Error::InvalidState(_) | Error::Deleted { .. } => {
            let whose = (scope.merchant.to_string(), scope.mode.to_string());
            about(state, visit, &whose, StatusCode::GONE, Door::Spent(format!("/portal/{scope}"))).await
        }
        other => page::refusal(state, visit, other),
    }
}
