//! Who or what comes first: a list whose bars show how far the others are behind.

use leptos::prelude::*;

use super::geometry::{place, shares};

/// One entry.
#[derive(Clone)]
pub struct Ranked {
    /// How long its bar is, beside the others.
    pub value: i64,
    /// What stands in the row, the figure last.
    pub row: ViewFn,
}

/// The entries, the first one with the longest bar.
#[component]
pub fn Ranking(#[prop(into)] label: String, entries: Vec<Ranked>) -> impl IntoView {
    let most = entries.iter().map(|entry| entry.value).max().unwrap_or(0).max(1);
    let entries = entries
        .into_iter()
        .map(|Ranked { value, row }| {
            let share = shares(&[value, most.saturating_sub(value)]).first().copied().unwrap_or(0);
            // The width of a drawing is an attribute: no style stands in the page.
            let width = format!("{}%", place(share as f64 / 10.0));
            view! {
                <li>
                    <svg width=width height="1" aria-hidden="true"></svg>
                    {row.run()}
                </li>
            }
        })
        .collect_view();
    view! { <ol class="ranked" aria-label=label>{entries}</ol> }
}
