//! When a delivery that did not arrive is sent again.

use std::time::Duration;

/// A delivery is sent at most so often, over about three days.
pub const MOST_ATTEMPTS: i64 = 10;

/// An endpoint that nothing has reached for so long is disabled.
pub const HOPELESS: Duration = Duration::from_secs(3 * DAY);

/// A secret that was replaced goes on counting for so long.
pub const OLD_SECRET: Duration = Duration::from_secs(DAY);

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Seconds between one attempt and the next: soon at first, for a server that starts anew, and then ever more rarely.
const PAUSES: [u64; MOST_ATTEMPTS as usize - 1] =
    [5, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY, DAY + 3 * HOUR];

/// How long to wait after so many attempts that failed, or nothing when there is no other. The dice move it by up to a
/// tenth either way, so that what failed together does not come back together.
pub fn pause(attempts: i64, dice: u32) -> Option<Duration> {
    let place = usize::try_from(attempts).ok()?.checked_sub(1)?;
    let usual = Duration::from_secs(*PAUSES.get(place)?);
    let tenth = usual / 10;
    let moved = tenth.mul_f64(2.0 * f64::from(dice) / f64::from(u32::MAX));
    Some(usual - tenth + moved)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ten_attempts_take_about_three_days() {
        let over = |dice| (1..).map_while(|attempts| pause(attempts, dice)).collect::<Vec<_>>();

        assert_eq!(over(0).len(), 9);
        let days = |dice| over(dice).iter().sum::<Duration>().as_secs_f64() / 86_400.0;
        assert!(days(0) > 2.6 && days(u32::MAX / 2) > 2.9 && days(u32::MAX) < 3.4, "{}", days(u32::MAX / 2));
    }

    proptest! {
        #[test]
        fn each_pause_is_longer_than_the_one_before_whatever_the_dice(attempts in 1..9i64, one: u32, other: u32) {
            let next = pause(attempts + 1, other);
            prop_assert!(next.is_none() || attempts == 8 || pause(attempts, one) < next);
        }

        #[test]
        fn the_dice_move_it_by_a_tenth(attempts in 1..=9i64, dice: u32) {
            let pause = pause(attempts, dice).map(|pause| pause.as_secs_f64()).unwrap_or_default();
            let usual = PAUSES[attempts as usize - 1] as f64;
            prop_assert!((pause - usual).abs() <= usual / 10.0 + 1e-6);
        }

        #[test]
        fn there_is_no_other_before_the_first_or_after_the_last(
            attempts in prop_oneof![i64::MIN..1, 10..i64::MAX],
            dice: u32,
        ) {
            prop_assert_eq!(pause(attempts, dice), None);
        }
    }
}
