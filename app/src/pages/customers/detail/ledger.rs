//! Payments or orders, as the address says.

use clientele_domain::id::{CustomerId, PaymentLinkId};
use clientele_domain::payment::{Order, Payment};
use clientele_domain::role::Permission;
use leptos::prelude::*;

use super::here::Here;
use super::orders::OrdersTable;
use super::payments::PaymentsTable;
use super::sources::Sources;
use crate::components::Section;
use crate::frame::use_viewer;

/// A page of a customer shows this many payments and orders.
const NEWEST: usize = 50;

/// Payments, or orders after a press on the switch. `succeeded` is how many payments succeeded in all.
#[component]
pub fn Ledger(
    customer: CustomerId,
    succeeded: i64,
    payments: Vec<Payment>,
    /// The payment links that were paid through.
    links: Vec<(PaymentLinkId, String)>,
    orders: Vec<Order>,
    here: Memo<Here>,
) -> impl IntoView {
    let shows_orders = Memo::new(move |_| here.with(|here| here.orders));
    let (payment_count, order_count) = (counted(payments.len()), counted(orders.len()));
    let count = Signal::derive(move || if shows_orders.get() { order_count.clone() } else { payment_count.clone() });
    let title = Signal::derive(move || if shows_orders.get() { "Orders" } else { "Payments" }.to_owned());
    let more = payments.len() >= NEWEST;
    let from_anywhere = Memo::new(move |_| here.with(|here| here.origin.is_none()));
    let rest = move || {
        let sentence = match from_anywhere.get() {
            true => format!("The newest {NEWEST} payments are shown; {succeeded} succeeded in all."),
            false => format!("The newest {NEWEST} of these payments are shown."),
        };
        (more && !shows_orders.get()).then(|| view! { <p class="muted">{sentence}</p> })
    };
    let aside = view! {
        <div class="cluster">
            {move || {
                let links = links.clone();
                (succeeded > 0 && !shows_orders.get()).then(|| view! { <Sources customer links here /> })
            }}
            <Switch customer here />
        </div>
    };
    let refund = use_viewer()
        .may(Permission::RefundRead)
        .then(|| Callback::new(move |payment| here.with(|here| here.refund_href(customer, Some(payment)))));
    view! {
        <Section id="payments" title count aside=aside.into_any()>
            {move || {
                if shows_orders.get() {
                    view! { <OrdersTable orders=orders.clone() /> }.into_any()
                } else {
                    let none = if from_anywhere.get() { "No payments yet." } else { "No payments from there." };
                    view! { <PaymentsTable payments=payments.clone() refund none /> }.into_any()
                }
            }}
            {rest}
        </Section>
    }
}

/// How many there are, as far as the page knows.
fn counted(shown: usize) -> Option<String> {
    match shown {
        0 => None,
        NEWEST.. => Some(format!("{NEWEST}+")),
        some => Some(some.to_string()),
    }
}

/// Two addresses of the same page.
#[component]
fn Switch(customer: CustomerId, here: Memo<Here>) -> impl IntoView {
    let option = move |orders: bool, word: &'static str| {
        let href = move || here.with(|here| here.clone().with_orders(orders).customer_href(customer));
        let current = move || here.with(|here| here.orders == orders).then_some("true");
        view! { <a href=href aria-current=current data-noscroll="">{word}</a> }
    };
    view! {
        <div class="segmented" role="group" aria-label="Show">
            {option(false, "All")}
            {option(true, "Orders")}
        </div>
    }
}
