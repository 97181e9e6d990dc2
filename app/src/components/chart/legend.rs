//! What the colours of a chart stand for.

use leptos::prelude::*;

use super::Look;

/// One entry: how it looks, what it is, and its figure.
pub type Key = (Look, String, Option<String>);

/// The entries, in the order of the drawing.
#[component]
pub fn Legend(keys: Vec<Key>) -> impl IntoView {
    let entries = keys
        .into_iter()
        .map(|(look, name, figure)| {
            view! {
                <li>
                    <KeySign look />
                    <span data-text="">{name}</span>
                    {figure.map(|figure| view! { <b data-text="">{figure}</b> })}
                </li>
            }
        })
        .collect_view();
    view! { <ul class="legend">{entries}</ul> }
}

/// The sign of a series: a square of its colour, or a piece of its line.
#[component]
pub(super) fn KeySign(look: Look) -> impl IntoView {
    let line = matches!(look, Look::Line(_) | Look::Before | Look::Told);
    let shape = if line {
        view! { <path class=format!("line {}", look.class()) d="M0 5h10"></path> }.into_any()
    } else {
        view! { <rect class=look.class() width="10" height="10" rx="2"></rect> }.into_any()
    };
    view! {
        <svg class="key" viewBox="0 0 10 10" aria-hidden="true">
            {shape}
        </svg>
    }
}
