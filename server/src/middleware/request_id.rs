//! A name for every request, in its answer and in the log, so that the two can be brought together.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

/// The header that carries it.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// The name of a request, for whoever answers it.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

static COUNT: AtomicU64 = AtomicU64::new(0);

/// Names the request, and tells the log of every answer that is a fault of ours. Queries stay out of the log: people
/// search for names. So do the secrets of invitations and of links to the portal.
pub async fn follow(mut request: Request, next: Next) -> Response {
    let micros = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_micros() as u64;
    let id = format!("req_{micros:x}{:04x}", COUNT.fetch_add(1, Ordering::Relaxed) & 0xffff);
    let (method, path) = (request.method().clone(), shown(request.uri().path()));
    request.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", %id);
    let began = Instant::now();
    let mut response = next.run(request).instrument(span).await;
    let (status, millis) = (response.status(), began.elapsed().as_millis());
    if status.is_server_error() {
        tracing::error!(%id, %method, %path, %status, %millis, "answered with a fault");
    } else {
        tracing::debug!(%id, %method, %path, %status, %millis, "answered");
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, value);
    }
    response
}

fn shown(path: &str) -> String {
    match path.split('/').nth(1) {
        Some("join") => "/join/…".to_owned(),
        Some("portal") if path.contains("/link/") => "/portal/…".to_owned(),
        _ => path.to_owned(),
    }
}
