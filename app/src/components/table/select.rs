//! Tick boxes of rows. They belong to the browser, which may have ticked some before the page woke up.

use leptos::prelude::*;

/// A press on a row's tick box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticked {
    /// The row.
    pub id: String,
    /// Ticked or not.
    pub on: bool,
    /// Shift was held: everything since the last press is meant.
    pub range: bool,
}

/// The tick box of a row. It sends `id` with the form around the table.
#[component]
pub fn SelectCell(
    #[prop(into)] id: String,
    /// The row's name, to end "Select …".
    #[prop(into)]
    name: String,
    #[prop(into)] selected: Signal<bool>,
    on_tick: Callback<Ticked>,
) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    let row = id.clone();
    Effect::new(move |awake: Option<bool>| {
        let selected = selected.get();
        let Some(input) = input.get() else { return false };
        if awake == Some(true) {
            input.set_checked(selected);
        } else if input.checked() != selected {
            on_tick.run(Ticked { id: row.clone(), on: input.checked(), range: false });
        }
        true
    });
    let value = id.clone();
    let press = move |event: leptos::ev::MouseEvent| {
        let on = event_target_checked(&event);
        on_tick.run(Ticked { id: id.clone(), on, range: event.shift_key() });
    };
    view! {
        <td role="cell" class="select">
            <input
                node_ref=input
                type="checkbox"
                name="id"
                value=value
                checked=selected.get_untracked()
                aria-label=format!("Select {name}")
                on:click=press
            />
        </td>
    }
}

/// The tick box in the head: all on this page, some, or none.
#[component]
pub fn SelectAll(
    #[prop(into)] all: Signal<bool>,
    #[prop(into)] some: Signal<bool>,
    on_tick: Callback<bool>,
) -> impl IntoView {
    view! {
        <th role="columnheader" scope="col" class="select">
            <input
                type="checkbox"
                data-scripted=""
                aria-label="Select all on this page"
                prop:checked=all
                prop:indeterminate=move || some.get() && !all.get()
                on:change=move |event| on_tick.run(event_target_checked(&event))
            />
        </th>
    }
}
