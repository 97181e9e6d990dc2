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
    pub subscription: Option<Subscribed>,
    /// What was billed for it, oldest first.
    pub bills: Vec<Bill>,
}

/// An invoice for a month of a subscription.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bill {
    /// When it was made out.
    pub at: Timestamp,
    /// When its month begins; on that moment it was paid, unless that lies ahead.
    pub start: Timestamp,
    /// When its month is over.
    pub end: Timestamp,
    /// Its number.
    pub number: i64,
}

/// What became of somebody's subscription.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subscribed {
    pub status: SubscriptionStatus,
    /// Whether it ends with the month that runs now.
    pub ends: bool,
    /// Whether the last charge gave no money.
    pub failed: bool,
    pub ended_at: Option<Timestamp>,
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
    let mut bills: Vec<&mut Bill> = lives.iter_mut().flat_map(|life| &mut life.bills).collect();
    bills.sort_by_key(|bill| bill.at);
    for (number, bill) in (1..).zip(bills) {
        bill.number = number;
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
    let mut life = Life { index, habit, guest, created_at, visits: Vec::new(), subscription: None, bills: Vec::new() };
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
        let first = begun(self);
        if trial_end(first) > end && dice.percent(70) {
            let status = SubscriptionStatus::Trialing;
            self.subscription = Some(Subscribed { status, ends: false, failed: false, ended_at: None });
            self.bills.extend(announced(trial_end(first), 0, end));
            return;
        }
        self.bills = (0..).map(|month| bill(first, month)).take_while(|bill| bill.start < until.min(end)).collect();
        self.visits.extend(self.bills.iter().map(|bill| Visit { at: bill.start, renewal: true, number: 0 }));
        let last = self.bills.last().copied().unwrap_or_else(|| bill(first, 0));
        let subscribed = became(dice, stops, self.bills.len() > 1, &last, end);
        if subscribed.status == SubscriptionStatus::Active && !subscribed.ends {
            self.bills.extend(announced(first, self.bills.len() as i64, end));
        }
        self.subscription = Some(subscribed);
    }
}

/// When somebody's subscription began.
pub(super) fn begun(life: &Life) -> Timestamp {
    life.created_at.plus(Duration::from_secs(60))
}

/// When a trial that began then is over.
pub(super) fn trial_end(begun: Timestamp) -> Timestamp {
    Timestamp::from_micros(begun.micros() + 30 * DAY)
}

/// The bill of a month, paid as it begins.
fn bill(first: Timestamp, month: i64) -> Bill {
    let start = month_after(first, month);
    Bill { at: start, start, end: month_after(first, month + 1), number: 0 }
}

/// The bill of a month ahead, if it is made out by now: no card is kept of anybody here, so that is a week before.
fn announced(first: Timestamp, month: i64, now: Timestamp) -> Option<Bill> {
    let bill = bill(first, month);
    let at = Timestamp::from_micros(bill.start.micros() - 7 * DAY);
    (at <= now).then_some(Bill { at, ..bill })
}

/// The days of grace after a charge that failed.
pub(super) const GRACE_DAYS: i64 = 3;

/// What became of a subscription whose last month was this one.
fn became(dice: &mut Dice, stops: bool, paid_before: bool, last: &Bill, end: Timestamp) -> Subscribed {
    use SubscriptionStatus::{Active, Canceled, Ended, PastDue};
    let (begun, over) = (last.start, last.end);
    let given_up = Timestamp::from_micros(begun.micros() + GRACE_DAYS * DAY);
    let failed = dice.percent(if stops { 20 } else { 35 }) && paid_before;
    let running = Subscribed { status: Active, ends: false, failed: false, ended_at: None };
    match stops {
        _ if failed && given_up > end => Subscribed { status: PastDue, failed, ..running },
        false => running,
        true if failed => Subscribed { status: Canceled, failed, ended_at: Some(given_up), ..running },
        true if dice.percent(70) => {
            let left = over.min(end).micros() - begun.micros();
            let ended_at = Timestamp::from_micros(begun.micros() + dice.between(left / 10, left));
            Subscribed { status: Canceled, ended_at: Some(ended_at), ..running }
        }
        true if over <= end => Subscribed { status: Ended, ends: true, ended_at: Some(over), ..running },
        true => Subscribed { ends: true, ..running },
    }
}

/// The same day and time so many months later; the last day of a month that is too short.
pub(super) fn month_after(first: Timestamp, months: i64) -> Timestamp {
    let (civil, time) = (first.civil(), first.micros().rem_euclid(DAY));
    let month = i64::from(civil.month) - 1 + months;
    let (year, month) = (civil.year + month.div_euclid(12), month.rem_euclid(12) as u32 + 1);
    let date = (0..4).find_map(|short| Timestamp::from_date(year, month, civil.day.saturating_sub(short)));
    date.map_or(first, |date| Timestamp::from_micros(date.micros() + time))
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
