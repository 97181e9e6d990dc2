//! Tags: words with commas between them. Where scripts run, each word becomes a chip.

use leptos::prelude::*;

use super::{Described, Field};
use crate::components::Icon;

/// A field for tags that sends one text, the tags separated by commas, whether or not scripts run.
#[component]
pub fn TagsField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    value: Vec<String>,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] wide: bool,
    /// Tags in use, offered while typing.
    #[prop(optional)]
    known: Vec<String>,
) -> impl IntoView {
    let id = name.clone();
    let list_id = format!("{name}-known");
    let list = list_id.clone();
    let known = known.into_iter().map(|tag| view! { <option value=tag></option> }).collect_view();
    let described = Described::new(&id, &hint, error);
    let input = NodeRef::<leptos::html::Input>::new();
    let chips = RwSignal::new(Vec::<String>::new());
    let awake = RwSignal::new(false);
    let pending = RwSignal::new(String::new());

    let take = move |text: &str| {
        chips.update(|chips| {
            for tag in split(text) {
                if !chips.contains(&tag) {
                    chips.push(tag);
                }
            }
        });
        pending.set(String::new());
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    // The plain field holds every tag, and perhaps what was typed before the page woke up: all of it becomes chips.
    Effect::new(move || {
        if let Some(input) = input.get().filter(|_| !awake.get_untracked()) {
            take(&input.value());
            awake.set(true);
        }
    });
    let typed = move |event| {
        let text = event_target_value(&event);
        if text.contains(',') { take(&text) } else { pending.set(text) }
    };
    let key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if !pending.get_untracked().trim().is_empty() => {
            event.prevent_default();
            take(&pending.get_untracked());
        }
        "Backspace" if pending.get_untracked().is_empty() => chips.update(|chips| {
            chips.pop();
        }),
        _ => {}
    };
    let sent = move || chips.get().into_iter().chain(split(&pending.get())).collect::<Vec<_>>().join(", ");
    let hidden_name = name.clone();
    view! {
        <Field id=id.clone() label optional=false wide hint error>
            <div class="input filter">
                <For each=move || chips.get() key=Clone::clone let:tag>
                    <TagChip tag chips />
                </For>
                <input
                    node_ref=input
                    id=id
                    name=move || (!awake.get()).then(|| name.clone())
                    value=value.join(", ")
                    autocomplete="off"
                    list=list
                    placeholder=move || if awake.get() { "Add a tag" } else { "Tags, separated by commas" }
                    aria-invalid=described.invalid()
                    aria-describedby=described.by()
                    on:input=typed
                    on:keydown=key
                />
                <datalist id=list_id>{known}</datalist>
                {move || awake.get().then(|| view! { <input type="hidden" name=hidden_name.clone() prop:value=sent /> })}
            </div>
        </Field>
    }
}

#[component]
fn TagChip(tag: String, chips: RwSignal<Vec<String>>) -> impl IntoView {
    let label = format!("Remove tag {tag}");
    let shown = tag.clone();
    view! {
        <span class="chip">
            <span>
                <b>{shown}</b>
            </span>
            <button
                type="button"
                aria-label=label
                on:click=move |_| chips.update(|chips| chips.retain(|known| *known != tag))
            >
                <Icon name="x" />
            </button>
        </span>
    }
}

/// The tags of a text, in order, without blanks.
fn split(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
}
