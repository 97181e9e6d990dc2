//! What happened, newest first, with who and when.

use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use super::{Avatar, Icon, Time};

/// A list of `TimelineEntry`.
#[component]
pub fn Timeline(children: Children) -> impl IntoView {
    view! { <ol class="timeline">{children()}</ol> }
}

/// One thing that happened (the children), at the icon of its kind or the monogram of its author (id and name).
/// `note` is text that someone wrote; its line breaks are kept. `more` stands below, such as a list of changes.
#[component]
pub fn TimelineEntry(
    at: Timestamp,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional)] author: Option<(String, String)>,
    #[prop(optional, into)] note: Option<String>,
    #[prop(optional, into)] more: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let sign = match (author, icon) {
        (Some((id, name)), _) => view! { <Avatar id name /> }.into_any(),
        (None, icon) => view! { <Icon name=icon.unwrap_or("clock") /> }.into_any(),
    };
    view! {
        <li>
            {sign}
            <p>{children()}</p>
            <Time at />
            {note.map(|note| view! { <div class="note" dir="auto">{note}</div> })}
            {more.map(|more| view! { <div class="more">{more}</div> })}
        </li>
    }
}
