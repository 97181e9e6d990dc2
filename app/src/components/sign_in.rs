//! The threshold: the frame of pages for people who are not signed in.

use leptos::prelude::*;

use super::{Rings, ThemeToggle};

/// Wordmark, title and a form (the children) beside the rosette. `intro` stands under the title.
#[component]
pub fn SignInFrame(
    #[prop(into)] title: String,
    #[prop(optional, into)] intro: Option<String>,
    /// What stands in the foot, such as the version.
    #[prop(optional, into)]
    foot: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="sign-in">
            <main id="main" tabindex="-1">
                <div class="stack" data-gap="5">
                    <p class="wordmark">
                        <Mark />
                        "Clientele"
                    </p>
                    <div class="stack" data-gap="1">
                        <h1>{title}</h1>
                        {intro.map(|intro| view! { <p class="muted">{intro}</p> })}
                    </div>
                    {children()}
                </div>
            </main>
            <aside aria-hidden="true">
                <Rings turns=36 copper=true />
            </aside>
            <footer>
                {foot.map(|foot| view! { <span>{foot}</span> })}
                <ThemeToggle />
            </footer>
        </div>
    }
}

/// The mark: a ring of verdigris, opened by a copper coin.
#[component]
pub fn Mark() -> impl IntoView {
    view! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
            <path d="M15.1 4.2A7.2 7.2 0 1 0 15.1 15.8"></path>
            <circle cx="16.4" cy="10" r="2.4"></circle>
        </svg>
    }
}
