//! Wrong secrets, counted by the network address that they come from. Who sent too many is not listened to for a while, so
//! that guesses from there can't be right either.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many wrong secrets may come from one address within a series: enough for a page that goes on asking by mistake.
const MOST_WRONG: u32 = 30;
/// How long a series is. Others behind the same address wait no longer than this.
const SERIES: Duration = Duration::from_secs(60);
/// Series that are over are forgotten when there are so many.
const REMEMBERED: usize = 10_000;

/// The counts. Cheap to clone.
#[derive(Clone, Default)]
pub struct Guesses(Arc<Mutex<HashMap<IpAddr, Series>>>);

struct Series {
    wrong: u32,
    since: Instant,
}

impl Guesses {
    /// How long nothing is listened to from this address.
    pub fn closed_for(&self, from: IpAddr) -> Option<Duration> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let series = known.get(&network(from)).filter(|series| series.wrong >= MOST_WRONG)?;
        SERIES.checked_sub(series.since.elapsed())
    }

    /// Counts a wrong secret.
    pub fn count_wrong(&self, from: IpAddr) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= REMEMBERED {
            known.retain(|_, series| series.since.elapsed() < SERIES);
        }
        let series = known.entry(network(from)).or_insert(Series { wrong: 0, since: Instant::now() });
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_closed_after_a_series_of_wrong_secrets_and_its_neighbours_are_not() {
        let guesses = Guesses::default();
        let [one, neighbour] = ["192.0.2.1", "192.0.2.2"].map(|text| text.parse().expect("an address"));

        for _ in 0..MOST_WRONG {
            assert_eq!(guesses.closed_for(one), None);
            guesses.count_wrong(one);
        }

        assert!(guesses.closed_for(one).is_some());
        assert_eq!(guesses.closed_for(neighbour), None);
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
