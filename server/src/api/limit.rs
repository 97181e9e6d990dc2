//! How many requests a second a key may send.

use std::num::NonZeroU32;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use clientele_domain::id::KeyId;
use clientele_service::Actor;
use governor::clock::{Clock, DefaultClock};
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};

use super::gate::ApiCtx;
use super::problem::Problem;
use crate::state::AppState;

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-policy");
const LEFT: HeaderName = HeaderName::from_static("ratelimit");

type Limiter = RateLimiter<KeyId, DashMapStateStore<KeyId>, DefaultClock, StateInformationMiddleware>;

/// The limit of every key: so many requests at once, and as many again each second.
#[derive(Clone)]
pub struct Limits(Option<(Arc<Limiter>, u32)>);

impl Limits {
    /// So many requests a second; 0 is no limit.
    pub fn new(a_second: u32) -> Self {
        Self(NonZeroU32::new(a_second).map(|a_second| {
            let limiter = RateLimiter::dashmap(Quota::per_second(a_second));
            (Arc::new(limiter.with_middleware()), a_second.get())
        }))
    }
}

/// Lets a request pass within its key's limit, and says how much is left (draft-ietf-httpapi-ratelimit-headers).
pub async fn check(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let Some((limiter, a_second)) = &state.limits.0 else { return next.run(request).await };
    let Some(ApiCtx(ctx)) = request.extensions().get::<ApiCtx>() else { return next.run(request).await };
    let Actor::Key { id, .. } = &ctx.actor else { return next.run(request).await };
    let (left, mut response) = match limiter.check_key(id) {
        Ok(state) => (state.remaining_burst_capacity(), next.run(request).await),
        Err(early) => {
            let wait = early.wait_time_from(DefaultClock::default().now());
            let detail = format!("More than {a_second} requests a second came with this key. Wait a moment.");
            let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail);
            (0, problem.retry_after(wait.as_secs() + 1).into_response())
        }
    };
    let headers = response.headers_mut();
    for (name, text) in [(LIMIT, format!("\"key\";q={a_second};w=1")), (LEFT, format!("\"key\";r={left};t=1"))] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
    response
}
