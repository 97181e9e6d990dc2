//! Light and dark. The choice is kept on this device and set before the first paint; without a choice, the system's
//! own setting holds.

use leptos::prelude::*;

use super::{Icon, browser};

const KEY: &str = "theme";

/// Runs in the head of the document, before anything is painted.
pub const THEME_SCRIPT: &str =
    "try{let t=localStorage.theme;if(t=='light'||t=='dark')document.documentElement.dataset.theme=t}catch{}";

/// Changes from light to dark or back, and remembers it.
pub fn switch_theme() {
    let Some(root) = document().document_element() else { return };
    let dark = match root.get_attribute("data-theme") {
        Some(theme) => theme == "dark",
        None => prefers_dark(),
    };
    let theme = if dark { "light" } else { "dark" };
    // The name is a valid attribute, so that setting it can't fail.
    let _ = root.set_attribute("data-theme", theme);
    browser::remember(KEY, Some(theme));
}

fn prefers_dark() -> bool {
    window().match_media("(prefers-color-scheme: dark)").ok().flatten().is_some_and(|query| query.matches())
}

/// The button for it.
#[component]
pub fn ThemeToggle() -> impl IntoView {
    view! {
        <button
            class="button push"
            data-kind="quiet"
            data-size="s"
            type="button"
            data-scripted=""
            aria-label="Switch between light and dark"
            on:click=move |_| switch_theme()
        >
            <Icon name="sun-moon" />
        </button>
    }
}
