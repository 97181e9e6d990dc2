//! The session cookies: of staff, and of customers in the portal.
//!
//! `__Host-clientele`, Secure, HttpOnly, SameSite=Lax. Browsers drop such a cookie on plain http, so a development server
//! on this machine (a loopback address and no https public address) uses the name `clientele-dev` without Secure. In the same
//! way customers have `__Host-portal` or `portal-dev`.

use axum::http::{HeaderMap, HeaderValue, header};
use clientele_domain::portal::LONGEST;
use clientele_service::accounts::{HALF_SESSION_LENGTH, SESSION_LENGTH};

use crate::state::Settings;

fn name(settings: &Settings) -> &'static str {
    if settings.secure { "__Host-clientele" } else { "clientele-dev" }
}

fn of_portal(settings: &Settings) -> &'static str {
    if settings.secure { "__Host-portal" } else { "portal-dev" }
}

/// The token in the request's cookie.
pub fn token(settings: &Settings, headers: &HeaderMap) -> Option<String> {
    found(name(settings), headers)
}

/// The token of a customer who is in the portal.
pub fn portal_token(settings: &Settings, headers: &HeaderMap) -> Option<String> {
    found(of_portal(settings), headers)
}

fn found(name: &str, headers: &HeaderMap) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// The header that gives the browser its token.
pub fn set(settings: &Settings, token: &str) -> HeaderValue {
    value(settings, name(settings), token, SESSION_LENGTH.as_secs())
}

/// The header that gives the browser the token of a half session.
pub fn set_half(settings: &Settings, token: &str) -> HeaderValue {
    value(settings, name(settings), token, HALF_SESSION_LENGTH.as_secs())
}

/// The header that takes it away.
pub fn clear(settings: &Settings) -> HeaderValue {
    value(settings, name(settings), "", 0)
}

/// The header that gives the browser of a customer the token of the portal. How long it is good for, the server knows.
pub fn set_portal(settings: &Settings, token: &str) -> HeaderValue {
    value(settings, of_portal(settings), token, LONGEST.as_secs())
}

/// The header that takes it away.
pub fn clear_portal(settings: &Settings) -> HeaderValue {
    value(settings, of_portal(settings), "", 0)
}

fn value(settings: &Settings, name: &str, token: &str, seconds: u64) -> HeaderValue {
    let secure = if settings.secure { "; Secure" } else { "" };
    let text = format!("{name}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    // A token is hexadecimal, so this can't fail; an empty header would only mean that nobody is signed in.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}
