//! The first rows of a file, with the field that each column holds above it.

use clientele_domain::import::{What, fields};
use leptos::prelude::*;

use crate::components::{Section, SelectField};
use crate::posted::Posted;
use crate::server_fns::imports::{ColumnView, ColumnsView};

/// A column keeps its place on a narrow screen; the table scrolls there.
#[component]
pub(super) fn PreviewTable(what: What, columns: ColumnsView, posted: Posted) -> impl IntoView {
    let ColumnsView { columns, rows, .. } = columns;
    let count = columns.len().to_string();
    let width = columns.len();
    let heads = columns
        .into_iter()
        .enumerate()
        .map(|(place, column)| {
            let error = (!column.field.is_empty()).then(|| posted.message(&column.field)).flatten();
            view! { <ColumnHead what place column error /> }
        })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|mut row| {
            // A row that has too few values or too many will be told when it is imported; here every column has its own.
            row.resize(width, String::new());
            view! { <tr>{row.into_iter().map(|value| view! { <td dir="auto">{value}</td> }).collect_view()}</tr> }
        })
        .collect_view();
    view! {
        <Section
            id="columns"
            title="Columns"
            count
            intro="The first rows as they are in the file. Choose over each column what it holds."
        >
            <div class="table-wrap">
                <table class="table" aria-labelledby="columns">
                    <thead>
                        <tr>{heads}</tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Section>
    }
}

#[component]
fn ColumnHead(what: What, place: usize, column: ColumnView, error: Option<String>) -> impl IntoView {
    let ColumnView { heading, field, metadata } = column;
    let known = fields(what).iter().map(|field| (field.path.to_owned(), field.label.to_owned()));
    let key = metadata.strip_prefix("metadata.").unwrap_or_default();
    let own = (metadata.clone(), format!("Metadata: {key}"));
    let options = [(String::new(), "Leave out".to_owned())].into_iter().chain(known).chain([own]).collect();
    let label = if heading.trim().is_empty() { format!("Column {}", place + 1) } else { heading };
    view! {
        <th class="wrap" scope="col">
            <SelectField name=format!("column.{place}") label options value=field error=error />
        </th>
    }
}
