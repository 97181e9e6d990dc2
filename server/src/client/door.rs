//! Which session a request shows, and how often it may: wrong secrets are counted by network address, right ones by
//! session.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::{HeaderMap, StatusCode};
use clientele_domain::customer_session::CustomerSession;
use clientele_domain::id::CustomerSessionId;
use clientele_service::{House, customer_sessions};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::api::bearer;
use crate::api::problem::Problem;
use crate::guesses::Guesses;

/// What a session may ask: for a page with a few widgets that look again when somebody comes back to it.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(20).expect("more than none");
const A_SECOND: NonZeroU32 = NonZeroU32::new(5).expect("more than none");

/// The limits. Cheap to clone.
#[derive(Clone)]
pub struct Door(Arc<Limits>);

struct Limits {
    guesses: Guesses,
    sessions: DefaultKeyedRateLimiter<CustomerSessionId>,
    count: AtomicU32,
}

impl Default for Door {
    fn default() -> Self {
        let sessions = RateLimiter::keyed(Quota::per_second(A_SECOND).allow_burst(AT_ONCE));
        Self(Arc::new(Limits { guesses: Guesses::default(), sessions, count: AtomicU32::new(0) }))
    }
}

impl Door {
    /// The session whose secret was sent, whether it has ended or not. After too many wrong ones nothing is looked up
    /// for a while, so that guesses from there can't be right either.
    pub async fn session(&self, house: &House, from: IpAddr, headers: &HeaderMap) -> Result<CustomerSession, Problem> {
        self.listens(from)?;
        let secret = bearer(headers).ok_or_else(no_secret)?;
        let found = customer_sessions::by_secret(house, secret).await?;
        // Others that were looked up at the same time count, too.
        self.listens(from)?;
        found.ok_or_else(|| {
            self.0.guesses.count_wrong(from);
            no_secret()
        })
    }

    fn listens(&self, from: IpAddr) -> Result<(), Problem> {
        let Some(wait) = self.0.guesses.closed_for(from) else { return Ok(()) };
        let detail = "Too many wrong secrets came from this network address. Wait a moment.";
        let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail);
        Err(problem.retry_after(wait.as_secs() + 1))
    }

    /// Goes on unless the session has asked too often.
    pub fn within_limit(&self, session: CustomerSessionId) -> Result<(), Problem> {
        // Sessions that have been quiet need not be remembered.
        if self.0.count.fetch_add(1, Ordering::Relaxed) % 1024 == 1023 {
            self.0.sessions.retain_recent();
        }
        self.0.sessions.check_key(&session).map_err(|early| {
            let wait = early.wait_time_from(DefaultClock::default().now());
            let detail = format!("More than {A_SECOND} requests a second came with this session. Wait a moment.");
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail).retry_after(wait.as_secs() + 1)
        })
    }
}

/// No secret, or none that opens anything: a key opens nothing here.
fn no_secret() -> Problem {
    let detail = "Send the client_secret of a customer session: Authorization: Bearer csec_test_…";
    Problem::new(StatusCode::UNAUTHORIZED, "secret_invalid", detail)
}
