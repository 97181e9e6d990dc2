//! Identities with their evidence, and any other list of "this, because".

use leptos::prelude::*;

use super::Icon;

/// A list of `Evidence`.
#[component]
pub fn EvidenceList(children: Children) -> impl IntoView {
    view! { <ul class="evidence">{children()}</ul> }
}

/// One thing that is known, how sure it is (`badge`), and why (the children).
#[component]
pub fn Evidence(
    icon: &'static str,
    #[prop(into)] value: String,
    #[prop(optional, into)] badge: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <li>
            <Icon name=icon />
            <p>
                <bdi>{value}</bdi>
            </p>
            {badge}
            <small>{children()}</small>
        </li>
    }
}
