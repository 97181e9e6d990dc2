//! Nothing yet, nothing matches, could not load, not allowed: what happened, then what to do.

use leptos::prelude::*;

use super::{Icon, Rings};

/// Empty, error and permission states. Children: the sentence under the title. `actions`: buttons and links.
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    /// An icon above the title.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// The rosette above the title, for a list that waits for its first row.
    #[prop(optional)]
    rings: bool,
    /// Read out at once: something failed.
    #[prop(optional)]
    alert: bool,
    /// What to quote when asking for help, such as a request id.
    #[prop(optional, into)]
    reference: Option<String>,
    #[prop(optional, into)] actions: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty" role=alert.then_some("alert")>
            {rings.then(|| view! { <Rings /> })}
            {icon.map(|name| view! { <Icon name /> })}
            <h2>{title}</h2>
            <p>{children()}</p>
            {actions.map(|actions| view! { <div class="cluster">{actions}</div> })}
            {reference.map(|reference| view! { <p><small>{format!("Reference {reference}")}</small></p> })}
        </div>
    }
}
