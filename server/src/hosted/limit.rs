//! How often a form can be sent from one network address: often enough for a family of buyers behind one, too seldom to
//! try out stolen cards by the thousand.

use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::page;
use super::visit::Visit;
use crate::middleware::client;
use crate::state::AppState;

const AT_ONCE: NonZeroU32 = NonZeroU32::new(60).expect("more than none");
const A_SECOND: NonZeroU32 = NonZeroU32::new(2).expect("more than none");

/// The limit of every address. Cheap to clone.
#[derive(Clone)]
pub struct Limit(Arc<(DefaultKeyedRateLimiter<IpAddr>, AtomicU32)>);

impl Default for Limit {
    fn default() -> Self {
        Self::of(Quota::per_second(A_SECOND).allow_burst(AT_ONCE))
    }
}

impl Limit {
    /// A limit of so much.
    pub fn of(quota: Quota) -> Self {
        Self(Arc::new((RateLimiter::keyed(quota), AtomicU32::new(0))))
    }

    /// Whether one more may come from this address, which is counted.
    pub fn allows(&self, address: IpAddr) -> bool {
        let (limiter, count) = &*self.0;
        // Addresses that have been quiet need not be remembered.
        if count.fetch_add(1, Ordering::Relaxed) % 1024 == 1023 {
            limiter.retain_recent();
        }
        limiter.check_key(&address).is_ok()
    }
}

/// Lets forms and files pass within the limit of their address. Looking at pages is not limited.
pub async fn check(
    State((state, limit)): State<(AppState, Limit)>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
    next: Next,
) -> Response {
    let address = client::address(&state.settings, request.headers(), peer.ip());
    // A file costs more to make than a page to show.
    let costs = request.method() == Method::POST || request.uri().path().ends_with("/pdf");
    if !costs || limit.allows(address) {
        return next.run(request).await;
    }
    let (parts, _) = request.into_parts();
    page::too_many(&state, &Visit::of(&parts))
}
