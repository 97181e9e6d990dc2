//! What was refused, line by line.

use clientele_domain::import::{What, fields};
use leptos::prelude::*;

use super::stage::figure;
use crate::components::{Cell, Column, Row, RowHead, Table};
use crate::server_fns::imports::Reject;

/// A row for each field that was wrong.
#[component]
pub fn RejectsTable(what: What, rejects: Vec<Reject>) -> impl IntoView {
    let head = view! {
        <Column class="num">"Line"</Column>
        <Column>"Field"</Column>
        <Column class="fill">"What is wrong"</Column>
    };
    let rows = rejects
        .into_iter()
        .map(|reject| {
            view! {
                <Row>
                    <RowHead class="num" at="figure">
                        {figure(reject.line)}
                    </RowHead>
                    <Cell at="lead">{words(what, &reject.field)}</Cell>
                    <Cell class="wrap" at="row">
                        <span dir="auto">{reject.message}</span>
                    </Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Table label="Rows that were refused" head=head.into_any()>
            {rows}
        </Table>
    }
}

/// A field as the choice over its column calls it.
pub fn words(what: What, field: &str) -> String {
    if field == "row" {
        return "The whole row".to_owned();
    }
    if let Some(key) = field.strip_prefix("metadata.") {
        return format!("Metadata: {key}");
    }
    let known = fields(what).iter().find(|known| known.path == field);
    known.map_or_else(|| field.to_owned(), |known| known.label.to_owned())
}
