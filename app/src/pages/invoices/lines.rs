//! What an invoice bills, and what is left of it to pay.

use clientele_domain::invoice::{InvoiceLine, InvoiceStatus};
use clientele_domain::money::Amount;
use leptos::prelude::*;

use crate::components::{Cell, Column, Money, Row, RowHead, Table};
use crate::server_fns::invoices::InvoiceView;

/// The lines, and their sums under them.
#[component]
pub fn Lines(view: InvoiceView) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Line"</Column>
        <Column class="num">"One costs"</Column>
        <Column class="num">"How many"</Column>
        <Column class="num">"Amount"</Column>
    };
    let total = view.invoice.total;
    let less = |amount: Amount| Amount { minor: -amount.minor, ..amount };
    let mut sums = vec![("Total", total)];
    sums.extend(Some(("From credit", less(view.credited))).filter(|(_, amount)| amount.minor != 0));
    sums.extend(Some(("Paid", less(view.paid))).filter(|(_, amount)| amount.minor != 0));
    if sums.len() > 1 || view.invoice.status == InvoiceStatus::Open {
        sums.push(("Left to pay", view.invoice.left));
    }
    let rows = view.lines.into_iter().map(|line| view! { <LineRow line total /> }).collect_view();
    let sums = sums.into_iter().map(|(name, amount)| view! { <SumRow name amount /> }).collect_view();
    view! {
        <Table label="What is billed" head=head.into_any()>
            {rows}
            {sums}
        </Table>
    }
}

#[component]
fn LineRow(line: InvoiceLine, total: Amount) -> impl IntoView {
    // What is stored was added up when it was made out.
    let amount = Amount { minor: line.unit.minor.saturating_mul(line.quantity), ..total };
    view! {
        <Row>
            <RowHead class="wrap">
                <bdi>{line.description}</bdi>
            </RowHead>
            <Cell class="num" at="drop">
                <Money amount=line.unit />
            </Cell>
            <Cell class="num times" at="row">
                {line.quantity}
            </Cell>
            <Cell class="num" at="figure">
                <Money amount />
            </Cell>
        </Row>
    }
}

#[component]
fn SumRow(name: &'static str, amount: Amount) -> impl IntoView {
    view! {
        <Row>
            <RowHead>
                <b>{name}</b>
            </RowHead>
            <Cell at="drop">""</Cell>
            <Cell at="drop">""</Cell>
            <Cell class="num" at="figure">
                <b>
                    <Money amount />
                </b>
            </Cell>
        </Row>
    }
}
