//! Somebody else saved first: who, and what differs.

use clientele_domain::customer::{CustomerFields, FieldChange, changes};
use leptos::prelude::*;

use super::super::detail::told::{field_words, metadata_shown};
use crate::components::{Banner, Nothing, Tone};
use crate::posted::Conflict;

/// Says who, shows their values beside the typed ones, and offers theirs. `fresh` is the form as it is stored now.
#[component]
pub fn ConflictNotice(conflict: Conflict, fresh: String, on_discard: Callback<()>) -> impl IntoView {
    let differences = changes(&readable(conflict.current.fields), &readable(conflict.typed));
    let consequence = if differences.is_empty() {
        "Your values are the same as theirs, so saving changes nothing."
    } else {
        "Saving now puts your values over theirs."
    };
    view! {
        <Banner tone=Tone::Warn inset=true alert=true>
            <p>
                <strong dir="auto">{format!("{} saved this customer while you were typing. ", conflict.by)}</strong>
                {consequence}
                " "
                // rel keeps the router away: the browser loads the same address afresh.
                <a href=fresh rel="external" on:click=move |_| on_discard.run(())>
                    "Discard mine and show theirs"
                </a>
            </p>
        </Banner>
        {(!differences.is_empty()).then(|| view! { <Differences differences /> })}
    }
}

#[component]
fn Differences(differences: Vec<FieldChange>) -> impl IntoView {
    let rows = differences
        .into_iter()
        .map(|change| {
            view! {
                <tr>
                    <th scope="row" class="value">{field_words(&change.field)}</th>
                    <td class="value">{value(change.from)}</td>
                    <td class="value">{value(change.to)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table" aria-label="Values that differ">
                <thead>
                    <tr>
                        <th scope="col">"Field"</th>
                        <th scope="col">"Theirs"</th>
                        <th scope="col">"Yours"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn value(text: String) -> AnyView {
    if text.is_empty() { view! { <Nothing /> }.into_any() } else { view! { <bdi>{text}</bdi> }.into_any() }
}

/// The stored record holds metadata as JSON, the typed one as text: both are compared as people read them.
fn readable(mut fields: CustomerFields) -> CustomerFields {
    for (_, value) in &mut fields.metadata {
        *value = metadata_shown(value);
    }
    fields
}
