//! Pairs of key and value, side by side, such as metadata.

use leptos::prelude::*;

use super::FieldMessage;
use crate::components::Icon;

/// Sends `name[0][key]`, `name[0][value]`, and so on. The last pair is always empty, so that one can be added without
/// scripts; empty pairs are for the receiver to leave out, and clearing a key removes its pair.
#[component]
pub fn PairsField(
    name: &'static str,
    #[prop(into)] legend: String,
    /// What the pairs are for, beside the legend.
    #[prop(optional, into)]
    remark: Option<String>,
    value: Vec<(String, String)>,
    #[prop(optional, into)] error: MaybeProp<String>,
) -> impl IntoView {
    let known = value.len();
    let rows = RwSignal::new(value.into_iter().chain([Default::default()]).enumerate().collect::<Vec<_>>());
    let next = StoredValue::new(known + 1);
    let add = move |_| {
        let place = next.get_value();
        next.set_value(place + 1);
        rows.update(|rows| rows.push((place, Default::default())));
    };
    let remove = move |place| rows.update(|rows| rows.retain(|(known, _)| *known != place));
    let error_id = format!("{name}-error");
    view! {
        <fieldset class="field wide" id=name data-tone=move || error.get().is_some().then_some("bad")>
            <legend>{legend} {remark.map(|remark| view! { <span>{format!(" {remark}")}</span> })}</legend>
            <div class="stack" data-gap="1">
                <For each=move || rows.get() key=|(place, _)| *place let((place, (key, value)))>
                    <Pair name place key_text=key value on_remove=Callback::new(remove) />
                </For>
            </div>
            {move || {
                let id = error_id.clone();
                error.get().map(|message| view! { <FieldMessage id message /> })
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
    key_text: String,
    value: String,
    on_remove: Callback<usize>,
) -> impl IntoView {
    let (value_label, remove_label) = if key_text.is_empty() {
        ("Value of the new pair".to_owned(), "Remove this pair".to_owned())
    } else {
        (format!("Value of {key_text}"), format!("Remove {key_text}"))
    };
    view! {
        <div class="pair">
            <input
                class="input mono"
                aria-label="Key"
                name=format!("{name}[{place}][key]")
                value=key_text
                autocomplete="off"
            />
            <input
                class="input mono"
                aria-label=value_label
                name=format!("{name}[{place}][value]")
                value=value
                autocomplete="off"
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
        </div>
    }
}
