//! How far a piece of work has come.

use leptos::prelude::*;

/// A progress bar from 0 to `max`, with its name for those who don't see it. No value: under way, length unknown.
#[component]
pub fn Meter(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<u64>>,
    #[prop(into)] max: Signal<u64>,
) -> impl IntoView {
    view! {
        <progress
            class="meter"
            aria-label=label
            value=move || value.get().map(|value| value.to_string())
            max=move || max.get().max(1).to_string()
        ></progress>
    }
}
