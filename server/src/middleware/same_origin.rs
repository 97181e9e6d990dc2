//! Other sites can make a browser send a request with our cookie. What changes something is refused unless it comes from
//! our own pages; server functions and forms alike.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::state::AppState;

/// Lets a request pass when it only looks, or when the browser says that it comes from here.
pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if looks || from_here(&state.settings.public_url, request.headers()) {
        return next.run(request).await;
    }
    (StatusCode::FORBIDDEN, "This request came from another site. Nothing was changed.\n").into_response()
}

/// Browsers tell where a request comes from in one of two headers, and pages can't forge them. A program that sends
/// neither is no browser that somebody else's page could steer.
pub fn from_here(public_url: &str, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value: &header::HeaderValue| value.to_str().unwrap_or("?"));
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site"))
        && !matches!(site, "same-origin" | "none")
    {
        return false;
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let authority = origin.split_once("://").map(|(_, authority)| authority);
            origin == public_url || (authority.is_some() && authority == text(header::HOST))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (header::HeaderName::from_static(name), header::HeaderValue::from_static(value)))
            .collect()
    }

    #[test]
    fn only_our_own_pages_may_change_something() {
        let here = "https://clientele.example.com";
        for (from_us, sent) in [
            (true, headers(&[("origin", here), ("host", "127.0.0.1:3000")])),
            (true, headers(&[("origin", "http://127.0.0.1:3000"), ("host", "127.0.0.1:3000")])),
            (true, headers(&[("origin", here), ("sec-fetch-site", "same-origin")])),
            (true, headers(&[("host", "127.0.0.1:3000")])),
            (false, headers(&[("origin", "https://evil.example"), ("host", "127.0.0.1:3000")])),
            (false, headers(&[("origin", "null"), ("host", "127.0.0.1:3000")])),
            (false, headers(&[("origin", here), ("sec-fetch-site", "same-site")])),
            (false, headers(&[("sec-fetch-site", "cross-site")])),
            (false, headers(&[("origin", "https://clientele.example.com.evil.example")])),
        ] {
            assert_eq!(from_here(here, &sent), from_us, "{sent:?}");
        }
    }
}
