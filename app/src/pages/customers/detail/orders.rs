//! The newest orders.

use clientele_domain::payment::Order;
use leptos::prelude::*;

use crate::components::{Cell, Column, Money, OrderBadge, Row, RowHead, Table, Time, TimeForm};

/// One row an order.
#[component]
pub fn OrdersTable(orders: Vec<Order>) -> impl IntoView {
    if orders.is_empty() {
        return view! { <p class="muted">"No orders yet."</p> }.into_any();
    }
    let head = view! {
        <Column>"Number"</Column>
        <Column>"Status"</Column>
        <Column class="num">"Amount"</Column>
        <Column class="fill">"Description"</Column>
        <Column>"Date"</Column>
    };
    let rows = orders.into_iter().map(|order| view! { <OrderRow order /> }).collect_view();
    view! {
        <Table label="Orders" head=head.into_any()>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn OrderRow(order: Order) -> impl IntoView {
    let described = !order.description.is_empty();
    view! {
        <Row>
            <RowHead>{order.number}</RowHead>
            <Cell><OrderBadge status=order.status /></Cell>
            <Cell class="num" at="figure"><Money amount=order.amount /></Cell>
            <Cell at="row">{described.then(|| view! { <span class="muted" dir="auto">{order.description}</span> })}</Cell>
            <Cell at="end"><Time at=order.created_at form=TimeForm::Moment /></Cell>
        </Row>
    }
}
