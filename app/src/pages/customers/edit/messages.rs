//! What keeps the form from being saved: beside each field, and in one place above them all.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

use super::super::detail::told::field_words;
use super::conflict::ConflictNotice;
use crate::components::{Banner, ErrorSummary, FieldError, Tone, browser};
use crate::posted::{Conflict, Posted};

/// Id of the place above the fields.
const MESSAGES: &str = "form-messages";

/// What came of the form when it was sent.
#[derive(Clone, Copy)]
pub struct Wrong(pub RwSignal<Posted>);

impl Wrong {
    /// What is wrong with a field, all of it.
    pub fn with(self, field: impl Into<String>) -> MaybeProp<String> {
        let field = field.into();
        MaybeProp::derive(move || self.0.with(|posted| messages(posted, &field)))
    }

    /// Whether anything is wrong below a place, such as `shipping.`.
    pub fn below(self, place: &'static str) -> Signal<bool> {
        Signal::derive(move || {
            self.0.with(|posted| posted.violations.iter().any(|known| known.field.starts_with(place)))
        })
    }

    /// What is wrong with each key of the metadata.
    pub fn pairs(self) -> Signal<Vec<(String, String)>> {
        Signal::derive(move || {
            self.0.with(|posted| {
                let keys =
                    fields(posted).into_iter().filter_map(|field| field.strip_prefix("metadata.").map(str::to_owned));
                keys.filter_map(|key| messages(posted, &format!("metadata.{key}")).map(|message| (key, message)))
                    .collect()
            })
        })
    }
}

/// Everything that is wrong with a field.
fn messages(posted: &Posted, field: &str) -> Option<String> {
    let found: Vec<&str> = posted
        .violations
        .iter()
        .filter(|violation| violation.field == field)
        .map(|violation| violation.message.as_str())
        .collect();
    (!found.is_empty()).then(|| found.join(" "))
}

/// The fields that need attention, each once, in the order of the form.
fn fields(posted: &Posted) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for violation in &posted.violations {
        if violation.field != "form" && !fields.contains(&violation.field) {
            fields.push(violation.field.clone());
        }
    }
    fields
}

/// The id of the control of a field.
fn control(field: &str) -> String {
    if field.starts_with("metadata.") { "metadata".to_owned() } else { field.to_owned() }
}

/// The summary, what concerns the form as a whole, and who saved first. The focus comes here when a save is refused, or
/// goes to the field itself when only one needs attention. `fresh` is the form without anything typed.
#[component]
pub fn Messages(wrong: Wrong, fresh: String, on_discard: Callback<()>) -> impl IntoView {
    let posted = wrong.0;
    let errors = Signal::derive(move || {
        let found = posted.with(fields).into_iter();
        found.map(|field| FieldError { id: control(&field), label: field_words(&field) }).collect::<Vec<_>>()
    });
    let whole = move || {
        posted.with(|posted| messages(posted, "form")).map(|message| {
            view! {
                <Banner tone=Tone::Bad inset=true alert=true>
                    <p>{message}</p>
                </Banner>
            }
        })
    };
    let conflict = use_conflict(posted);
    focus_what_is_wrong(posted);
    view! {
        <div class="stack" id=MESSAGES tabindex="-1">
            {move || {
                let fresh = fresh.clone();
                conflict.get().map(|conflict| view! { <ConflictNotice conflict fresh on_discard /> })
            }}
            {whole}
            <ErrorSummary errors />
        </div>
    }
}

/// The last conflict. It stays until the form is saved, also while fields are mended: saving still goes over the other
/// person's values.
fn use_conflict(posted: RwSignal<Posted>) -> Signal<Option<Conflict>> {
    let last = Memo::new(move |before: Option<&Option<Conflict>>| {
        let now = posted.with(|posted| posted.conflict.as_deref().cloned());
        now.or_else(|| before.cloned().flatten())
    });
    last.into()
}

fn focus_what_is_wrong(posted: RwSignal<Posted>) {
    Effect::new(move || {
        let target = posted.with(|posted| match fields(posted).as_slice() {
            [] if posted.violations.is_empty() && posted.conflict.is_none() => None,
            [field] if posted.violations.iter().all(|violation| violation.field == *field) => Some(control(field)),
            _ => Some(MESSAGES.to_owned()),
        });
        let Some(target) = target else { return };
        // A field may stand in a part of the form that opens only now.
        request_animation_frame(move || {
            if let Some(element) = document().get_element_by_id(&target).and_then(|element| element.dyn_into().ok()) {
                browser::focus(&element);
            }
        });
    });
}
