//! The frame of a page: its head, its way back, and its sections.

use leptos::prelude::*;

use super::Icon;

/// The title of a page, how many things it shows, one sentence about it, and its actions (the children).
#[component]
pub fn PageHead(
    #[prop(into)] title: String,
    #[prop(optional, into)] count: MaybeProp<String>,
    #[prop(optional, into)] intro: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <header class="page-head">
            <h1>{title}</h1>
            {move || count.get().map(|count| view! { <span class="count">{count}</span> })}
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
            {intro.map(|intro| view! { <p>{intro}</p> })}
        </header>
    }
}

/// The way back: pairs of label and address, then the page one is on.
#[component]
pub fn Breadcrumb(trail: Vec<(String, String)>, #[prop(into)] current: String) -> impl IntoView {
    let trail = trail
        .into_iter()
        .map(|(label, href)| view! { <a href=href>{label}</a><Icon name="chevron-right" /> })
        .collect_view();
    view! {
        <nav class="breadcrumb" aria-label="Breadcrumb">
            {trail}
            <span aria-current="page">{current}</span>
        </nav>
    }
}

/// A part of a record under its own heading. `id` names the heading, for links and for the section's label.
#[component]
pub fn Section(
    #[prop(into)] id: String,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] count: MaybeProp<String>,
    /// What stands at the end of the heading's line: a link, a switch, a remark.
    #[prop(optional, into)]
    aside: Option<AnyView>,
    #[prop(optional, into)] intro: Option<String>,
    children: Children,
) -> impl IntoView {
    let labelled_by = id.clone();
    view! {
        <section class="section" aria-labelledby=labelled_by>
            <header>
                <h2 id=id>{title}</h2>
                {move || count.get().map(|count| view! { <span class="count">{count}</span> })}
                {aside.map(|aside| view! { <div class="push">{aside}</div> })}
                {intro.map(|intro| view! { <p>{intro}</p> })}
            </header>
            {children()}
        </section>
    }
}
