//! When a mail that no server took is tried again.

use std::time::Duration;

/// A mail is tried at most so often, over about a day.
pub const MOST_ATTEMPTS: i64 = 8;

/// Minutes between one attempt and the next.
const PAUSES: [u64; MOST_ATTEMPTS as usize - 1] = [1, 5, 15, 60, 180, 360, 720];

/// How long to wait after so many attempts, or nothing when there is no other. The dice move it by up to a tenth.
pub fn pause(attempts: i64, dice: u32) -> Option<Duration> {
    let place = usize::try_from(attempts).ok()?.checked_sub(1)?;
    let usual = Duration::from_secs(PAUSES.get(place)? * 60);
    Some(usual + (usual / 10).mul_f64(f64::from(dice) / f64::from(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_attempts_take_about_a_day_and_then_it_is_over() {
        let all: Duration = (1..).map_while(|attempts| pause(attempts, u32::MAX / 2)).sum();

        assert!((Duration::from_secs(20 * 3600)..Duration::from_secs(26 * 3600)).contains(&all), "{all:?}");
        assert_eq!((pause(0, 0), pause(MOST_ATTEMPTS, 0), pause(i64::MIN, 0)), (None, None, None));
        assert!((1..7).all(|attempts| pause(attempts, u32::MAX) < pause(attempts + 1, 0)));
    }
}
