//! Recurring revenue: where it stands, and what moved it.

use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{Figures, Look, Measure, Series, TimeChart};
use crate::server_fns::analytics::RecurringView;

pub(super) const TITLE: &str = "Recurring revenue a month";
pub(super) const MOVES: &str = "What moved recurring revenue";

pub(super) fn card(view: RecurringView, shown: Shown) -> AnyView {
    let money = shown.money();
    let last = |values: &[i64]| values.last().map(|value| money.rounded(*value));
    let active = view.active.last().copied().unwrap_or(view.active_at_first);
    let sentence = match (active, view.active_at_first) {
        (0, 0) => "No subscription counts in these days.".to_owned(),
        (1, _) => "One subscription counts at the end of these days.".to_owned(),
        _ => format!(
            "{} subscriptions count at the end of these days, {} before them.",
            Measure::Count.exact(active),
            Measure::Count.exact(view.active_at_first)
        ),
    };
    let now = last(&view.recurring);
    let mut series =
        vec![Series { name: "Recurring", look: Look::Area, measure: money, values: view.recurring, figure: now }];
    if let Some(before) = view.before {
        let figure = last(&before);
        series.push(Series { name: "Period before", look: Look::Before, measure: money, values: before, figure });
    }
    let subscriptions = view.active;
    series.push(Series {
        name: "Subscriptions",
        look: Look::Told,
        measure: Measure::Count,
        values: subscriptions,
        figure: None,
    });
    let figures = Figures { spans: view.spans, series, until: shown.range.unfinished.then_some(shown.range.to) };
    let csv = shown.csv("recurring");
    view! { <TimeChart id="recurring" title=TITLE sentence=Some(sentence) figures csv /> }.into_any()
}

pub(super) fn moves(view: RecurringView, shown: Shown) -> AnyView {
    let money = shown.money();
    let sum = |values: &[i64]| values.iter().copied().fold(0, i64::saturating_add);
    let (new, grown) = (sum(&view.new), sum(&view.expansion));
    let lost = sum(&view.churned).saturating_add(sum(&view.contraction));
    let churn = match view.active_at_first {
        0 => String::new(),
        before => format!(
            " {} of the {} subscriptions before these days, or as many as {}, ended.",
            Measure::Count.exact(view.ended),
            Measure::Count.exact(before),
            Measure::Share.exact(view.ended.saturating_mul(1000) / before)
        ),
    };
    let sentence = format!(
        "{} from new subscriptions and {} from larger ones; {} lost.{churn}",
        money.rounded(new),
        money.rounded(grown),
        money.rounded(lost)
    );
    let down = |values: Vec<i64>| -> Vec<i64> { values.into_iter().map(|value| -value).collect() };
    let series = |name, number, values: Vec<i64>| {
        let figure = Some(money.rounded(sum(&values)));
        Series { name, look: Look::Bar(number), measure: money, values, figure }
    };
    let all = vec![
        series("New", 1, view.new),
        series("Expansion", 4, view.expansion),
        series("Contraction", 3, down(view.contraction)),
        series("Churned", 2, down(view.churned)),
    ];
    let figures = Figures { spans: view.spans, series: all, until: shown.range.unfinished.then_some(shown.range.to) };
    let csv = shown.csv("recurring");
    view! { <TimeChart id="moves" title=MOVES sentence=Some(sentence) figures csv /> }.into_any()
}
