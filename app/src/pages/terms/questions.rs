//! The merchant's own questions: three places, of which those without a label are left out.

use clientele_domain::checkout::{CustomFieldKind, Terms};
use leptos::prelude::*;

use crate::components::{CheckField, SelectField, TextField, TextareaField};
use crate::posted::Posted;

/// Every place; the first is open, others open by themselves once there is something in them.
#[component]
pub fn Questions(posted: Posted) -> impl IntoView {
    let places =
        (0..Terms::MOST_CUSTOM_FIELDS).map(|place| view! { <Question place posted=posted.clone() /> }).collect_view();
    view! {
        <fieldset class="stack" data-gap="3">
            <legend>"Your own questions"</legend>
            <p class="hint">"Up to three. Answers come back with the payment, and are kept on the customer."</p>
            {places}
        </fieldset>
    }
}

#[component]
fn Question(place: usize, posted: Posted) -> impl IntoView {
    let path = |field: &str| format!("custom_fields[{place}].{field}");
    let (label, options) = (posted.value(&path("label")), posted.value(&path("options")));
    let wrong = |field: &str| {
        let path = path(field);
        let found = posted.violations.iter().find(|violation| violation.field.starts_with(&path));
        found.map(|violation| violation.message.clone())
    };
    let filled = !label.is_empty() || !options.is_empty() || wrong("").is_some();
    let kinds = CustomFieldKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), kind.label().to_owned()));
    let optional = posted.value(&path("optional")) == "true";
    view! {
        <details class="question" open=filled>
            <summary>{if label.is_empty() { format!("Question {}", place + 1) } else { label.clone() }}</summary>
            <div class="fields">
                <TextField
                    name=path("label")
                    label="What you ask"
                    value=label
                    hint="As buyers read it, such as T-shirt size."
                    error=wrong("label").or(wrong("key"))
                />
                <SelectField
                    name=path("type")
                    label="Kind of answer"
                    options=kinds.collect()
                    value=posted.value(&path("type"))
                    error=wrong("type")
                />
                <TextareaField
                    name=path("options")
                    label="Options"
                    value=options
                    hint="For a dropdown: one a line, at least two."
                    error=wrong("options")
                    wide=true
                    optional=true
                />
                <TextField
                    name=path("min_characters")
                    label="At least so many characters"
                    kind="number"
                    value=posted.value(&path("min_characters"))
                    error=wrong("min_characters")
                    optional=true
                />
                <TextField
                    name=path("max_characters")
                    label="At most so many characters"
                    kind="number"
                    value=posted.value(&path("max_characters"))
                    error=wrong("max_characters")
                    optional=true
                />
                <CheckField name=path("optional") label="It may stay without an answer" checked=optional />
            </div>
        </details>
    }
}
