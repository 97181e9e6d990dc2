//! A strip that states a mode or a problem.

use leptos::prelude::*;

use super::{Icon, Tone};

/// States a problem on a page, or in the frame when it is not `inset`. `alert` reads it out at once.
#[component]
pub fn Banner(
    tone: Tone,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional)] inset: bool,
    #[prop(optional)] alert: bool,
    children: Children,
) -> impl IntoView {
    let class = if inset { "banner inset" } else { "banner" };
    view! {
        <div class=class data-tone=tone.as_str() role=alert.then_some("alert")>
            <Icon name=icon.unwrap_or(tone.icon()) />
            {children()}
        </div>
    }
}

/// The strip over the whole frame while test data is shown. Children: the way to live data.
#[component]
pub fn TestBanner(children: Children) -> impl IntoView {
    view! {
        <aside class="banner test" data-tone="warn" aria-label="Test mode">
            <Icon name="flask-conical" />
            <p>
                <strong>"Test mode."</strong>
                <span data-wide="">" These customers and payments are samples; no money moves."</span>
            </p>
            {children()}
        </aside>
    }
}
