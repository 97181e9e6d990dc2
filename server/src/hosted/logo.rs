//! Logos of merchants, from our own origin.

use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use clientele_domain::id::MerchantId;
use clientele_service::{Error, branding};

use crate::state::AppState;

/// The address of an edition of a merchant's logo.
pub fn address(merchant: MerchantId, edition: &str) -> String {
    format!("/logo/{merchant}?v={edition}")
}

/// `GET /logo/{merchant}`. What it is was told by its own first bytes when it came in, and browsers are told not to guess.
pub async fn logo(State(state): State<AppState>, Path(merchant): Path<String>) -> Response {
    let found = match merchant.parse() {
        Ok(merchant) => branding::logo(&state.house, merchant).await,
        Err(_) => Err(Error::NotFound),
    };
    match found {
        Ok(logo) => {
            let keep = "public, max-age=86400";
            ([(header::CONTENT_TYPE, logo.kind.as_str()), (header::CACHE_CONTROL, keep)], logo.bytes).into_response()
        }
        Err(Error::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::error!(?error, "a logo could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
