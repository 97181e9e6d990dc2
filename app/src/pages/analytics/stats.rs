//! The headline figures, each with how it changed and its course.

use clientele_domain::money::Amount;
use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{Measure, Spark};
use crate::components::{Badge, Money, Skeleton, Tone};
use crate::loaded::lasting;
use crate::server_fns::analytics::{CustomersView, RecurringView, RevenueSums, RevenueView};

/// What they are called.
pub(super) const NAMES: [&str; 6] =
    ["Net volume", "Payments", "New customers", "From returning customers", "Recurring a month", "Refunded"];

/// The row of headline figures.
#[component]
pub(super) fn Headlines(shown: Shown) -> impl IntoView {
    let figures = shown.figures;
    view! {
        <section class="stats" data-span="6" aria-label="Key figures">
            <Transition fallback=|| {
                NAMES.map(hole).into_iter().collect_view()
            }>
                {lasting(move || {
                    let shown = shown.clone();
                    async move {
                        let (revenue, customers, recurring) =
                            (figures.revenue.await, figures.customers.await, figures.recurring.await);
                        move || {
                            // What could not be loaded says so in its own card.
                            let money = revenue.ok().map(|view| of_revenue(view, &shown));
                            let people = customers.ok().map(|view| of_customers(view, &shown));
                            let plans = recurring.ok().map(|view| of_recurring(view, &shown));
                            let (first, last) = money.unzip();
                            view! {
                                {first}
                                {people}
                                {plans}
                                {last}
                            }
                                .into_any()
                        }
                    }
                })}
            </Transition>
        </section>
    }
}

/// The place of a figure that is on its way.
pub(super) fn hole(name: &'static str) -> AnyView {
    view! {
        <div class="stat">
            <h2>{name}</h2>
            <p class="figure">
                <Skeleton />
            </p>
            <p class="cluster">
                <Skeleton width="l" />
            </p>
            <div class="spark"></div>
        </div>
    }
    .into_any()
}

fn of_revenue(view: RevenueView, shown: &Shown) -> (AnyView, AnyView) {
    let RevenueView { sums, before, net, payments, gross, refunded, .. } = view;
    let share = |sums: RevenueSums| thousandths(sums.refunded, sums.gross);
    let first = view! {
        <Headline name=NAMES[0] measure=shown.money() value=sums.net before=before.map(|sums| sums.net) course=net />
        <Headline
            name=NAMES[1]
            measure=Measure::Count
            value=sums.payments
            before=before.map(|sums| sums.payments)
            course=payments
        />
    };
    let course: Vec<i64> =
        gross.iter().zip(&refunded).map(|(gross, refunded)| thousandths(*refunded, *gross)).collect();
    let last = view! {
        <Headline
            name=NAMES[5]
            measure=Measure::Share
            value=share(sums)
            before=before.filter(|sums| sums.gross > 0).map(share)
            course
            less_is_good=true
        />
    };
    (first.into_any(), last.into_any())
}

fn of_customers(view: CustomersView, _shown: &Shown) -> AnyView {
    let CustomersView { sums, before, new, returning, .. } = view;
    let share = |new: i64, returning: i64| thousandths(returning, new + returning);
    let course: Vec<i64> = new.iter().zip(&returning).map(|(new, returning)| share(*new, *returning)).collect();
    view! {
        <Headline
            name=NAMES[2]
            measure=Measure::Count
            value=sums.new
            before=before.map(|sums| sums.new)
            course=new
        />
        <Headline
            name=NAMES[3]
            measure=Measure::Share
            value=share(sums.new_gross, sums.returning_gross)
            before=before
                .filter(|sums| sums.new_gross + sums.returning_gross > 0)
                .map(|sums| share(sums.new_gross, sums.returning_gross))
            course
        />
    }
    .into_any()
}

fn of_recurring(view: RecurringView, shown: &Shown) -> AnyView {
    let value = view.recurring.last().copied().unwrap_or(view.at_first);
    view! {
        <Headline
            name=NAMES[4]
            measure=shown.money()
            value
            before=Some(view.at_first)
            course=view.recurring
        />
    }
    .into_any()
}

fn thousandths(part: i64, whole: i64) -> i64 {
    if whole <= 0 { 0 } else { i64::try_from(i128::from(part) * 1000 / i128::from(whole)).unwrap_or(0) }
}

/// One figure: what it is now, how it changed, and its course.
#[component]
fn Headline(
    name: &'static str,
    measure: Measure,
    value: i64,
    /// What it was before; nothing where there is nothing to compare with.
    before: Option<i64>,
    course: Vec<i64>,
    #[prop(optional)] less_is_good: bool,
) -> impl IntoView {
    let figure = match measure {
        Measure::Money(currency) => {
            view! { <Money amount=Amount { minor: value, currency } headline=true /> }.into_any()
        }
        other => other.exact(value).into_any(),
    };
    let change = before.and_then(|before| change(measure, value, before));
    let badge = change.map(|(up, text)| {
        let tone = if up != less_is_good { Tone::Good } else { Tone::Warn };
        let (icon, word) = if up { ("arrow-up-right", "Up ") } else { ("arrow-down-right", "Down ") };
        view! {
            <Badge tone icon=icon>
                <span class="visually-hidden">{word}</span>
                {text}
            </Badge>
        }
    });
    let from = before.map(|before| view! { <small>{format!("from {}", measure.rounded(before))}</small> });
    view! {
        <div class="stat">
            <h2>{name}</h2>
            <p class="figure">{figure}</p>
            <p class="cluster">
                {badge}
                {from}
            </p>
            <Spark label=format!("Course of {}", name.to_lowercase()) values=course />
        </div>
    }
}

/// Whether it went up, and by how much: shares by points, all else by a part of what it was. Nothing when it stayed, or
/// when there was nothing to grow from.
fn change(measure: Measure, now: i64, before: i64) -> Option<(bool, String)> {
    let difference = now.checked_sub(before).filter(|difference| *difference != 0)?;
    let text = if measure == Measure::Share {
        format!("{} pts", Measure::Share.exact(difference.abs()).trim_end_matches('%'))
    } else {
        let part = i128::from(difference.abs()) * 1000 / i128::from(before.abs()).max(1);
        match (before, i64::try_from(part)) {
            (0, _) | (_, Err(_)) => return None,
            (_, Ok(part)) if part >= 10_000 => format!("{}×", part / 1000 + 1),
            (_, Ok(part)) => Measure::Share.exact(part),
        }
    };
    Some((difference > 0, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_a_part_of_what_was_and_of_shares_a_number_of_points() {
        let count = |now, before| change(Measure::Count, now, before);
        assert_eq!(count(1_142, 1_000), Some((true, "14.2%".into())));
        assert_eq!(count(900, 1_000), Some((false, "10%".into())));
        assert_eq!(count(50, 2), Some((true, "25×".into())));
        assert_eq!((count(5, 5), count(5, 0)), (None, None));
        assert_eq!(change(Measure::Share, 441, 420), Some((true, "2.1 pts".into())));
    }
}
