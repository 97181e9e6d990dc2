//! Facts as pairs of name and value, and identifiers that can be copied.

use leptos::prelude::*;
use web_sys::HtmlElement;

use super::Icon;

/// A list of `Fact`s. `mono` for what programs read.
#[component]
pub fn KeyValue(#[prop(optional)] mono: bool, children: Children) -> impl IntoView {
    view! { <dl class=if mono { "kv mono" } else { "kv" }>{children()}</dl> }
}

/// One fact.
#[component]
pub fn Fact(#[prop(into)] name: String, children: Children) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{children()}</dd>
        </div>
    }
}

/// No value.
#[component]
pub fn Nothing() -> impl IntoView {
    view! { <span class="muted">"None"</span> }
}

/// An identifier with a button that copies it. `what` ends the sentence "Copy …", such as "customer id".
#[component]
pub fn CopyId(#[prop(into)] value: String, #[prop(into)] what: String) -> impl IntoView {
    let copied = RwSignal::new(false);
    let code = NodeRef::<leptos::html::Code>::new();
    let text = value.clone();
    let copy = move |_| {
        let text = text.clone();
        leptos::task::spawn_local(async move {
            if copy_text(&text).await {
                copied.set(true);
                set_timeout(
                    move || {
                        copied.try_set(false);
                    },
                    std::time::Duration::from_secs(2),
                );
            } else if let Some(code) = code.try_get_untracked().flatten() {
                select(&code);
            }
        });
    };
    let icon = Signal::derive(move || if copied.get() { "check" } else { "copy" });
    view! {
        <span class="id">
            <code node_ref=code>{value}</code>
            <button type="button" data-scripted="" aria-label=format!("Copy {what}") on:click=copy>
                <Icon name=icon />
            </button>
            <span class="visually-hidden" role="status">
                {move || if copied.get() { "Copied" } else { "" }}
            </span>
        </span>
    }
}

/// Puts a text on the clipboard. Browsers offer none on addresses they don't trust, such as plain http.
pub async fn copy_text(text: &str) -> bool {
    let navigator = window().navigator();
    let offered = js_sys::Reflect::get(&navigator, &"clipboard".into()).is_ok_and(|clipboard| clipboard.is_truthy());
    offered && wasm_bindgen_futures::JsFuture::from(navigator.clipboard().write_text(text)).await.is_ok()
}

/// Marks the text, so that it can be copied by hand.
fn select(element: &HtmlElement) {
    if let Ok(Some(selection)) = window().get_selection() {
        let _ = selection.select_all_children(element);
    }
}
