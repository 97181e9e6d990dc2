use std::time::Duration;

use proptest::prelude::*;

use super::*;
use crate::catalog::Interval;

const DAY: Duration = Duration::from_secs(86_400);

fn day(count: i64) -> Timestamp {
    Timestamp::from_micros(count * 86_400_000_000)
}

/// A subscription by the month of 30 days, in its first period, which began on day 0.
fn subscription() -> Subscription {
    let mut subscription = Subscription {
        id: SubscriptionId::first_at(day(0)),
        customer: CustomerId::first_at(day(0)),
        status: SubscriptionStatus::Active,
        items: Vec::new(),
        recurring: Recurring { interval: Interval::Month, count: 1 },
        next_items: None,
        anchor: day(0),
        periods: 1,
        current: Period { start: day(0), end: day(30) },
        paid_until: day(30),
        grace_days: 3,
        told: 0,
        charge_at: None,
        trial_end: None,
        cancel_at_period_end: false,
        paused_at: None,
        card: None,
        latest_invoice: None,
        source: Source::Api,
        source_id: String::new(),
        session: None,
        metadata: Vec::new(),
        active_until: day(0),
        due_at: None,
        ended_at: None,
        created_at: day(0),
        version: 1,
    };
    subscription.settle();
    subscription
}

fn next(subscription: &Subscription) -> (i64, Step) {
    let due = subscription.next().expect("something to do");
    (due.at.micros() / 86_400_000_000, due.step)
}

#[test]
fn a_period_is_announced_three_times_and_renewed() {
    let mut one = subscription();
    for (at, told) in [(23, 7), (26, 4), (29, 1)] {
        assert_eq!(next(&one), (at, Step::Announce));
        assert_eq!(one.announce(day(at)), Some(told));
        assert_eq!(one.announce(day(at)), None, "told once");
    }
    assert_eq!(next(&one), (30, Step::Renew));
    one.cover(one.next_period(day(60)), day(30));
    assert_eq!((one.periods, next(&one)), (2, (53, Step::Announce)));
}

#[test]
fn of_announcements_that_were_missed_the_last_is_told() {
    let mut one = subscription();
    assert_eq!(one.announce(day(27)), Some(4));
    assert_eq!(next(&one), (29, Step::Announce));
}

#[test]
fn a_short_trial_is_announced_when_there_is_time() {
    let mut one = subscription();
    (one.current, one.paid_until) = (Period { start: day(0), end: day(3) }, day(3));
    assert_eq!(next(&one), (0, Step::Announce), "its invoice is made out at once");
    assert_eq!(one.announce(day(0)), None);
    assert_eq!(next(&one), (2, Step::Announce));
    assert_eq!(one.announce(day(2)), Some(1));
}

#[test]
fn who_does_not_pay_is_reminded_daily_and_given_up() {
    let mut one = subscription();
    one.told = 3;
    one.fall_due();
    one.settle();
    assert_eq!(one.active_until, day(33));
    for at in [31, 32] {
        assert_eq!(next(&one), (at, Step::Remind));
        one.remind(day(at));
    }
    assert_eq!(next(&one), (33, Step::GiveUp));
    one.end(SubscriptionStatus::Canceled, day(34));
    one.settle();
    assert_eq!((one.active_until, one.due_at), (day(33), None), "a late server gives nothing away");
}

#[test]
fn a_charge_that_is_under_way_goes_first() {
    let mut one = subscription();
    one.fall_due();
    one.charge_at = Some(day(32));
    assert_eq!(next(&one), (32, Step::Charge));
}

#[test]
fn what_is_paid_early_lasts_at_once_and_begins_in_time() {
    let mut one = subscription();
    one.told = 1;
    one.cover(one.next_period(day(60)), day(24));
    one.settle();
    assert_eq!((one.active_until, one.current.end, next(&one)), (day(63), day(30), (30, Step::Renew)));
    one.cancel_at_period_end = true;
    one.settle();
    assert_eq!((one.active_until, next(&one)), (day(60), (30, Step::Renew)), "what is paid is given");
    one.begin(one.next_period(day(60)));
    assert_eq!(next(&one), (60, Step::End));
}

#[test]
fn who_cancels_is_told_nothing_more() {
    let mut one = subscription();
    one.cancel_at_period_end = true;
    one.settle();
    assert_eq!((next(&one), one.active_until), ((30, Step::End), day(30)));
    one.end(SubscriptionStatus::Ended, day(30));
    one.settle();
    assert_eq!((one.next(), one.active_until), (None, day(30)));
}

#[test]
fn a_pause_announces_nothing() {
    let mut one = subscription();
    one.paused_at = Some(day(2));
    assert_eq!(next(&one), (30, Step::Renew));
}

/// What becomes of an invoice at its end: paid at once, on a day of grace, early, or never.
#[derive(Debug, Clone, Copy)]
enum Payer {
    AtOnce,
    InGrace(i64),
    Early(i64),
    Never,
}

fn payers() -> impl Strategy<Value = Vec<Payer>> {
    let payer = prop_oneof![
        4 => Just(Payer::AtOnce),
        2 => (0i64..3).prop_map(Payer::InGrace),
        2 => (0i64..7).prop_map(Payer::Early),
        1 => Just(Payer::Never),
    ];
    prop::collection::vec(payer, 1..12)
}

proptest! {
    /// However people pay: steps come in order of time, each period follows the one before it, nobody who paid is ever
    /// without, and nobody who didn't is given more than the grace.
    #[test]
    fn a_life_has_no_gaps(payers in payers(), grace in 0i64..=10) {
        let mut one = Subscription { grace_days: grace, ..subscription() };
        one.settle();
        let mut payers = payers.into_iter();
        let mut payer = payers.next();
        let (mut clock, mut announced) = (day(0), Vec::new());
        for _ in 0..200 {
            let Some(due) = one.next() else { break };
            prop_assert!(clock <= due.at);
            clock = due.at;
            let period = one.next_period(one.current.end.plus(DAY * 30));
            prop_assert!(one.active_until >= one.paid_until.min(one.ended_at.unwrap_or(one.paid_until)));
            prop_assert!(one.active_until <= one.paid_until.plus(DAY * u32::try_from(grace).expect("days")));
            match (due.step, payer) {
                (Step::Announce, _) => {
                    announced.extend(one.announce(clock));
                    if let Some(Payer::Early(days)) = payer && one.told == 3 {
                        clock = clock.max(period.start.minus(DAY * u32::try_from(days % 2).expect("days")));
                        one.cover(period, clock);
                        payer = payers.next();
                    }
                }
                (Step::Renew, _) if one.is_paid_ahead() => one.begin(period),
                (Step::Renew, Some(Payer::AtOnce)) => {
                    one.cover(period, clock);
                    payer = payers.next();
                }
                (Step::Renew, _) => one.fall_due(),
                (Step::Remind, Some(Payer::InGrace(days))) if one.told == days => {
                    one.cover(period, clock);
                    payer = payers.next();
                }
                (Step::Remind, _) => one.remind(clock),
                (Step::GiveUp, _) => one.end(SubscriptionStatus::Canceled, clock),
                (Step::End | Step::Charge, _) => prop_assert!(false, "nobody asked for that"),
            }
            one.settle();
            if one.told == 0 {
                prop_assert!(announced.is_empty() || announced == [7, 4, 1], "{announced:?}");
                announced.clear();
            }
            prop_assert_eq!(one.current.end.micros() - one.current.start.micros(), day(30).micros());
            prop_assert_eq!(one.current.start, day((one.periods - 1) * 30));
        }
        prop_assert!(one.status.is_over(), "whoever stops paying is given up");
    }
}
