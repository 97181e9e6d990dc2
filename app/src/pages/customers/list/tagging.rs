//! Tagging many at once: the form around the table, and its bar.

use leptos::prelude::*;

use super::Fetched;
use super::address::Here;
use super::selection::Selection;
use crate::components::{Banner, BulkBar, Icon, Toast, Tone, browser, use_toasts};
use crate::form::{Done, PostForm};
use crate::posted::Posted;

/// The form that the tick boxes belong to. It posts to the address of the list itself, so that one is back on the same
/// page afterwards, with or without scripts.
#[component]
pub(super) fn TagForm(
    here: Here,
    fetched: Fetched,
    selection: Selection,
    posted: RwSignal<Posted>,
    /// Tags to choose from.
    known: Signal<Vec<String>>,
    children: Children,
) -> impl IntoView {
    let action = Signal::derive(move || here.list() + &here.query.with(super::search));
    let input = NodeRef::<leptos::html::Input>::new();
    let toasts = use_toasts();
    let done = Callback::new(move |done: Done| {
        toasts.show(Toast::good(done.message));
        leave_bar();
        selection.clear();
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
        fetched.refetch();
    });
    // What concerns the tag stands beside it.
    let elsewhere = move || {
        let other = posted.with(|posted| posted.violations.iter().find(|violation| violation.field != "tag").cloned());
        other
            .map(|violation| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{violation.message}</p></Banner> })
    };
    view! {
        <PostForm action posted on_done=done>
            {elsewhere}
            {children()}
            <TagBar selection posted input />
            <datalist id="known-tags">
                <For each=move || known.get() key=Clone::clone let(tag)>
                    <option value=tag></option>
                </For>
            </datalist>
        </PostForm>
    }
}

/// What can be done with the ticked rows.
#[component]
fn TagBar(selection: Selection, posted: RwSignal<Posted>, input: NodeRef<leptos::html::Input>) -> impl IntoView {
    let wrong = Memo::new(move |_| posted.with(|posted| posted.message("tag")));
    let typed = posted.with_untracked(|posted| posted.value("tag"));
    let clear = Callback::new(move |()| {
        posted.set(Posted::default());
        selection.clear();
    });
    view! {
        <BulkBar count=Signal::derive(move || selection.count()) on_clear=clear>
            <input
                node_ref=input
                class="input"
                name="tag"
                value=typed
                list="known-tags"
                placeholder="Tag, such as vip"
                aria-label="Tag"
                aria-invalid=move || wrong.get().is_some().then_some("true")
                aria-describedby=move || wrong.get().is_some().then_some("tag-error")
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                dir="auto"
            />
            <button class="button" type="submit" name="act" value="tag">
                <Icon name="tag" />
                "Tag"
            </button>
            <button class="button" type="submit" name="act" value="untag">
                "Untag"
            </button>
            {move || {
                wrong.get().map(|message| view! { <p class="error" id="tag-error" role="alert">{message}</p> })
            }}
        </BulkBar>
    }
}

/// The bar goes when nothing is ticked any more; the focus must not go with it.
fn leave_bar() {
    let in_bar = browser::focused().is_some_and(|focused| focused.closest(".bulk-bar").is_ok_and(|bar| bar.is_some()));
    if in_bar && let Some(root) = document().document_element() {
        for select_all in browser::all(&root, ".page thead .select input") {
            browser::focus(&select_all);
        }
    }
}
