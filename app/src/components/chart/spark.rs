//! The course of a headline figure, at a glance.

use leptos::prelude::*;

use super::geometry::spark;

/// A small line without axes. The figure beside it, and the chart below, have the numbers.
#[component]
pub fn Spark(#[prop(into)] values: Vec<i64>, #[prop(into)] label: String) -> impl IntoView {
    let (line, area, dot) = spark(&values);
    view! {
        <svg class="spark" viewBox="0 0 100 24" preserveAspectRatio="none" role="img" aria-label=label>
            <path class="area" d=area></path>
            <path d=line></path>
            <path class="dot" d=dot></path>
        </svg>
    }
}
