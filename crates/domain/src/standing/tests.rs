use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::customer::{Counts, Customer, CustomerFields, Kind};
use crate::id::CustomerId;
use crate::money::{Amount, Currency};
use crate::payment::Totals;
use crate::time::Timestamp;

const DAY: i64 = 86_400_000_000;

fn eur() -> Currency {
    "EUR".parse().expect("a currency")
}

fn day(number: i64) -> Timestamp {
    Timestamp::from_micros(number * DAY)
}

/// Somebody who was recorded on the day 1000 and paid first and last on these days.
fn customer(payments: i64, paid: Option<(i64, i64)>) -> Customer {
    Customer {
        id: CustomerId::new(day(1000), [0; 10]),
        kind: Kind::Guest,
        fields: CustomerFields::default(),
        delinquent: false,
        counts: Counts { payments, ..Counts::default() },
        subscription_status: None,
        active_until: None,
        clock: None,
        first_payment_at: paid.map(|(first, _)| day(first)),
        last_payment_at: paid.map(|(_, last)| day(last)),
        merged_from: Vec::new(),
        created_at: day(1000),
        updated_at: day(1000),
        version: 1,
    }
}

fn totals(spent: i64, refunded: i64, payments: i64) -> Vec<Totals> {
    vec![Totals {
        spent: Amount { minor: spent, currency: eur() },
        refunded,
        balance: 0,
        payments,
        first_payment_at: day(0),
        last_payment_at: day(0),
    }]
}

fn on(now: i64, bars: Bars) -> Standards {
    Standards { own: eur(), now: day(now), bars }
}

#[test]
fn a_gap_is_measured_by_the_persons_own_rhythm() {
    let told = |payments, first, last, now| {
        let told = shown(&customer(payments, Some((first, last))), &[], &on(now, Bars::NOBODY));
        told.into_iter().find(|shown| shown.signal == Signal::AtRisk).map(|shown| shown.explanation)
    };

    // Every ten days, and then not for thirty.
    assert_eq!(told(5, 0, 40, 69), None);
    assert_eq!(
        told(5, 0, 40, 70).as_deref(),
        Some("Usually pays about every 10 days; the last payment was 30 days ago.")
    );
    // A hundred days are nothing to who comes once in two months, and two payments are no rhythm.
    assert_eq!(told(4, 0, 180, 280), None);
    assert_eq!(told(2, 0, 10, 1000), None);
    // Who comes every day may be away for a week.
    assert_eq!(told(30, 0, 29, 40), None);
    assert!(told(30, 0, 29, 43).is_some());
    // All in one moment is no rhythm either.
    assert_eq!(told(9, 5, 5, 1000), None);
}

#[test]
fn who_came_lately_is_new_unless_the_payments_are_older_than_the_record() {
    let is_new = |paid, now| holds(Signal::New, &customer(1, paid), &[], &on(now, Bars::NOBODY));

    assert!(is_new(None, 1029));
    assert!(!is_new(None, 1030));
    assert!(is_new(Some((1003, 1003)), 1029));
    assert!(!is_new(Some((900, 900)), 1001));
}

#[test]
fn a_third_given_back_is_much_and_one_payment_says_nothing() {
    let heavy = |spent, refunded, payments| {
        let standards = on(1000, Bars::NOBODY);
        holds(Signal::RefundHeavy, &customer(payments, None), &totals(spent, refunded, payments), &standards)
    };

    assert!(heavy(9000, 3000, 3));
    assert!(!heavy(9000, 2999, 3));
    assert!(heavy(100, 34, 2) && !heavy(100, 33, 2));
    assert!(!heavy(9000, 9000, 1));
    assert!(!heavy(0, 0, 2));
}

#[test]
fn an_invoice_or_a_subscription_that_is_late_is_past_due() {
    let mut late = customer(0, None);
    let by = on(2000, Bars::NOBODY);
    assert_eq!(shown(&late, &[], &by), []);

    late.counts.overdue_invoices = 2;
    let told = shown(&late, &[], &by);
    assert_eq!(told[0].explanation, "2 invoices are past due.");

    late.counts.overdue_invoices = 0;
    late.subscription_status = Some(crate::customer::SubscriptionStatus::PastDue);
    assert_eq!(shown(&late, &[], &by)[0].explanation, "The payment of a subscription is late.");
}

#[test]
fn months_are_read_as_they_are_told() {
    assert_eq!("1997-01".parse::<Month>().map(|month| month.to_string()).as_deref(), Ok("1997-01"));
    assert_eq!(Month::of(day(0).civil()).to_string(), "1970-01");
    for wrong in ["", "1997", "1997-13", "1997-00", "97-01", "1997-1", "1997-01-01", "+197-01"] {
        assert_eq!(wrong.parse::<Month>(), Err(month::NoMonth), "{wrong}");
    }
}

#[test]
fn spans_follow_the_series_without_gaps() {
    let told = |steps: &[(i64, i64, i64)]| {
        let told = spans(steps).into_iter().map(|(span, count, sum)| (span.from, span.to, count, sum));
        told.collect::<Vec<_>>()
    };

    assert_eq!(told(&[]), []);
    assert_eq!(
        told(&[(0, 1, 0), (3, 2, 6), (4, 1, 4), (11, 0, 0), (15, 1, 15)]),
        [(0, 1, 1, 0), (1, 2, 0, 0), (2, 5, 3, 10), (5, 10, 0, 0), (10, 20, 1, 15)]
    );
}

/// Payments of one customer: month, amount, part given back.
fn paid() -> impl Strategy<Value = Vec<(i64, i64, i64)>> {
    let one = (0i64..20, 0i64..50_000, 0i64..=3).prop_map(|(month, amount, part)| (month, amount, amount * part / 3));
    prop::collection::vec(one, 0..12)
}

fn standing(payments: &[(i64, i64, i64)], present: bool) -> Standing {
    payments.iter().fold(Standing { months: Vec::new(), present }, |standing, (month, gross, refunded)| {
        let month = Month(24_000 + month);
        standing.with(MonthPaid { currency: eur(), month, gross: *gross, refunded: *refunded, payments: 1 })
    })
}

fn sum(cells: &Cells, figure: Figure) -> (i64, i64) {
    let tallies = cells.iter().filter(|(cell, _)| cell.figure == figure.as_str()).map(|(_, tally)| tally);
    tallies.fold((0, 0), |(customers, amount), tally| (customers + tally.customers, amount + tally.amount))
}

proptest! {
    #[test]
    fn a_value_lies_in_its_step_and_a_step_in_one_span(value in 0i64..1_000_000_000_000) {
        let here = step(value);
        prop_assert!(here <= value && value < step_end(here));
        prop_assert_eq!(step(step_end(here)), step_end(here));
        prop_assert_eq!(span(value), span(here));
        prop_assert_eq!(span(value), span(step_end(here) - 1));
        prop_assert!(span(value).from <= value && value < span(value).to);
        prop_assert_eq!(span(span(value).to).from, span(value).to);
        // A step is narrow: at most a tenth of what it begins with.
        prop_assert!((step_end(here) - here) * 10 <= here.max(10));
    }

    #[test]
    fn a_place_is_found_as_in_the_sorted_values(mut values in prop::collection::vec(0i64..3000, 0..60), number in 0i64..60) {
        values.sort_unstable();
        let mut steps: BTreeMap<i64, i64> = BTreeMap::new();
        for value in &values {
            *steps.entry(step(*value)).or_default() += 1;
        }
        let steps: Vec<(i64, i64)> = steps.into_iter().collect();
        let wanted = values.get(usize::try_from(number).expect("small"));
        let found = place(&steps, number).map(|(here, offset)| {
            let within: Vec<i64> = values.iter().copied().filter(|value| step(*value) == here).collect();
            within[usize::try_from(offset).expect("small")]
        });
        prop_assert_eq!(found, wanted.copied());
    }

    #[test]
    fn the_order_of_payments_makes_no_difference(mut payments in paid(), present in any::<bool>()) {
        let one = standing(&payments, present).cells(eur());
        payments.reverse();
        prop_assert_eq!(one, standing(&payments, present).cells(eur()));
    }

    #[test]
    fn a_customer_counts_once_and_with_all_that_was_paid(payments in paid(), present in any::<bool>()) {
        let cells = standing(&payments, present).cells(eur());
        let gross: i64 = payments.iter().map(|(_, gross, _)| gross).sum();
        let refunded: i64 = payments.iter().map(|(.., refunded)| refunded).sum();
        let paid = i64::from(!payments.is_empty());
        let count = payments.len() as i64;
        let mut months: Vec<i64> = payments.iter().map(|(month, ..)| *month).collect();
        months.sort_unstable();
        months.dedup();

        prop_assert_eq!(sum(&cells, Figure::Cohort), (months.len() as i64, gross));
        for figure in [Figure::Worth, Figure::Value] {
            prop_assert_eq!(sum(&cells, figure), (paid, gross - refunded));
        }
        let compared = present && gross > 0;
        prop_assert_eq!(sum(&cells, Figure::Spent), if compared { (1, gross) } else { (0, 0) });
        let counted = present && count > 0;
        prop_assert_eq!(sum(&cells, Figure::Payments), if counted { (1, count) } else { (0, 0) });
    }

    #[test]
    fn a_difference_leads_from_one_to_the_other(before in paid(), after in paid()) {
        let (before, after) = (standing(&before, true).cells(eur()), standing(&after, false).cells(eur()));
        let mut sum = before.clone();
        for (cell, tally) in difference(&before, after.clone()) {
            let there = sum.entry(cell).or_default();
            there.customers += tally.customers;
            there.amount += tally.amount;
        }
        sum.retain(|_, tally| *tally != Tally::default());
        prop_assert_eq!(sum, after);
    }

    #[test]
    fn a_tenth_at_most_exceeds_the_bar(mut spent in prop::collection::vec(0i64..40, 1..120)) {
        spent.sort_unstable_by_key(|amount| std::cmp::Reverse(*amount));
        let tenth = usize::try_from(Bars::tenth(spent.len() as i64)).expect("small");
        let bars = Bars::new(spent[tenth], 0);
        let top = |amount: i64| holds(Signal::TopSpender, &customer(1, None), &totals(amount, 0, 1), &on(0, bars));
        let count = spent.iter().filter(|amount| top(**amount)).count();
        prop_assert!(count <= tenth);
        for amount in spent.iter().copied() {
            // Who spent more than nine tenths of them is one of them, and nobody else.
            let less = spent.iter().filter(|other| **other < amount).count();
            prop_assert_eq!(top(amount), less * 10 >= spent.len() * 9 && amount > 0, "{}", amount);
        }
    }
}
