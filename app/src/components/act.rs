//! A form that is one button, at once or after a second thought.

use leptos::prelude::*;

use super::Icon;

/// Sends `act`, and perhaps an id with it, to an address. The browser sends it by itself.
#[component]
pub fn Act(
    #[prop(into)] action: String,
    act: &'static str,
    /// Name and value of what it is about.
    #[prop(optional)]
    about: Option<(&'static str, String)>,
    #[prop(optional)] icon: Option<&'static str>,
    /// `s` for a small one.
    #[prop(optional)]
    size: Option<&'static str>,
    label: &'static str,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            <input type="hidden" name="act" value=act />
            {about.map(|(name, value)| view! { <input type="hidden" name=name value=value /> })}
            <button class="button" type="submit" data-size=size>
                {icon.map(|name| view! { <Icon name /> })}
                {label}
            </button>
        </form>
    }
}

/// The same after a second thought: the button opens what follows from it, and the button that does it.
#[component]
pub fn SecondThought(
    #[prop(into)] action: String,
    act: &'static str,
    label: &'static str,
    /// What follows from it.
    warning: &'static str,
    /// What the button says that does it.
    confirm: &'static str,
    #[prop(optional)] danger: bool,
) -> impl IntoView {
    view! {
        <details>
            <summary class="button">{label}</summary>
            <form class="stack" data-gap="2" method="post" action=action>
                <input type="hidden" name="act" value=act />
                <p>{warning}</p>
                <p>
                    <button
                        class="button"
                        type="submit"
                        data-kind=danger.then_some("danger")
                        data-tone=danger.then_some("bad")
                    >
                        {confirm}
                    </button>
                </p>
            </form>
        </details>
    }
}
