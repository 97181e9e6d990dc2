//! The newest payments.

use clientele_domain::money::Amount;
use clientele_domain::payment::{MethodKind, Payment, PaymentStatus, Source};
use leptos::prelude::*;

use crate::components::{Badge, Cell, Column, Money, PaymentBadge, Row, RowHead, Table, Time, TimeForm};

/// One row a payment; each has an address of its own, `#pay_…`.
#[component]
pub fn PaymentsTable(payments: Vec<Payment>) -> impl IntoView {
    if payments.is_empty() {
        return view! { <p class="muted">"No payments yet."</p> }.into_any();
    }
    let head = view! {
        <Column class="num">"Amount"</Column>
        <Column>"Status"</Column>
        <Column>"Paid with"</Column>
        <Column class="fill">"Source"</Column>
        <Column>"Date"</Column>
    };
    let rows = payments.into_iter().map(|payment| view! { <PaymentRow payment /> }).collect_view();
    view! {
        <Table label="Payments" head=head.into_any()>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn PaymentRow(payment: Payment) -> impl IntoView {
    let id = payment.id.to_string();
    let back = (payment.status == PaymentStatus::PartiallyRefunded)
        .then(|| Amount { minor: -payment.refunded, currency: payment.amount.currency });
    let what_for = what_for(&payment);
    view! {
        <Row>
            <RowHead class="num" at="figure">
                // rel keeps the router away: the browser's own jump marks the row.
                <a id=id.clone() href=format!("#{id}") rel="external">
                    <Money amount=payment.amount />
                </a>
            </RowHead>
            <Cell>
                <PaymentBadge status=payment.status />
                {back.map(|amount| view! { " "<span class="muted"><Money amount /></span> })}
            </Cell>
            <Cell at="drop">
                <Badge icon=method_icon(payment.method.kind) plain=true>{payment.method.label()}</Badge>
            </Cell>
            <Cell at="lead">
                <Badge icon=source_icon(payment.source) plain=true>{payment.source.label()}</Badge>
                " "
                <span class="muted" dir="auto">{what_for}</span>
            </Cell>
            <Cell at="end"><Time at=payment.occurred_at form=TimeForm::Moment /></Cell>
        </Row>
    }
}

/// What was bought, in the words of its source, or else the order's number.
pub fn what_for(payment: &Payment) -> String {
    match payment.source_description.trim() {
        "" if payment.order_number.is_empty() => String::new(),
        "" => format!("order {}", payment.order_number),
        description => description.to_owned(),
    }
}

/// The sign of a way to pay.
pub fn method_icon(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::Card => "credit-card",
        MethodKind::Lightning => "zap",
        MethodKind::Wallet => "wallet",
        MethodKind::MobileMoney => "phone",
        MethodKind::BankTransfer => "receipt-text",
        MethodKind::Cash => "coins",
        MethodKind::Other => "circle-dashed",
    }
}

fn source_icon(source: Source) -> &'static str {
    match source {
        Source::PaymentLink => "link",
        Source::Api => "code-xml",
        Source::Subscription => "repeat",
        Source::Checkout => "shopping-bag",
    }
}
