//! One of several, and yes or no.

use leptos::prelude::*;

use super::{Described, Field};

/// A labelled choice of one. `options`: value and label.
#[component]
pub fn SelectField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] id: Option<String>,
    /// The value chosen at first.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    #[prop(optional)] optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] wide: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] on_change: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = Described::new(&id, &hint, error);
    let options = options
        .into_iter()
        .map(|(option, text)| {
            let selected = option == value;
            view! { <option value=option selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <Field id=id.clone() label optional wide hint error>
            <select
                class="input"
                id=id
                name=name
                required=required
                autocomplete=autocomplete
                aria-invalid=described.invalid()
                aria-describedby=described.by()
                on:change=move |event| {
                    if let Some(on_change) = on_change {
                        on_change.run(event_target_value(&event));
                    }
                }
            >
                {options}
            </select>
        </Field>
    }
}

/// A tick box with its words beside it. It sends `value` when ticked, and nothing otherwise.
#[component]
pub fn CheckField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional)] checked: bool,
    #[prop(default = "true")] value: &'static str,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input type="checkbox" name=name value=value checked=checked />
            <span>
                {label}
                {hint.map(|hint| view! { <small>{hint}</small> })}
            </span>
        </label>
    }
}
