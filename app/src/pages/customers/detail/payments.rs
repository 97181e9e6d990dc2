//! The newest payments.

use clientele_domain::id::PaymentId;
use clientele_domain::money::Amount;
use clientele_domain::payment::{Payment, PaymentStatus};
use leptos::prelude::*;

use crate::components::{
    Cell, Column, Icon, MethodBadge, Money, PaymentBadge, Row, RowHead, SourceBadge, Table, Time, TimeForm,
};

/// One row a payment; each has an address of its own, `#pay_…`.
#[component]
pub fn PaymentsTable(
    payments: Vec<Payment>,
    /// Where money of one of them is given back, for those who may see refunds.
    refund: Option<Callback<PaymentId, String>>,
    /// What is said when there are none.
    none: &'static str,
) -> impl IntoView {
    if payments.is_empty() {
        return view! { <p class="muted">{none}</p> }.into_any();
    }
    let head = view! {
        <Column class="num">"Amount"</Column>
        <Column>"Status"</Column>
        <Column>"Paid with"</Column>
        <Column class="fill">"Source"</Column>
        <Column>"Date"</Column>
        {refund.map(|_| view! { <Column><span class="visually-hidden">"Refund"</span></Column> })}
    };
    let rows = payments.into_iter().map(|payment| view! { <PaymentRow payment refund /> }).collect_view();
    view! {
        <Table label="Payments" head=head.into_any()>
            {rows}
        </Table>
    }
    .into_any()
}

#[component]
fn PaymentRow(payment: Payment, refund: Option<Callback<PaymentId, String>>) -> impl IntoView {
    let id = payment.id.to_string();
    let left = payment.refundable();
    let part = (payment.status == PaymentStatus::PartiallyRefunded).then_some(left);
    let held = (payment.held > 0).then_some(Amount { minor: payment.held, currency: payment.amount.currency });
    let (may, label) =
        (left.minor > 0 && payment.status.was_paid(), format!("Refund this payment of {}", payment.amount));
    let refund = refund.map(|href| {
        let link = may.then(|| {
            view! {
                <a
                    class="button"
                    data-kind="quiet"
                    data-size="s"
                    href=href.run(payment.id)
                    aria-label=label.clone()
                    title=label
                    data-noscroll=""
                >
                    <Icon name="undo-2" />
                </a>
            }
        });
        view! { <Cell at="drop">{link}</Cell> }
    });
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
                {part.map(|amount| view! { " "<span class="muted"><Money amount />" left"</span> })}
                {held.map(|amount| view! { " "<span class="muted"><Money amount />" on its way back"</span> })}
            </Cell>
            <Cell at="drop">
                <MethodBadge method=payment.method />
            </Cell>
            <Cell at="lead">
                <SourceBadge source=payment.source />
                " "
                <span class="muted" dir="auto">{what_for}</span>
            </Cell>
            <Cell at="end"><Time at=payment.occurred_at form=TimeForm::Moment /></Cell>
            {refund}
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
