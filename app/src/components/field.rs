//! Form fields: label, control, hint, error. The control belongs to the browser: it starts with the given value, keeps
//! what is typed while the page wakes up, and sends it with the form.

mod choice;
mod file;
mod pairs;
mod summary;
mod tags;
mod text;
mod textarea;

pub use choice::{CheckField, SelectField};
pub use file::FileField;
pub use pairs::PairsField;
pub use summary::{ErrorSummary, FieldError};
pub use tags::TagsField;
pub use text::TextField;
pub use textarea::TextareaField;

use leptos::prelude::*;

use super::Icon;

/// What surrounds every control. The control itself is the children, and takes its ARIA attributes from `Described`.
#[component]
fn Field(
    id: String,
    label: String,
    optional: bool,
    wide: bool,
    hint: Option<String>,
    error: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    view! {
        <div
            class=if wide { "field wide" } else { "field" }
            data-tone=move || error.try_get().flatten().is_some().then_some("bad")
        >
            <label for=id>
                {label} {optional.then(|| view! { <span>" optional"</span> })}
            </label>
            {children()}
            {hint.map(|hint| view! { <p class="hint" id=hint_id>{hint}</p> })}
            {move || {
                let id = error_id.clone();
                error.try_get().flatten().map(|message| view! { <FieldMessage id message /> })
            }}
        </div>
    }
}

/// What is wrong with a field, under it.
#[component]
fn FieldMessage(id: String, message: String) -> impl IntoView {
    view! {
        <p class="error" id=id>
            <Icon name="circle-alert" />
            <span>{message}</span>
        </p>
    }
}

/// How a control points at its hint and its error.
#[derive(Clone)]
struct Described {
    id: String,
    has_hint: bool,
    error: MaybeProp<String>,
}

impl Described {
    fn new(id: &str, hint: &Option<String>, error: MaybeProp<String>) -> Self {
        Self { id: id.to_owned(), has_hint: hint.is_some(), error }
    }

    /// `aria-invalid`
    fn invalid(&self) -> impl Fn() -> Option<&'static str> + Clone + Send + Sync + use<> {
        let error = self.error;
        move || error.try_get().flatten().is_some().then_some("true")
    }

    /// `aria-describedby`
    fn by(&self) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
        let Self { id, has_hint, error } = self.clone();
        move || {
            let hint = has_hint.then(|| format!("{id}-hint"));
            let error = error.try_get().flatten().map(|_| format!("{id}-error"));
            match (hint, error) {
                (Some(hint), Some(error)) => Some(format!("{hint} {error}")),
                (hint, error) => hint.or(error),
            }
        }
    }
}
