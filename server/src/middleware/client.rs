//! Where a request came from.

use std::net::IpAddr;

use axum::http::HeaderMap;

use crate::state::Settings;

/// The network address of whoever asks, for limits on guesses.
pub fn address(settings: &Settings, headers: &HeaderMap, peer: IpAddr) -> IpAddr {
    if !settings.trust_proxy {
        return peer;
    }
    // The last entry is the one our own proxy added; what is before it can be anybody's claim.
    let told = headers.get("x-forwarded-for").and_then(|value| value.to_str().ok());
    told.and_then(|list| list.rsplit(',').next()).and_then(|last| last.trim().parse().ok()).unwrap_or(peer)
}
