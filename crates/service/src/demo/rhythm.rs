//! When people come: the day somebody became a customer, and every later day they bought something.
//!
//! Worked out for everybody before anything else, because order numbers count through all of it.

use std::time::Duration;

use clientele_domain::customer::SubscriptionStatus;
use clientele_domain::time::Timestamp;

use super::dice::Dice;

/// The history goes back this far.
pub(super) const DAYS: i64 = 3 * 365;

const DAY: i64 = 86_400_000_000;

/// How often somebody buys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Habit {
    /// Has an account, bought nothing yet.
    Silent,
    /// Came one to three times.
    Occasional,
    /// Comes back in a rhythm.
    Regular,
    /// Pays for a subscription, and buys something besides now and then.
    Subscriber,
    /// Comes nearly every week.
    Devoted,
}

const HABITS: [(u32, Habit); 5] =
    [(14, Habit::Silent), (57, Habit::Occasional), (19, Habit::Regular), (7, Habit::Subscriber), (3, Habit::Devoted)];

/// One customer's life with the shop.
#[derive(Debug, Clone)]
pub(super) struct Life {
    /// Which customer of the scope, for dice of its own.
    pub index: u64,
    pub habit: Habit,
    /// Known by checkouts alone.
    pub guest: bool,
    pub created_at: Timestamp,
    /// Oldest first, none before `created_at`.
    pub visits: Vec<Visit>,
    pub subscription: Option<SubscriptionStatus>,
}

/// A day on which somebody bought something.
#[derive(Debug, Clone, Copy)]
pub(super) struct Visit {
    pub at: Timestamp,
    /// Whether it is the charge of a subscription.
    pub renewal: bool,
    /// The order's number.
    pub number: i64,
}

/// From one day until another, so many days apart, at most so many times.
struct Rhythm {
    from: i64,
    until: i64,
    most: usize,
    /// Usual days between one time and the next, and how far these scatter.
    days: f64,
    spread: f64,
}

/// The lives of so many customers up to `end`, in the order in which they became customers, with their order numbers.
pub(super) fn lives(seeds: [u64; 2], count: u64, end: Timestamp) -> Vec<Life> {
    let mut lives: Vec<Life> = (0..count).map(|index| life(seeds, index, end)).collect();
    lives.sort_by_key(|life| (life.created_at, life.index));
    let mut visits: Vec<&mut Visit> = lives.iter_mut().flat_map(|life| &mut life.visits).collect();
    visits.sort_by_key(|visit| visit.at);
    for (number, visit) in (10_001..).zip(visits) {
        visit.number = number;
    }
    lives
}

fn life([seed, mode]: [u64; 2], index: u64, end: Timestamp) -> Life {
    let dice = &mut Dice::new(&[seed, mode, index, u64::from_be_bytes(*b"a rhythm")]);
    let habit = *dice.weighted(&HABITS);
    let guest = dice.percent(match habit {
        Habit::Occasional => 46,
        Habit::Regular => 14,
        Habit::Silent | Habit::Subscriber | Habit::Devoted => 0,
    });
    let start = end.micros() - DAYS * DAY;
    let first_day = first_day(dice, habit);
    let created_at = moment(dice, start, first_day);
    // Most customers become one by buying; some only look around at first.
    let from = if guest || dice.percent(65) { first_day } else { first_day + gap(dice, 6.0, 1.0) };
    let mut life = Life { index, habit, guest, created_at, visits: Vec::new(), subscription: None };
    match habit {
        Habit::Silent => {}
        Habit::Occasional => {
            let most = *dice.weighted(&[(50, 1), (30, 2), (20, 3)]);
            life.visit(dice, start, Rhythm { from, until: DAYS, most, days: 75.0, spread: 0.7 });
        }
        Habit::Regular => {
            let (days, until) = (dice.long_tailed(38.0, 0.5).clamp(10.0, 150.0), last_day(dice, first_day, 35));
            life.visit(dice, start, Rhythm { from, until, most: usize::MAX, days, spread: 0.35 });
        }
        Habit::Devoted => {
            let (days, until) = (dice.long_tailed(11.0, 0.3).clamp(6.0, 21.0), last_day(dice, first_day, 12));
            life.visit(dice, start, Rhythm { from, until, most: usize::MAX, days, spread: 0.4 });
        }
        Habit::Subscriber => {
            life.subscribe(dice, first_day, end);
            let (from, until) = (from + gap(dice, 30.0, 0.6), last_day(dice, first_day, 30));
            life.visit(dice, start, Rhythm { from, until, most: usize::MAX, days: 150.0, spread: 0.5 });
        }
    }
    life.visits.sort_by_key(|visit| visit.at);
    life
}

/// The shop grows: most came lately. The devoted were there early on.
fn first_day(dice: &mut Dice, habit: Habit) -> i64 {
    let (a, b) = (dice.between(0, DAYS), dice.between(0, DAYS));
    match habit {
        Habit::Devoted => a.min(b),
        Habit::Subscriber => a,
        _ => a.max(b),
    }
}

/// So many of a hundred drift away before the end.
fn last_day(dice: &mut Dice, first: i64, percent: u32) -> i64 {
    if dice.percent(percent) { dice.between(first + 1, DAYS) } else { DAYS }
}

/// Days until the next time, at least one.
fn gap(dice: &mut Dice, median: f64, spread: f64) -> i64 {
    (dice.long_tailed(median, spread).round() as i64).max(1)
}

/// A moment between six in the morning and ten in the evening of a day.
fn moment(dice: &mut Dice, start: i64, day: i64) -> Timestamp {
    let seconds = 6 * 3600 + dice.between(0, 8 * 3600) + dice.between(0, 8 * 3600);
    Timestamp::from_micros(start + day * DAY + seconds * 1_000_000 + dice.between(0, 1_000_000))
}

impl Life {
    /// Comes in a rhythm. Those who come on their first day come when they become customers.
    fn visit(&mut self, dice: &mut Dice, start: i64, rhythm: Rhythm) {
        let came = (self.created_at.micros() - start) / DAY;
        let mut day = rhythm.from;
        for _ in 0..rhythm.most {
            if day >= rhythm.until.min(DAYS) {
                break;
            }
            let at = match (day == came, self.guest) {
                (true, true) => self.created_at,
                (true, false) => self.created_at.plus(Duration::from_secs(dice.between(40, 3000) as u64)),
                _ => moment(dice, start, day),
            };
            self.visits.push(Visit { at, renewal: false, number: 0 });
            day += gap(dice, rhythm.days, rhythm.spread);
        }
    }

    /// Is charged on the same day of every month, until it ends.
    fn subscribe(&mut self, dice: &mut Dice, first_day: i64, end: Timestamp) {
        let stops = dice.percent(28);
        let start = end.micros() - DAYS * DAY;
        let until = if stops { Timestamp::from_micros(start + last_day(dice, first_day, 100) * DAY) } else { end };
        let begun = self.created_at.civil();
        let (day, time) = (begun.day.min(28), self.created_at.micros().rem_euclid(DAY));
        for month in 0..=DAYS / 28 {
            let months = i64::from(begun.month) - 1 + month;
            let Some(date) = Timestamp::from_date(begun.year + months / 12, (months % 12) as u32 + 1, day) else {
                break;
            };
            let at = Timestamp::from_micros(date.micros() + time + dice.between(0, 90_000_000));
            if at >= until || at >= end {
                break;
            }
            if at >= self.created_at {
                self.visits.push(Visit { at, renewal: true, number: 0 });
            }
        }
        let trial = end.micros() - self.created_at.micros() < 30 * DAY && dice.percent(70);
        self.subscription = Some(if trial {
            self.visits.clear();
            SubscriptionStatus::Trialing
        } else if stops && dice.percent(75) {
            SubscriptionStatus::Canceled
        } else if stops {
            SubscriptionStatus::Ended
        } else if dice.percent(6) && !self.visits.is_empty() {
            SubscriptionStatus::PastDue
        } else {
            SubscriptionStatus::Active
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lives_lie_between_the_first_day_and_the_end() {
        let end = Timestamp::from_date(2026, 11, 1).expect("a day");
        let start = end.micros() - DAYS * DAY;
        let lives = lives([1, 1], 5000, end);

        for life in &lives {
            assert!(life.created_at.micros() >= start && life.created_at < end);
            assert!(life.visits.iter().all(|visit| visit.at >= life.created_at && visit.at < end), "{life:?}");
            assert!(life.visits.is_sorted_by_key(|visit| (visit.at, visit.number)), "{life:?}");
            assert!(!life.guest || life.visits.first().is_some_and(|visit| visit.at == life.created_at), "{life:?}");
        }
        let visits: Vec<usize> = lives.iter().map(|life| life.visits.len()).collect();
        let average = visits.iter().sum::<usize>() as f64 / visits.len() as f64;
        assert!((4.0..6.5).contains(&average), "{average}");
        assert!(visits.iter().filter(|visits| **visits >= 40).count() > 20);
    }
}
