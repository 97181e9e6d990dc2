//! Buttons that do more than a plain element: one that says it is busy, and one that is only an icon.

use leptos::prelude::*;

use super::Icon;

/// Whether the form around a button waits for its answer.
#[derive(Clone, Copy)]
pub struct FormBusy(pub Signal<bool>);

/// The button that sends a form. While `busy` (by default, while the form around it waits for its answer) it says so in words and takes no second press.
/// `form` names a form elsewhere in the page.
#[component]
pub fn SubmitButton(
    #[prop(into)] label: String,
    /// What it says meanwhile, such as "Saving".
    #[prop(into)]
    busy_label: String,
    #[prop(optional, into)] busy: Option<Signal<bool>>,
    /// `primary`, `danger`, `quiet`, or nothing for a plain one.
    #[prop(default = "primary")]
    kind: &'static str,
    /// `s` or `l`.
    #[prop(optional)]
    size: Option<&'static str>,
    #[prop(optional)] icon: Option<&'static str>,
    #[prop(optional, into)] form: Option<String>,
) -> impl IntoView {
    let busy = busy.or_else(|| use_context::<FormBusy>().map(|form| form.0)).unwrap_or_default();
    let shown_icon = move || if busy.try_get().unwrap_or_default() { Some("loader-circle") } else { icon };
    let text = move || if busy.try_get().unwrap_or_default() { busy_label.clone() } else { label.clone() };
    // A disabled button would drop the focus; aria-disabled keeps it, and the handler keeps the second press away.
    let once = move |event: leptos::ev::MouseEvent| {
        if busy.try_get_untracked().unwrap_or_default() {
            event.prevent_default();
        }
    };
    view! {
        <button
            class="button"
            type="submit"
            form=form
            data-kind=(!kind.is_empty()).then_some(kind)
            data-tone=(kind == "danger").then_some("bad")
            data-size=size
            aria-busy=move || busy.try_get().unwrap_or_default().then_some("true")
            aria-disabled=move || busy.try_get().unwrap_or_default().then_some("true")
            on:click=once
        >
            {move || shown_icon().map(|name| view! { <Icon name /> })}
            <span>{text}</span>
        </button>
    }
}

/// A button that is only an icon, with its meaning as a label. It needs wasm, and hides where scripts don't run.
#[component]
pub fn IconButton(
    icon: &'static str,
    #[prop(into)] label: Signal<String>,
    on_press: Callback<()>,
    #[prop(default = "quiet")] kind: &'static str,
    #[prop(optional)] size: Option<&'static str>,
) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            data-scripted=""
            data-kind=(!kind.is_empty()).then_some(kind)
            data-size=size
            aria-label=label
            on:click=move |_| on_press.run(())
        >
            <Icon name=icon />
        </button>
    }
}
