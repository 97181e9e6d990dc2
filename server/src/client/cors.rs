//! Which pages may read an answer: those of the origin that the session names, and our own.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use clientele_domain::customer_session::CustomerSession;
use clientele_service::customer_sessions;

use crate::api::problem::Problem;
use crate::state::AppState;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// A page that may read the answer to its request.
pub enum Page {
    /// One of the origin that the session names.
    Merchants(HeaderValue),
    /// One of our own: its browser sends no origin, and says that it comes from here.
    Ours,
}

impl Page {
    /// Where a request with this session comes from. Refused are other origins, and who names none and is no page of
    /// ours.
    pub fn of(headers: &HeaderMap, session: &CustomerSession) -> Result<Self, Problem> {
        match origin(headers)? {
            Some(origin) if origin.as_bytes() == session.allowed_origin.as_bytes() => {
                Ok(Self::Merchants(origin.clone()))
            }
            None if headers.get(SITE).is_some_and(|site| site == "same-origin") => Ok(Self::Ours),
            _ => Err(elsewhere()),
        }
    }

    /// The answer, so that the page may read it.
    pub fn may_read(&self, mut response: Response) -> Response {
        if let Self::Merchants(origin) = self {
            let headers = response.headers_mut();
            headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
            let exposed = HeaderValue::from_static("etag, request-id, retry-after");
            headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
        }
        response
    }
}

/// Answers what a browser asks before it sends a secret. It carries none yet: so it is asked whether any session names
/// the origin, and which one it is comes to light with the request itself.
pub async fn preflight(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let Ok(Some(origin)) = origin(&headers) else { return elsewhere().into_response() };
    let named = match origin.to_str() {
        Ok(text) => customer_sessions::names_origin(&state.house, text).await,
        Err(_) => Ok(false),
    };
    match named {
        Ok(true) => {
            let allowed = [
                (header::ACCESS_CONTROL_ALLOW_METHODS, "GET"),
                (header::ACCESS_CONTROL_ALLOW_HEADERS, "authorization, if-none-match"),
                (header::ACCESS_CONTROL_MAX_AGE, "600"),
            ];
            Page::Merchants(origin.clone()).may_read((StatusCode::NO_CONTENT, allowed).into_response())
        }
        Ok(false) => elsewhere().into_response(),
        Err(error) => Problem::from(error).into_response(),
    }
}

/// Says that answers differ by origin, so that no cache gives one page's answer to another.
pub async fn vary(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().append(header::VARY, HeaderValue::from_static("origin"));
    response
}

/// The origin that is named, if any. Several are refused: one of them would be nobody's.
fn origin(headers: &HeaderMap) -> Result<Option<&HeaderValue>, Problem> {
    let mut all = headers.get_all(header::ORIGIN).iter();
    let first = all.next();
    if all.next().is_some() { Err(elsewhere()) } else { Ok(first) }
}

fn elsewhere() -> Problem {
    let detail = "This session is for pages of another origin. Make one whose allowed_origin is that of your page.";
    Problem::new(StatusCode::FORBIDDEN, "origin_not_allowed", detail)
}
