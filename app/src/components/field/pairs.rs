//! Pairs of key and value, side by side, such as metadata.

use leptos::prelude::*;

use super::FieldMessage;
use crate::components::Icon;

/// Sends `name.key` and `name.value` once for every pair, in their order. Without scripts the last two pairs are empty,
/// so that some can be added; empty pairs are for the receiver to leave out, and clearing both sides removes a pair.
#[component]
pub fn PairsField(
    name: &'static str,
    #[prop(into)] legend: String,
    /// What the pairs are for, beside the legend.
    #[prop(optional, into)]
    remark: Option<String>,
    value: Vec<(String, String)>,
    /// What is wrong with them as a whole.
    #[prop(optional, into)]
    error: MaybeProp<String>,
    /// What is wrong with a pair, by its key.
    #[prop(optional, into)]
    pair_errors: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let known = value.len();
    let spare = [Default::default(), Default::default()];
    let rows = RwSignal::new(value.into_iter().chain(spare).enumerate().collect::<Vec<_>>());
    let next = StoredValue::new(known + 2);
    let add = move |_| {
        let place = next.get_value();
        next.set_value(place + 1);
        rows.update(|rows| rows.push((place, Default::default())));
    };
    let remove = move |place| rows.update(|rows| rows.retain(|(known, _)| *known != place));
    let error_id = format!("{name}-error");
    view! {
        <fieldset class="field wide" id=name tabindex="-1" data-tone=move || error.try_get().flatten().is_some().then_some("bad")>
            <legend>{legend} {remark.map(|remark| view! { <span>{format!(" {remark}")}</span> })}</legend>
            <div class="stack" data-gap="1">
                <For each=move || rows.get() key=|(place, _)| *place let((place, (key, value)))>
                    <Pair
                        name
                        place
                        // Where scripts run, pairs are added one by one.
                        unscripted=place == known + 1
                        key_text=key
                        value
                        errors=pair_errors
                        on_remove=Callback::new(remove)
                    />
                </For>
            </div>
            {move || {
                let id = error_id.clone();
                error.try_get().flatten().map(|message| view! { <FieldMessage id message /> })
            }}
            <p>
                <button class="button" data-size="s" type="button" data-scripted="" on:click=add>
                    <Icon name="plus" />
                    "Add a pair"
                </button>
            </p>
        </fieldset>
    }
}

#[component]
fn Pair(
    name: &'static str,
    place: usize,
    unscripted: bool,
    key_text: String,
    value: String,
    errors: Signal<Vec<(String, String)>>,
    on_remove: Callback<usize>,
) -> impl IntoView {
    let (value_label, remove_label) = if key_text.is_empty() {
        ("Value of the new pair".to_owned(), "Remove this pair".to_owned())
    } else {
        (format!("Value of {key_text}"), format!("Remove {key_text}"))
    };
    let typed_key = RwSignal::new(key_text.clone());
    let error = Memo::new(move |_| {
        let key = typed_key.get();
        let found = errors.get().into_iter().find(|(known, _)| !known.is_empty() && known == key.trim());
        found.map(|(_, message)| message)
    });
    let error_id = format!("{name}-{place}-error");
    let described_by = error_id.clone();
    let invalid = move || error.try_get().flatten().is_some().then_some("true");
    view! {
        <div
            class="pair"
            data-tone=move || error.try_get().flatten().is_some().then_some("bad")
            data-unscripted=unscripted.then_some("")
        >
            <input
                class="input mono"
                aria-label="Key"
                name=format!("{name}.key")
                value=key_text
                autocomplete="off"
                aria-invalid=invalid
                aria-describedby=move || error.try_get().flatten().map(|_| described_by.clone())
                on:input=move |event| typed_key.set(event_target_value(&event))
            />
            <input
                class="input mono"
                aria-label=value_label
                name=format!("{name}.value")
                value=value
                autocomplete="off"
                aria-invalid=invalid
            />
            <button
                class="button"
                data-kind="quiet"
                type="button"
                data-scripted=""
                aria-label=remove_label
                on:click=move |_| on_remove.run(place)
            >
                <Icon name="trash-2" />
            </button>
            {move || {
                let id = error_id.clone();
                error.try_get().flatten().map(|message| view! { <FieldMessage id message /> })
            }}
        </div>
    }
}
