//! New customers, and those who came back.

use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{Figures, Look, Measure, Series, TimeChart};
use crate::server_fns::analytics::CustomersView;

pub(super) const TITLE: &str = "New and returning customers";

pub(super) fn card(view: CustomersView, shown: Shown) -> AnyView {
    let money = shown.money();
    let sentence = format!(
        "First payments brought {}, later ones {}.",
        money.rounded(view.sums.new_gross),
        money.rounded(view.sums.returning_gross)
    );
    let series = |name, number, values, figure| Series {
        name,
        look: Look::Bar(number),
        measure: Measure::Count,
        values,
        figure,
    };
    let all = vec![
        // Who comes back in two intervals is one person: only those who are new can be added up.
        series("Returning", 1, view.returning, None),
        series("New", 2, view.new, Some(Measure::Count.exact(view.sums.new))),
    ];
    let figures = Figures { spans: view.spans, series: all, until: shown.range.unfinished.then_some(shown.range.to) };
    let csv = shown.csv("customers");
    view! { <TimeChart id="customers" title=TITLE sentence=Some(sentence) figures csv /> }.into_any()
}
