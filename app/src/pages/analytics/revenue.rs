//! What was paid and given back over time, beside the period before.

use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{Figures, Look, Measure, Series, TimeChart};
use crate::server_fns::analytics::RevenueView;

pub(super) const TITLE: &str = "Revenue";

pub(super) fn card(view: RevenueView, shown: Shown) -> AnyView {
    let money = shown.money();
    let RevenueView { spans, gross, refunded, net, payments, net_before, sums, before } = view;
    let sentence = match sums.payments {
        0 => "Nothing was paid in these days.".to_owned(),
        _ => format!("{} paid, {} given back.", money.rounded(sums.gross), money.rounded(sums.refunded)),
    };
    let series = |name, look, measure, values, figure: Option<i64>| Series {
        name,
        look,
        measure,
        values,
        figure: figure.map(|figure| money.rounded(figure)),
    };
    let mut all = vec![
        series("Net", Look::Area, money, net, Some(sums.net)),
        series("Refunded", Look::Line(2), money, refunded, Some(sums.refunded)),
    ];
    if let (Some(net), Some(sums)) = (net_before, before) {
        all.push(series("Net in the period before", Look::Before, money, net, Some(sums.net)));
    }
    all.push(series("Paid", Look::Told, money, gross, None));
    all.push(series("Payments", Look::Told, Measure::Count, payments, None));
    let figures = Figures { spans, series: all, until: shown.range.unfinished.then_some(shown.range.to) };
    view! { <TimeChart id="revenue" title=TITLE span=4 sentence=Some(sentence) figures csv=shown.csv("revenue") /> }
        .into_any()
}
