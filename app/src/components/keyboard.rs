//! Keyboard shortcuts: one place that reads keys, and the list of those that exist.

use leptos::prelude::*;

use super::{Dialog, browser};

const KEY: &str = "single-keys";
/// How long after `g` the second key still counts, in milliseconds.
const SEQUENCE: f64 = 1500.0;

/// What a shortcut does, and its keys.
type Keys = (&'static str, &'static [&'static str]);

/// The shortcuts that exist, by the place they work in.
const SHORTCUTS: [(&str, &[Keys]); 3] = [
    (
        "Anywhere",
        &[
            ("Search or go to", &["Ctrl", "K"]),
            ("This list", &["?"]),
            ("Go to customers", &["G", "C"]),
            ("Go to refunds", &["G", "R"]),
            ("Go to analytics", &["G", "A"]),
            ("Light or dark", &["⇧", "D"]),
        ],
    ),
    (
        "Lists",
        &[
            ("Next, previous row", &["J", "K"]),
            ("Open", &["↵"]),
            ("Select", &["X"]),
            ("Select a range", &["⇧", "X"]),
            ("Edit the filter", &["/"]),
            ("Next, previous page", &["]", "["]),
        ],
    ),
    (
        "Customer",
        &[
            ("Edit", &["E"]),
            ("Refund", &["R"]),
            ("Note", &["N"]),
            ("Next, previous customer", &["]", "["]),
            ("Copy the id", &["Ctrl", "⇧", "C"]),
            ("Save the form", &["Ctrl", "↵"]),
        ],
    ),
];

/// Listens to keys while the component that calls this is shown. `handle` gets `j`, `?`, `Shift-X`, `Ctrl-K` (⌘ counts
/// as Ctrl), `Ctrl-Shift-C` or `g c`, and says whether it took the key. Keys that stand alone are silent while someone
/// types or a dialog is open, and when they are turned off.
pub fn use_keys(handle: impl Fn(&str) -> bool + 'static) {
    let handle = std::rc::Rc::new(handle);
    Effect::new(move || {
        let handle = handle.clone();
        let before = std::cell::RefCell::new(None::<(String, f64)>);
        let listener = window_event_listener(leptos::ev::keydown, move |event| {
            let Some(key) = name(&event) else { return };
            let sequence = before.take().filter(|(_, at)| event.time_stamp() - at < SEQUENCE);
            let key = match sequence {
                Some((first, _)) => format!("{first} {key}"),
                None if key == "g" => {
                    before.replace(Some((key, event.time_stamp())));
                    return;
                }
                None => key,
            };
            if handle(&key) {
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    });
}

/// The key as `handle` knows it; nothing when it is not for us.
fn name(event: &leptos::ev::KeyboardEvent) -> Option<String> {
    if event.default_prevented() || event.is_composing() || event.alt_key() {
        return None;
    }
    let key = event.key();
    if event.ctrl_key() || event.meta_key() {
        let shift = if event.shift_key() { "Shift-" } else { "" };
        return Some(format!("Ctrl-{shift}{}", key.to_uppercase()));
    }
    if typing(event) || single_keys_off() {
        return None;
    }
    let letter = key.len() == 1 && key.starts_with(|c: char| c.is_ascii_alphabetic());
    Some(if letter && event.shift_key() { format!("Shift-{}", key.to_uppercase()) } else { key })
}

fn typing(event: &web_sys::Event) -> bool {
    const TYPING: &str = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])";
    let in_field =
        browser::target(event).is_some_and(|element| element.closest(TYPING).is_ok_and(|found| found.is_some()));
    in_field || document().query_selector(":is(dialog:modal, .menu:popover-open)").is_ok_and(|found| found.is_some())
}

fn single_keys_off() -> bool {
    browser::remembered(KEY).as_deref() == Some("off")
}

/// `Ctrl K`, or `⌘K` on machines that have that key.
#[component]
pub fn SearchKeys() -> impl IntoView {
    let text = on_this_machine("Ctrl K", "⌘K");
    view! { <kbd data-scripted="">{text}</kbd> }
}

/// The server doesn't know the reader's machine; the page does, once it is awake.
fn on_this_machine(most: &'static str, apple: &'static str) -> RwSignal<&'static str> {
    let text = RwSignal::new(most);
    Effect::new(move || {
        if browser::is_apple() {
            text.set(apple);
        }
    });
    text
}

/// The list of shortcuts, and the switch that turns single keys off.
#[component]
pub fn KeyboardHelp(open: RwSignal<bool>) -> impl IntoView {
    let groups = SHORTCUTS
        .into_iter()
        .map(|(title, shortcuts)| {
            let shortcuts = shortcuts.iter().map(|(what, keys)| view! { <Shortcut what keys /> }).collect_view();
            view! {
                <section>
                    <h3>{title}</h3>
                    <dl>{shortcuts}</dl>
                </section>
            }
        })
        .collect_view();
    let off = RwSignal::new(false);
    Effect::new(move || off.set(single_keys_off()));
    let switch = move |event| {
        let on = event_target_checked(&event);
        off.set(!on);
        browser::remember(KEY, (!on).then_some("off"));
    };
    view! {
        <Dialog
            id="keyboard"
            title="Keyboard shortcuts"
            open
            on_close=Callback::new(move |()| open.set(false))
            wide=true
            light=true
        >
            <div class="keys">{groups}</div>
            <label class="check">
                <input type="checkbox" prop:checked=move || !off.get() on:change=switch />
                <span>
                    "Shortcuts of a single key"
                    <small>"Turn them off when speech or another tool presses keys for you."</small>
                </span>
            </label>
        </Dialog>
    }
}

#[component]
fn Shortcut(what: &'static str, keys: &'static [&'static str]) -> impl IntoView {
    let shown = |key: &'static str| on_this_machine(key, if key == "Ctrl" { "⌘" } else { key });
    let keys = keys.iter().map(|key| view! { <kbd>{shown(key)}</kbd>" " }).collect_view();
    view! {
        <div>
            <dt>{what}</dt>
            <dd>{keys}</dd>
        </div>
    }
}
