//! Which session a request shows, and how often it may: wrong secrets are counted by network address, right ones by
//! session.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::{HeaderMap, StatusCode};
use clientele_domain::customer_session::CustomerSession;
use clientele_domain::id::CustomerSessionId;
use clientele_service::{House, customer_sessions};
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::api::bearer;
use crate::api::problem::Problem;

/// So many wrong secrets may come from one address within a series: enough for a page that goes on asking by mistake.
const MOST_WRONG: u32 = 30;
/// How long a series is. Others behind the same address wait no longer than this.
const SERIES: Duration = Duration::from_secs(60);
/// Series that are over are forgotten when there are so many.
const REMEMBERED: usize = 10_000;

/// What a session may ask: for a page with a few widgets that look again when somebody comes back to it.
const AT_ONCE: NonZeroU32 = NonZeroU32::new(20).expect("more than none");
const A_SECOND: NonZeroU32 = NonZeroU32::new(5).expect("more than none");

/// The limits. Cheap to clone.
#[derive(Clone)]
pub struct Door(Arc<Limits>);

struct Limits {
    wrong: Mutex<HashMap<IpAddr, Series>>,
    sessions: DefaultKeyedRateLimiter<CustomerSessionId>,
    count: AtomicU32,
}

struct Series {
    wrong: u32,
    since: Instant,
}

impl Default for Door {
    fn default() -> Self {
        let sessions = RateLimiter::keyed(Quota::per_second(A_SECOND).allow_burst(AT_ONCE));
        Self(Arc::new(Limits { wrong: Mutex::default(), sessions, count: AtomicU32::new(0) }))
    }
}

impl Door {
    /// The session whose secret was sent, whether it has ended or not. After too many wrong ones nothing is looked up
    /// for a while, so that guesses from there can't be right either.
    pub async fn session(&self, house: &House, from: IpAddr, headers: &HeaderMap) -> Result<CustomerSession, Problem> {
        let from = network(from);
        if let Some(wait) = self.closed_for(from) {
            let detail = "Too many wrong secrets came from this network address. Wait a moment.";
            let problem = Problem::new(StatusCode::TOO_MANY_REQUESTS, "rate_limited", detail);
            return Err(problem.retry_after(wait.as_secs() + 1));
        }
        let secret = bearer(headers).ok_or_else(no_secret)?;
        match customer_sessions::by_secret(house, secret).await? {
            Some(session) => Ok(session),
            None => {
                self.count_wrong(from);
                Err(no_secret())
            }
        }
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

    fn closed_for(&self, from: IpAddr) -> Option<Duration> {
        let known = self.0.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let series = known.get(&from).filter(|series| series.wrong >= MOST_WRONG)?;
        SERIES.checked_sub(series.since.elapsed())
    }

    fn count_wrong(&self, from: IpAddr) {
        let mut known = self.0.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, series| series.since.elapsed() < SERIES);
        }
        let series = known.entry(from).or_insert(Series { wrong: 0, since: Instant::now() });
        if series.since.elapsed() >= SERIES {
            *series = Series { wrong: 0, since: Instant::now() };
        }
        series.wrong += 1;
    }
}

/// Whoever has one address of IPv6 has the 64 bits after its network, too.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address => address,
    }
}

/// No secret, or none that opens anything: a key opens nothing here.
fn no_secret() -> Problem {
    let detail = "Send the client_secret of a customer session: Authorization: Bearer csec_test_…";
    Problem::new(StatusCode::UNAUTHORIZED, "secret_invalid", detail)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_closed_after_a_series_of_wrong_secrets_and_its_neighbours_are_not() {
        let door = Door::default();
        let [one, neighbour] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().expect("an address"));

        for _ in 0..MOST_WRONG {
            assert_eq!(door.closed_for(one), None);
            door.count_wrong(one);
        }

        assert!(door.closed_for(one).is_some());
        assert_eq!(door.closed_for(neighbour), None);
    }

    #[test]
    fn one_network_of_ipv6_is_one_guesser() {
        let [one, same, other, mapped] = ["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1", "::ffff:192.0.2.1"]
            .map(|text| network(text.parse().expect("an address")));

        assert_eq!(one, same);
        assert_ne!(one, other);
        assert_eq!(mapped, "192.0.2.1".parse::<IpAddr>().expect("an address"));
    }
}
