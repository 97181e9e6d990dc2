//! The query box: filters as chips, and what is left as free text. It is a form, so that it works without scripts too.

use leptos::prelude::*;

use super::{Icon, browser};

/// One active filter: `status:` and `active`, with the address of the list without it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chip {
    /// The field and its operator, such as `status:`.
    pub field: String,
    /// What it is compared with.
    pub value: String,
    /// The filter in words, to end "Remove filter …".
    pub words: String,
    /// The same list without this filter.
    pub without: String,
}

/// The query box of a list. `value` is the free text as the address has it; `on_input` hears every change.
/// Children: hidden fields that keep the rest of the address, and the controls after the box.
#[component]
pub fn FilterBar(
    /// Where the form goes when there are no scripts.
    #[prop(into)]
    action: String,
    #[prop(into)] label: String,
    #[prop(into)] placeholder: String,
    #[prop(default = "q")] name: &'static str,
    /// The id of a list of what can be written.
    #[prop(optional)]
    list: Option<&'static str>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] chips: Signal<Vec<Chip>>,
    on_input: Callback<String>,
    #[prop(optional)] input_ref: NodeRef<leptos::html::Input>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let search = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let Some(input) = input_ref.get_untracked() {
            on_input.run(input.value());
        }
    };
    // Escape leaves the box; of itself, the browser would empty it.
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.is_composing() {
            event.prevent_default();
            if let Some(input) = input_ref.get_untracked() {
                let _ = input.blur();
            }
        }
    };
    follow(input_ref, value, on_input);
    view! {
        <form class="filter-bar" role="search" method="get" action=action on:submit=search>
            <div class="input filter">
                <Icon name="search" />
                <ChipList chips />
                <input
                    node_ref=input_ref
                    type="search"
                    name=name
                    value=value.get_untracked()
                    aria-label=label
                    placeholder=placeholder
                    list=list
                    autocomplete="off"
                    spellcheck="false"
                    dir="auto"
                    on:input=move |event| on_input.run(event_target_value(&event))
                    on:keydown=leave
                />
                <kbd aria-hidden="true">"/"</kbd>
            </div>
            {children.map(|children| children())}
            <button class="button" type="submit" data-unscripted="">
                "Search"
            </button>
        </form>
    }
}

/// Keeps the box and the address together without taking a letter from someone who types: what was typed before the
/// page woke up counts, and a new address shows only while the box has no focus.
fn follow(input: NodeRef<leptos::html::Input>, value: Signal<String>, on_input: Callback<String>) {
    Effect::new(move |awake: Option<bool>| {
        let value = value.get();
        let Some(input) = input.get() else { return false };
        let typed = input.value();
        if typed == value {
            return true;
        }
        let focused = browser::focused().is_some_and(|element| element.is_same_node(Some(&input)));
        if awake != Some(true) {
            on_input.run(typed);
        } else if !focused {
            input.set_value(&value);
        }
        true
    });
}

#[component]
fn ChipList(chips: Signal<Vec<Chip>>) -> impl IntoView {
    move || {
        let chips = chips.get();
        (!chips.is_empty()).then(|| {
            let chips = chips
                .into_iter()
                .map(|Chip { field, value, words, without }| {
                    view! {
                        <span class="chip" role="listitem">
                            <span>{field}<b>{value}</b></span>
                            <a href=without aria-label=format!("Remove filter {words}")>
                                <Icon name="x" />
                            </a>
                        </span>
                    }
                })
                .collect_view();
            view! {
                <span class="cluster" data-gap="1" role="list" aria-label="Active filters">
                    {chips}
                </span>
            }
        })
    }
}
