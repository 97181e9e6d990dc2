//! What a payment is among those of its customer: the first of all, the first by its way, the first in its day or month.
//!
//! A payment that comes in between changes what the one after it is. [`joining`] says by how much, from the payments around
//! it alone; added up, it comes to what [`of_customer`] says of all of them.

use std::collections::{HashMap, HashSet};

use super::sums::first_in;
use super::{Counted, Day, Sums};

/// What the payments of one customer are, each with what follows from it. `day` tells the day of a moment.
pub fn of_customer(payments: &mut [Counted], day: impl Fn(&Counted) -> Day) -> impl Iterator<Item = (&Counted, Sums)> {
    payments.sort_by_key(Counted::place);
    let mut ways = HashSet::new();
    let mut last = HashMap::new();
    let mut first = true;
    payments.iter().map(move |payment| {
        let day = day(payment);
        let before = last.insert(payment.way.currency, day);
        let mut sums = Sums { active: first_in(day, before), ..Sums::default() };
        sums.customers = i64::from(ways.insert(&payment.way));
        if std::mem::take(&mut first) {
            (sums.firsts, sums.first_gross) = (1, payment.minor);
        }
        (payment, sums)
    })
}

/// The payments of a customer that stand around another one.
#[derive(Debug, Clone, Default)]
pub struct Around {
    /// The first of all the others.
    pub first: Option<Counted>,
    /// The first of the others by the same way.
    pub by_way: Option<Counted>,
    /// The last before it in its currency.
    pub before: Option<Counted>,
    /// The next after it in its currency.
    pub after: Option<Counted>,
}

/// What changes when a payment joins those of its customer: each of those concerned with what is to be added for it.
pub fn joining(payment: &Counted, around: &Around, day: impl Fn(&Counted) -> Day) -> Vec<(Counted, Sums)> {
    let before = around.before.as_ref().map(&day);
    let mut own = Sums { active: first_in(day(payment), before), ..Sums::default() };
    let mut others = Vec::new();
    let precedes = |other: &Option<Counted>| other.as_ref().is_none_or(|other| payment.place() < other.place());
    if precedes(&around.first) {
        (own.firsts, own.first_gross) = (1, payment.minor);
        let was = around.first.iter();
        others.extend(was.map(|was| (was, Sums { firsts: 1, first_gross: was.minor, ..Sums::default() })));
    }
    if precedes(&around.by_way) {
        own.customers = 1;
        others.extend(around.by_way.iter().map(|was| (was, Sums { customers: 1, ..Sums::default() })));
    }
    let mut changed: Vec<(Counted, Sums)> = others.into_iter().map(|(was, sums)| (was.clone(), -sums)).collect();
    changed.push((payment.clone(), own));
    if let Some(after) = &around.after {
        let its_day = day(after);
        let mut sums = Sums { active: first_in(its_day, Some(day(payment))), ..Sums::default() };
        sums += -Sums { active: first_in(its_day, before), ..Sums::default() };
        changed.push((after.clone(), sums));
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analytics::{Grain, Way};
    use crate::id::PaymentId;
    use crate::payment::Source;
    use crate::time::Timestamp;
    use proptest::prelude::*;

    const DAY: i64 = 86_400_000_000;

    fn utc(payment: &Counted) -> Day {
        Day(payment.at.micros().div_euclid(DAY))
    }

    prop_compose! {
        fn counted()(
            day in 0i64..800, minor in 0i64..1000, source in prop::sample::select(Source::ALL), link in 0u8..2,
            euro in any::<bool>(),
        ) -> Counted {
            let currency = if euro { "EUR" } else { "USD" }.parse().expect("a currency");
            let at = Timestamp::from_micros(day * DAY);
            Counted { at, id: PaymentId::first_at(at), minor, way: Way::of(currency, source, &link.to_string()) }
        }
    }

    /// Payments of a customer, some of them at the same moment, each with an id of its own.
    fn history() -> impl Strategy<Value = Vec<Counted>> {
        prop::collection::vec(counted(), 0..30).prop_map(|mut payments| {
            for (place, payment) in payments.iter_mut().enumerate() {
                payment.id = PaymentId::new(Timestamp::from_micros(0), [place as u8; 10]);
            }
            payments
        })
    }

    /// Sums by day and way, without those that came to nothing.
    fn table(parts: impl IntoIterator<Item = (Counted, Sums)>) -> HashMap<(Day, Way), Sums> {
        let mut table: HashMap<(Day, Way), Sums> = HashMap::new();
        for (payment, sums) in parts {
            *table.entry((utc(&payment), payment.way)).or_default() += sums;
        }
        table.retain(|_, sums| !sums.is_nothing());
        table
    }

    fn around(payment: &Counted, others: &[Counted]) -> Around {
        let same = || others.iter().filter(|other| other.way.currency == payment.way.currency);
        Around {
            first: others.iter().min_by_key(|other| other.place()).cloned(),
            by_way: others.iter().filter(|other| other.way == payment.way).min_by_key(|other| other.place()).cloned(),
            before: same().filter(|other| other.place() < payment.place()).max_by_key(|other| other.place()).cloned(),
            after: same().filter(|other| other.place() > payment.place()).min_by_key(|other| other.place()).cloned(),
        }
    }

    proptest! {
        #[test]
        fn payments_that_join_one_by_one_in_any_order_come_to_what_all_of_them_are(payments in history()) {
            let mut joined = Vec::new();
            for (place, payment) in payments.iter().enumerate() {
                joined.extend(joining(payment, &around(payment, &payments[..place]), utc));
            }
            let mut all = payments.clone();
            let whole = of_customer(&mut all, utc).map(|(payment, sums)| (payment.clone(), sums));
            prop_assert_eq!(table(joined), table(whole));
        }

        #[test]
        fn somebody_who_paid_is_counted_once_in_each_interval(payments in history()) {
            let mut all = payments.clone();
            let parts: Vec<_> = of_customer(&mut all, utc).map(|(payment, sums)| (payment.clone(), sums)).collect();
            let firsts: i64 = parts.iter().map(|(_, sums)| sums.firsts).sum();
            prop_assert_eq!(firsts, i64::from(!payments.is_empty()));
            for grain in &Grain::ALL[1..] {
                let mut counted: HashMap<_, i64> = HashMap::new();
                for (payment, sums) in &parts {
                    *counted.entry((payment.way.currency, utc(payment).first_of(*grain))).or_default() += sums.active_in(*grain);
                }
                prop_assert!(counted.values().all(|count| *count == 1));
            }
        }
    }
}
