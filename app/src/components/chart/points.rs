//! What the points of a chart say when they are pointed at or have the focus.

use leptos::prelude::*;

use super::Look;
use super::legend::KeySign;

/// What one point says: its name, and of each series how it looks, what it is and its figure.
#[derive(Debug, Clone)]
pub(super) struct Point {
    /// Such as the month.
    pub name: Signal<String>,
    /// The figures.
    pub figures: Vec<(Look, String, String)>,
}

/// The points over the drawing, one for each column. They are the choices of one group: one stop of the Tab key, and the
/// arrow keys walk along them, without any script. Nothing is sent, for they stand in no form.
#[component]
pub(super) fn Points(id: &'static str, label: String, points: Vec<Point>) -> impl IntoView {
    let half = points.len() / 2;
    let points = points
        .into_iter()
        .enumerate()
        .map(|(place, Point { name, figures })| {
            let told: String = figures.iter().map(|(_, name, figure)| format!("; {name} {figure}")).collect();
            let rows = figures
                .into_iter()
                .map(|(look, name, figure)| {
                    let key = (look != Look::Told).then(|| view! { <KeySign look /> });
                    view! { <span><i>{key}</i><span>{name}</span><b>{figure}</b></span> }
                })
                .collect_view();
            view! {
                <label data-at=if place < half { "start" } else { "end" }>
                    <input type="radio" name=format!("{id}-point") autocomplete="off" aria-label=move || format!("{}{told}", name.get()) />
                    <span class="tip" aria-hidden="true">
                        <strong>{name}</strong>
                        {rows}
                    </span>
                </label>
            }
        })
        .collect_view();
    view! {
        <div class="chart-points" role="radiogroup" aria-label=label>
            {points}
        </div>
    }
}
