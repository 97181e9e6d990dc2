//! How many satoshi a refund is.

use crate::money::{Amount, Rate};
use crate::refund::{Payout, RateUsed};
use crate::time::Timestamp;

/// A refund at a rate, rounded up to a whole satoshi, so that who gets it never gets less than was promised. The rate
/// is kept with who says so (the host of the merchant's source, or the person who typed it) and when.
///
/// Errors: a sentence.
pub fn at_rate(amount: Amount, rate: Rate, source: &str, at: Timestamp) -> Result<Payout, String> {
    let sats = rate.satoshi(amount).filter(|sats| *sats > 0);
    let sats = sats.ok_or_else(|| format!("{amount} can't be paid in satoshi at {rate}."))?;
    let used = RateUsed { rate: rate.to_string(), source: source.to_owned(), at };
    Ok(Payout { sats, rate: Some(used), invoice: None })
}

/// What was given back of a payment in proportion before: by refunds that hold money, and only by those whose satoshi
/// are a part of those that were paid. A refund at a rate of its own takes away its part of the payment and nothing of
/// the others' satoshi.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// In minor units of the payment's currency.
    pub minor: i64,
    /// In satoshi.
    pub sats: i64,
}

/// The satoshi of a refund of `part` minor units, when `sats` were paid for `whole`.
///
/// Rounded down, and counted from the beginning: after each refund, the satoshi given back are the part of all satoshi
/// that was given back of the payment, without what is less than one. So parts never come to more than the whole, no
/// rounding adds up, and the refund that completes the payment gives exactly the rest. Nothing when the part is none, or
/// more than is left.
pub fn in_proportion(sats: i64, whole: Amount, given: Given, part: i64) -> Option<i64> {
    let until = given.minor.checked_add(part)?;
    if part <= 0 || given.minor < 0 || sats < 0 || until > whole.minor {
        return None;
    }
    let due = i128::from(sats) * i128::from(until) / i128::from(whole.minor);
    let due = i64::try_from(due).ok()?;
    // Refunds that were called off may have left a satoshi more with the others than is due by now.
    Some(due.saturating_sub(given.sats).max(0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::tests::currency_of;
    use proptest::prelude::*;

    fn eur(minor: i64) -> Amount {
        Amount { minor, currency: currency_of("EUR") }
    }

    /// The satoshi of refunds of these parts, one after another.
    fn parts(sats: i64, whole: i64, minors: &[i64]) -> Vec<i64> {
        let mut given = Given::default();
        let mut shares = Vec::new();
        for minor in minors {
            let share = in_proportion(sats, eur(whole), given, *minor).expect("a part");
            given = Given { minor: given.minor + minor, sats: given.sats + share };
            shares.push(share);
        }
        shares
    }

    #[test]
    fn thirds_come_to_the_whole() {
        assert_eq!(parts(100, 300, &[100, 100, 100]), [33, 33, 34]);
        assert_eq!(parts(50_000, 2500, &[2500]), [50_000]);
        assert_eq!(parts(1, 3, &[1, 1, 1]), [0, 0, 1]);
        assert_eq!(parts(i64::MAX, i64::MAX, &[1, i64::MAX - 1]), [1, i64::MAX - 1]);
    }

    #[test]
    fn more_than_is_left_is_nothing() {
        let given = Given { minor: 200, sats: 66 };
        assert_eq!(in_proportion(100, eur(300), given, 101), None);
        assert_eq!(in_proportion(100, eur(300), given, 0), None);
        assert_eq!(in_proportion(100, eur(300), given, -1), None);
        assert_eq!(in_proportion(100, eur(0), Given::default(), 1), None);
        assert_eq!(in_proportion(100, eur(300), given, i64::MAX), None);
    }

    #[test]
    fn a_rate_is_kept_with_who_says_so() {
        let rate = Rate::parse("96000", currency_of("EUR")).expect("a rate");
        let at = Timestamp::from_micros(1);
        let payout = at_rate(eur(3800), rate, "rates.example", at).expect("a number");

        // 38 divided by 96,000, rounded up.
        let used = RateUsed { rate: "96000 EUR/BTC".into(), source: "rates.example".into(), at };
        assert_eq!(payout, Payout { sats: 39_584, rate: Some(used), invoice: None });
        let yen = Amount { minor: 5, currency: currency_of("JPY") };
        for amount in [eur(0), yen] {
            assert!(at_rate(amount, rate, "Maya", at).is_err_and(|message| message.contains("96000 EUR/BTC")));
        }
    }

    proptest! {
        /// Refunds one after another, in whatever parts, some of them called off again.
        #[test]
        fn parts_never_exceed_the_whole_and_the_last_gives_the_rest(
            sats in 0i64..=i64::MAX, whole in 1i64..=i64::MAX,
            steps in prop::collection::vec((0u8..5, any::<u32>()), 0..30),
        ) {
            let mut held: Vec<(i64, i64)> = Vec::new();
            let total = |held: &[(i64, i64)]| {
                held.iter().fold(Given::default(), |sum, (minor, sats)| Given {
                    minor: sum.minor + minor, sats: sum.sats + sats,
                })
            };
            for (what, random) in steps {
                let left = whole - total(&held).minor;
                if what == 0 && !held.is_empty() {
                    held.remove(random as usize % held.len());
                } else if left > 0 {
                    let part = (i128::from(left) * i128::from(random) / i128::from(u32::MAX)).max(1) as i64;
                    let share = in_proportion(sats, eur(whole), total(&held), part).expect("a part");
                    held.push((part, share));
                }
                prop_assert!(total(&held).sats <= sats);
            }
            let left = whole - total(&held).minor;
            if left > 0 {
                let last = in_proportion(sats, eur(whole), total(&held), left).expect("the rest");
                held.push((left, last));
                prop_assert_eq!(total(&held).sats, sats);
            }
        }

        /// In order, no part is a satoshi or more away from its exact share.
        #[test]
        fn no_part_is_off_by_a_satoshi(sats in 0i64..1_000_000_000_000, minors in prop::collection::vec(1i64..1_000_000, 1..12)) {
            let whole: i64 = minors.iter().sum();
            for (minor, share) in minors.iter().zip(parts(sats, whole, &minors)) {
                let off = i128::from(share) * i128::from(whole) - i128::from(sats) * i128::from(*minor);
                prop_assert!(off.abs() < i128::from(whole), "{} of {}: {}", minor, whole, share);
            }
        }
    }
}
