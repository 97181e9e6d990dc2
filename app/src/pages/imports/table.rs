//! Imports, one row each.

use leptos::prelude::*;

use super::stage::{StageBadge, figure};
use crate::components::{Cell, Column, Row, RowHead, Table, Time};
use crate::frame::use_scope;
use crate::server_fns::imports::{ImportSummary, Stage};

/// Every import leads to its page.
#[component]
pub fn ImportsTable(imports: Vec<ImportSummary>) -> impl IntoView {
    let head = view! {
        <Column class="fill">"File"</Column>
        <Column>"Rows are"</Column>
        <Column>"State"</Column>
        <Column class="num">"Stored"</Column>
        <Column class="num">"Refused"</Column>
        <Column>"By"</Column>
        <Column>"Uploaded"</Column>
    };
    let rows = imports.into_iter().map(|import| view! { <ImportRow import /> }).collect_view();
    view! {
        <Table label="Imports" head=head.into_any()>
            {rows}
        </Table>
    }
}

#[component]
fn ImportRow(import: ImportSummary) -> impl IntoView {
    let href = format!("/{}/imports/{}", use_scope(), import.id);
    let by = if import.started_by.is_empty() { "Command line".to_owned() } else { import.started_by.clone() };
    // Nothing has been counted while a file waits.
    let begun = import.stage != Stage::Columns;
    let count = move |count: i64| begun.then(|| figure(count));
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=href dir="auto">
                    {import.file_name.clone()}
                </a>
            </RowHead>
            <Cell at="drop">{import.what.label()}</Cell>
            <Cell at="figure"><StageBadge stage=import.stage /></Cell>
            <Cell class="num" at="drop">{count(import.accepted)}</Cell>
            <Cell class="num" at="drop">{count(import.rejected)}</Cell>
            <Cell at="drop"><span class="muted" dir="auto">{by}</span></Cell>
            <Cell at="end"><Time at=import.created_at /></Cell>
        </Row>
    }
}
