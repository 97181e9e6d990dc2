//! What keeps a file from being imported, where it belongs to no column, and links to the columns where it does.

use clientele_domain::import::What;
use clientele_domain::violation::Violation;
use leptos::prelude::*;

use crate::components::{Banner, ErrorSummary, FieldError, Tone};
use crate::pages::imports::rejects::words;
use crate::posted::Posted;
use crate::server_fns::imports::ColumnsView;

/// The control beside which a violation is told.
fn control(columns: &ColumnsView, violation: &Violation) -> Option<FieldError> {
    let field = violation.field.as_str();
    let (id, label) = match field {
        "delimiter" | "again" => (field.to_owned(), field.to_owned()),
        _ => match columns.columns.iter().position(|column| column.field == field) {
            Some(place) => (format!("column.{place}"), columns.columns[place].heading.clone()),
            None if columns.set.iter().any(|(known, _)| known == field) => (format!("set.{field}"), field.to_owned()),
            None => return None,
        },
    };
    Some(FieldError { id, label })
}

/// Above the form.
#[component]
pub(super) fn Messages(what: What, columns: ColumnsView, posted: Posted) -> impl IntoView {
    let (mut errors, mut others) = (Vec::new(), Vec::new());
    for violation in posted.violations {
        match control(&columns, &violation) {
            Some(error) if errors.contains(&error) => {}
            Some(error) => errors.push(error),
            None => others.push(violation),
        }
    }
    let others = (!others.is_empty()).then(|| {
        let sentences = others
            .into_iter()
            .map(|Violation { field, message, .. }| {
                let named = (!matches!(field.as_str(), "form" | "file")).then(|| words(what, &field));
                view! { <p>{named.map(|name| view! { <strong>{name}</strong>": " })} {message}</p> }
            })
            .collect_view();
        view! {
            <Banner tone=Tone::Bad inset=true alert=true>
                <div>{sentences}</div>
            </Banner>
        }
    });
    view! {
        <div class="stack">
            {others}
            <ErrorSummary errors=Signal::stored(errors) doing="importing" />
        </div>
    }
}
