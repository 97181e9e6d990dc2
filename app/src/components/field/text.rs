//! One line of text: names, addresses, numbers, dates, passwords.

use leptos::prelude::*;

use super::{Described, Field};

/// A labelled input of one line. Its id is its `name` unless given.
#[component]
pub fn TextField(
    #[prop(into)] name: String,
    #[prop(into)] label: String,
    #[prop(optional, into)] id: Option<String>,
    /// What it starts with.
    #[prop(optional, into)]
    value: String,
    /// `text`, `email`, `tel`, `password`, `date`, `search`, `url`, `number`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// Says "optional" beside the label.
    #[prop(optional)]
    optional: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] autofocus: bool,
    /// Takes a row of its own inside `.fields`.
    #[prop(optional)]
    wide: bool,
    /// For what programs read: ids, keys, addresses of wallets.
    #[prop(optional)]
    mono: bool,
    #[prop(optional)] disabled: bool,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional, into)] placeholder: Option<String>,
    #[prop(optional)] maxlength: Option<u32>,
    /// Offered while typing; anything else can be typed as well.
    #[prop(optional)]
    offers: Vec<String>,
    /// Hears every change.
    #[prop(optional, into)]
    on_input: Option<Callback<String>>,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| name.clone());
    let described = Described::new(&id, &hint, error);
    let list = (!offers.is_empty()).then(|| format!("{id}-offers"));
    let offers = list.clone().map(|list| {
        let offers = offers.into_iter().map(|offer| view! { <option value=offer></option> }).collect_view();
        view! { <datalist id=list>{offers}</datalist> }
    });
    // Only words take their direction from what is typed; numbers and addresses of machines run left to right.
    let dir = (kind == "text" && !mono).then_some("auto");
    view! {
        <Field id=id.clone() label optional wide hint error>
            <input
                class=if mono { "input mono" } else { "input" }
                id=id
                name=name
                type=kind
                value=value
                dir=dir
                required=required
                autofocus=autofocus
                disabled=disabled
                autocomplete=autocomplete.unwrap_or("off")
                placeholder=placeholder
                list=list
                maxlength=maxlength.map(|most| most.to_string())
                aria-invalid=described.invalid()
                aria-describedby=described.by()
                on:input=move |event| {
                    if let Some(on_input) = on_input {
                        on_input.run(event_target_value(&event));
                    }
                }
            />
            {offers}
        </Field>
    }
}
