//! What keeps a form from being saved, in one place above it, with links to the fields.

use leptos::prelude::*;

use crate::components::Icon;

/// A field that needs attention: the id of its control, and its label in the middle of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the control.
    pub id: String,
    /// Its label, such as "email".
    pub label: String,
}

/// Shown when two or more fields need attention; a single error speaks for itself beside its field.
/// `doing` ends "things to fix before …", such as "saving".
#[component]
pub fn ErrorSummary(
    #[prop(into)] errors: Signal<Vec<FieldError>>,
    #[prop(default = "saving")] doing: &'static str,
) -> impl IntoView {
    move || {
        let errors = errors.get();
        let count = errors.len();
        (count > 1).then(|| {
            let links = errors
                .into_iter()
                .enumerate()
                .map(|(place, FieldError { id, label })| {
                    let after = if place + 1 == count {
                        "."
                    } else if place + 2 == count {
                        " and "
                    } else {
                        ", "
                    };
                    // rel keeps the router away: only the browser's own jump also moves the focus.
                    view! { <a href=format!("#{id}") rel="external">{label}</a>{after} }
                })
                .collect_view();
            view! {
                <div class="banner inset" data-tone="bad" role="alert">
                    <Icon name="circle-alert" />
                    <p>
                        <strong>{format!("{count} things to fix before {doing}: ")}</strong>
                        {links}
                    </p>
                </div>
            }
        })
    }
}
