//! Signing in, up and out.

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use clientele_app::list_query::escape;
use clientele_service::Error;
use clientele_service::accounts::{self, Credentials, NewHouse, SignedIn};

use super::Sent;
use crate::middleware::{client, cookie};
use crate::state::AppState;

/// `POST /sign-in`
pub async fn sign_in(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    sent: Sent,
) -> Response {
    let credentials =
        Credentials { email: sent.value("email").to_owned(), password: sent.value("password").to_owned() };
    let address = client::address(&state.settings, &sent.parts().headers, peer.ip()).to_string();
    match accounts::sign_in(&state.house, credentials, &sent.device(), &address).await {
        Ok(SignedIn::Whole(token)) => welcome(&state, &token, sent.value("next")),
        Ok(SignedIn::Half(token)) => {
            let to = format!("/sign-in/code?next={}", escape(sent.value("next")));
            ([(header::SET_COOKIE, cookie::set_half(&state.settings, &token))], Redirect::to(&to)).into_response()
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// `POST /sign-in/code`: after the password, the code.
pub async fn give_code(State(state): State<AppState>, sent: Sent) -> Response {
    let half = cookie::token(&state.settings, &sent.parts().headers).unwrap_or_default();
    match accounts::give_code(&state.house, &half, sent.value("code"), &sent.device()).await {
        Ok(token) => welcome(&state, &token, sent.value("next")),
        Err(Error::SignedOut) => {
            let to = format!("/sign-in?late=yes&next={}", escape(sent.value("next")));
            Redirect::to(&to).into_response()
        }
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// `POST /sign-up`: the first owner.
pub async fn sign_up(State(state): State<AppState>, sent: Sent) -> Response {
    let text = |name| sent.value(name).to_owned();
    let asked = NewHouse {
        merchant: text("merchant"),
        currency: text("currency"),
        name: text("name"),
        email: text("email"),
        password: text("password"),
    };
    match accounts::sign_up(&state.house, asked, &sent.device()).await {
        Ok(token) => welcome(&state, &token, "/"),
        Err(error) => sent.again(&state, error, || {}).await,
    }
}

/// `POST /sign-out`
pub async fn sign_out(State(state): State<AppState>, sent: Sent) -> Response {
    if let Some(token) = cookie::token(&state.settings, &sent.parts().headers)
        && let Err(error) = accounts::sign_out(&state.house, &token).await
    {
        tracing::error!(?error, "a session could not be ended");
    }
    ([(header::SET_COOKIE, cookie::clear(&state.settings))], Redirect::to("/sign-in")).into_response()
}

/// A new session, always with a new token, and on to where the person wanted to go.
pub(super) fn welcome(state: &AppState, token: &str, next: &str) -> Response {
    // Only places of our own: `//evil.example` and `/\evil.example` are other sites, and browsers read past tabs and line
    // breaks in an address.
    let inside =
        next.starts_with('/') && !next.starts_with("//") && next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let to = if inside { next } else { "/" };
    ([(header::SET_COOKIE, cookie::set(&state.settings, token))], Redirect::to(to)).into_response()
}
