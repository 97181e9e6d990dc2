//! The session cookie.
//!
//! `__Host-clientele`, Secure, HttpOnly, SameSite=Lax. Browsers drop such a cookie on plain http, so a development server
//! on this machine (a loopback address and no https public address) uses the name `clientele-dev` without Secure.

use axum::http::{HeaderMap, HeaderValue, header};
use clientele_service::accounts::{HALF_SESSION_LENGTH, SESSION_LENGTH};

use crate::state::Settings;

fn name(settings: &Settings) -> &'static str {
    if settings.secure { "__Host-clientele" } else { "clientele-dev" }
}

/// The token in the request's cookie.
pub fn token(settings: &Settings, headers: &HeaderMap) -> Option<String> {
    let name = name(settings);
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
    value(settings, token, SESSION_LENGTH.as_secs())
}

/// The header that gives the browser the token of a half session.
pub fn set_half(settings: &Settings, token: &str) -> HeaderValue {
    value(settings, token, HALF_SESSION_LENGTH.as_secs())
}

/// The header that takes it away.
pub fn clear(settings: &Settings) -> HeaderValue {
    value(settings, "", 0)
}

fn value(settings: &Settings, token: &str, seconds: u64) -> HeaderValue {
    let secure = if settings.secure { "; Secure" } else { "" };
    let text = format!("{}={token}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", name(settings));
    // A token is hexadecimal, so this can't fail; an empty header would only mean that nobody is signed in.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}
