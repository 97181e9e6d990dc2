//! What the sidebar holds: groups of links.

use leptos::prelude::*;
use leptos_router::components::A;

use super::Icon;

/// The main navigation: `NavGroup`s.
#[component]
pub fn Nav(children: Children) -> impl IntoView {
    view! { <nav class="nav" aria-label="Main">{children()}</nav> }
}

/// Links that belong together, perhaps under a heading.
#[component]
pub fn NavGroup(#[prop(optional)] title: Option<&'static str>, children: Children) -> impl IntoView {
    view! {
        <div>
            {title.map(|title| view! { <h2>{title}</h2> })}
            <ul>{children()}</ul>
        </div>
    }
}

/// A link that knows when one is there.
#[component]
pub fn NavItem(
    #[prop(into)] href: String,
    icon: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] count: MaybeProp<String>,
) -> impl IntoView {
    view! {
        <li>
            <A href=href>
                <Icon name=icon />
                {label}
                {move || count.get().map(|count| view! { <span class="count">{count}</span> })}
            </A>
        </li>
    }
}
