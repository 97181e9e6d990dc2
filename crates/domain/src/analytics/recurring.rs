//! What subscriptions come to in a month, and what moves it.

use std::ops::{AddAssign, Neg};

use crate::catalog::repeats;
use crate::money::Amount;
use crate::subscription::{Subscription, SubscriptionStatus, total};
use crate::time::Timestamp;

impl Subscription {
    /// What it comes to in a month, if it counts: a quarter's price by three, a year's by twelve, rounded half away from zero.
    ///
    /// It counts from the first period that is paid or granted: not while it is tried, and not before anybody paid. It counts
    /// while its payment is late, and neither while collection is paused nor once it is over.
    pub fn monthly(&self) -> Option<Amount> {
        let runs = matches!(self.status, SubscriptionStatus::Active | SubscriptionStatus::PastDue);
        if !runs || self.periods == 0 || self.paused_at.is_some() {
            return None;
        }
        self.in_a_month()
    }

    fn in_a_month(&self) -> Option<Amount> {
        let months = repeats(self.recurring)?;
        total(&self.items).map(|total| Amount { minor: (total.minor + months / 2) / months, ..total })
    }

    /// What it must have gone through to stand where it stands, for one whose steps nobody noted: it began to count with the
    /// first period, and no longer did when it was paused or ended.
    pub fn presumed(&self) -> Vec<Counting> {
        let Some(monthly) = self.in_a_month().filter(|_| self.periods > 0) else { return Vec::new() };
        let began = Counting { at: self.anchor, before: None, after: Some(monthly) };
        let stopped = self.ended_at.or(self.paused_at).filter(|_| self.monthly().is_none());
        let stopped = stopped.map(|at| Counting { at: at.max(self.anchor), before: Some(monthly), after: None });
        [Some(began), stopped].into_iter().flatten().collect()
    }
}

/// A change of what a subscription comes to in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counting {
    /// When.
    pub at: Timestamp,
    /// What it came to; nothing when it did not count.
    pub before: Option<Amount>,
    /// What it comes to from now on.
    pub after: Option<Amount>,
}

impl Counting {
    /// What moves by it, each in its currency.
    pub fn moves(&self) -> Vec<(Amount, Moves)> {
        match (self.before, self.after) {
            (Some(before), Some(after)) if before.currency == after.currency => {
                let by = after.minor - before.minor;
                vec![(after, Moves { expansion: by.max(0), contraction: (-by).max(0), ..Moves::default() })]
            }
            (before, after) => {
                let lost = before.map(|was| (was, Moves { churned: was.minor, ended: 1, ..Moves::default() }));
                let won = after.map(|is| (is, Moves { new: is.minor, started: 1, ..Moves::default() }));
                lost.into_iter().chain(won).collect()
            }
        }
    }
}

/// What moved, in minor units, and how many subscriptions began to count and no longer do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Moves {
    /// By subscriptions that began to count, also those that did before.
    pub new: i64,
    /// By subscriptions that grew.
    pub expansion: i64,
    /// By subscriptions that shrank.
    pub contraction: i64,
    /// By subscriptions that no longer count.
    pub churned: i64,
    /// How many began to count.
    pub started: i64,
    /// How many no longer do.
    pub ended: i64,
}

impl Moves {
    /// What recurs more than before.
    pub fn net(&self) -> i64 {
        self.new + self.expansion - self.contraction - self.churned
    }

    /// How many more count than before.
    pub fn net_count(&self) -> i64 {
        self.started - self.ended
    }

    /// Whether nothing moved.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl AddAssign for Moves {
    fn add_assign(&mut self, other: Self) {
        self.new += other.new;
        self.expansion += other.expansion;
        self.contraction += other.contraction;
        self.churned += other.churned;
        self.started += other.started;
        self.ended += other.ended;
    }
}

impl Neg for Moves {
    type Output = Self;
    fn neg(self) -> Self {
        Self {
            new: -self.new,
            expansion: -self.expansion,
            contraction: -self.contraction,
            churned: -self.churned,
            started: -self.started,
            ended: -self.ended,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount() -> impl Strategy<Value = Option<Amount>> {
        let currency = prop::sample::select(&["EUR", "USD"][..]);
        prop::option::of(
            (0i64..10_000, currency)
                .prop_map(|(minor, code)| Amount { minor, currency: code.parse().expect("a currency") }),
        )
    }

    proptest! {
        #[test]
        fn what_moved_comes_to_what_there_is(stands in prop::collection::vec(amount(), 0..20)) {
            let mut before = None;
            let (mut sums, mut count) = (std::collections::HashMap::new(), 0);
            for after in stands {
                for (of, moves) in (Counting { at: Timestamp::from_micros(0), before, after }).moves() {
                    *sums.entry(of.currency).or_insert(0) += moves.net();
                    count += moves.net_count();
                }
                before = after;
            }
            prop_assert_eq!(count, i64::from(before.is_some()));
            for (currency, sum) in sums {
                prop_assert_eq!(sum, before.filter(|is| is.currency == currency).map_or(0, |is| is.minor));
            }
        }
    }
}
