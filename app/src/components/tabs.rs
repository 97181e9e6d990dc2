//! Tabs that are links: saved segments and sub-pages.

use leptos::prelude::*;

/// A row of `Tab`s. `bleed` runs it to the edges of the page, above a list that does the same.
#[component]
pub fn Tabs(#[prop(into)] label: String, #[prop(optional)] bleed: bool, children: Children) -> impl IntoView {
    view! {
        <nav class="tabs" aria-label=label data-bleed=bleed.then_some("")>
            {children()}
        </nav>
    }
}

/// One tab. `current` marks the one that is shown.
#[component]
pub fn Tab(
    #[prop(into)] href: String,
    #[prop(into)] label: String,
    #[prop(into)] current: Signal<bool>,
    #[prop(optional, into)] count: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <a href=href aria-current=move || current.get().then_some("page")>
            {label}
            {move || count.get().map(|count| view! { <span class="count">{count}</span> })}
        </a>
    }
}
