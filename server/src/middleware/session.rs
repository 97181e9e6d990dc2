//! Who is asking: the person behind the session cookie is looked up once and placed among the request's extensions.

use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use clientele_app::list_query::escape;
use clientele_app::posted::WANTS_ANSWER;
use clientele_app::request::Signed;
use clientele_service::{Error, accounts};

use super::cookie;
use crate::state::AppState;

/// Looks the visitor up. Pages of a merchant send everybody else to the sign-in, and back afterwards.
pub async fn look_up(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    if let Some(token) = cookie::token(&state.settings, request.headers()) {
        match accounts::visitor(&state.house, &token).await {
            Ok(visitor) => {
                request.extensions_mut().insert(Signed(visitor));
            }
            Err(Error::SignedOut) => {}
            Err(error) => {
                tracing::error!(%error, ?error, "the session can't be looked up");
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
        }
    }
    let path = request.uri().path();
    let signed = request.extensions().get::<Signed>().is_some();
    // A form that a script sent is told by its own answer, so that what was typed stays on the screen.
    let by_script = request.headers().contains_key(WANTS_ANSWER);
    if !signed && !by_script && path.starts_with("/acct_") {
        let wanted = request.uri().path_and_query().map_or(path, |whole| whole.as_str());
        return Redirect::to(&format!("/sign-in?next={}", escape(wanted))).into_response();
    }
    let mut response = next.run(request).await;
    if signed {
        // What one person sees is kept by no cache.
        response.headers_mut().entry(header::CACHE_CONTROL).or_insert(header::HeaderValue::from_static("no-store"));
    }
    response
}
