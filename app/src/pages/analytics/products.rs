//! What sells: what each product brought.

use clientele_domain::money::Amount;
use leptos::prelude::*;

use super::Shown;
use crate::components::chart::{Measure, ShareBar};
use crate::components::{Cell, Column, Money, Row, RowHead, Table};
use crate::server_fns::analytics::ProductRow;

pub(super) const TITLE: &str = "What sells";

/// So many have a row here; the file has all of them.
const ROWS: usize = 20;
/// So many have a part of the bar; the others share one.
const PARTS: usize = 3;

pub(super) fn card(rows: Vec<ProductRow>, shown: Shown) -> AnyView {
    let sentence = match rows.len() {
        0..=ROWS => "What each product of the catalogue brought, refunded later or not.".to_owned(),
        count => format!("The {ROWS} of {count} products that brought most. The file has all of them."),
    };
    let body = if rows.is_empty() {
        view! {
            <p class="muted">
                "Nothing of the catalogue was sold in these days. Payments by the API and imports say nothing of products."
            </p>
        }
        .into_any()
    } else {
        sold(rows, &shown)
    };
    view! {
        <section class="card" id="products" data-span="6" aria-labelledby="products-title">
            <header>
                <h2 id="products-title">{TITLE}</h2>
                <a class="push" href=shown.csv("products") download="" rel="external" aria-label="Products as CSV">
                    "CSV"
                </a>
                <p>{sentence}</p>
            </header>
            {body}
        </section>
    }
    .into_any()
}

fn sold(rows: Vec<ProductRow>, shown: &Shown) -> AnyView {
    let mut parts: Vec<(String, i64)> = rows.iter().take(PARTS).map(|row| (row.name.clone(), row.gross)).collect();
    let others: i64 = rows.iter().skip(PARTS).fold(0, |sum, row| sum.saturating_add(row.gross));
    if others > 0 {
        parts.push(("All others".to_owned(), others));
    }
    let head = view! {
        <Column class="fill">"Product"</Column>
        <Column class="num">"Paid"</Column>
        <Column class="num">"Given back"</Column>
        <Column class="num">"Net"</Column>
        <Column class="num">"Sold"</Column>
        <Column class="num">"Payments"</Column>
    };
    let rows = rows.into_iter().take(ROWS).map(|row| product_row(row, shown)).collect_view();
    view! {
        <ShareBar label="Products" measure=shown.money() parts />
        <Table label=TITLE head=head.into_any()>
            {rows}
        </Table>
    }
    .into_any()
}

fn product_row(row: ProductRow, shown: &Shown) -> impl IntoView + use<> {
    let (scope, currency) = (shown.scope, shown.currency);
    let money = move |minor: i64| view! { <Money amount=Amount { minor, currency } /> };
    let count = |count: i64| Measure::Count.exact(count);
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=format!("/{scope}/products/{}", row.product)>
                    <bdi>{row.name}</bdi>
                </a>
            </RowHead>
            <Cell class="num" at="figure">
                {money(row.gross)}
            </Cell>
            <Cell class="num" at="drop">
                {money(row.refunded)}
            </Cell>
            <Cell class="num" at="drop">
                {money(row.net)}
            </Cell>
            <Cell class="num" at="row">
                {count(row.quantity)}
                <span data-narrow="">" sold"</span>
            </Cell>
            <Cell class="num" at="end">
                {count(row.payments)}
                <span data-narrow="">" payments"</span>
            </Cell>
        </Row>
    }
}
