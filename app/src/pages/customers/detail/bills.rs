//! What the customer is subscribed to, what they were billed, and what is overdue.

use clientele_domain::id::CustomerId;
use clientele_domain::money::Amount;
use leptos::prelude::*;

use super::count_of;
use crate::components::{Banner, Money, Section, Time, TimeForm, Tone};
use crate::frame::use_scope;
use crate::pages::invoices::InvoicesTable;
use crate::pages::subscriptions::{NewSubscription, SubscriptionsTable};
use crate::server_fns::customers::BillsView;
use crate::server_fns::invoices::InvoiceSummary;
use crate::server_fns::subscriptions::SubscriptionSummary;

/// A page of a customer shows this many invoices.
const NEWEST: usize = 10;

/// Says what is overdue, and since when.
#[component]
pub fn Overdue(customer: CustomerId, bills: BillsView) -> impl IntoView {
    let scope = use_scope();
    let BillsView { overdue, longest, .. } = bills;
    longest.map(|longest| {
        let count: i64 = overdue.iter().map(|(_, count)| count).sum();
        let sums = overdue
            .into_iter()
            .enumerate()
            .map(|(place, (amount, _))| {
                view! {
                    {(place > 0).then_some(" and ")}
                    <strong><Money amount /></strong>
                }
            })
            .collect_view();
        let href = match count {
            1 => format!("/{scope}/invoices/{}", longest.id),
            _ => format!("/{scope}/invoices?show=open&customer={customer}"),
        };
        view! {
            <Banner tone=Tone::Bad icon="triangle-alert" inset=true>
                <p>
                    {sums} " overdue since " <Time at=longest.due_at form=TimeForm::Day />
                    {format!(", on {}.", count_of(count, "invoice", "invoices"))}
                </p>
                <a href=href>{if count == 1 { "Look at it" } else { "Look at them" }}</a>
            </Banner>
        }
    })
}

/// Subscriptions, those that run before those that are over. Nothing where there is none and none can be made.
#[component]
pub fn Subscriptions(customer: CustomerId, subscriptions: Vec<SubscriptionSummary>, registered: bool) -> impl IntoView {
    // Nobody keeps a guest's card, and nobody signs in as one.
    let new = registered.then(|| view! { <NewSubscription customer=customer.to_string() /> });
    if subscriptions.is_empty() {
        return registered
            .then(|| {
                view! {
                    <Section id="subscriptions" title="Subscriptions" aside=new.into_any()>
                        <p class="muted">"No subscriptions."</p>
                    </Section>
                }
            })
            .into_any();
    }
    let count = Some(subscriptions.len().to_string());
    let next = next_of(&subscriptions).map(|(at, amount)| {
        view! {
            <p class="muted">
                "Next invoice on " <Time at form=TimeForm::Day /> ", " <Money amount /> "."
            </p>
        }
    });
    view! {
        <Section id="subscriptions" title="Subscriptions" count aside=new.into_any()>
            <SubscriptionsTable subscriptions of_one=true />
            {next}
        </Section>
    }
    .into_any()
}

/// When the next invoice is made out, and over how much.
fn next_of(subscriptions: &[SubscriptionSummary]) -> Option<(clientele_domain::time::Timestamp, Amount)> {
    let renewed = subscriptions.iter().filter(|one| one.is_renewed());
    renewed.map(|one| (one.period_end, one.amount)).min_by_key(|(at, _)| *at)
}

/// The newest invoices. Nothing where there are none.
#[component]
pub fn Invoices(customer: CustomerId, invoices: Vec<InvoiceSummary>) -> impl IntoView {
    let scope = use_scope();
    (!invoices.is_empty()).then(|| {
        let all = (invoices.len() >= NEWEST).then(|| {
            let href = format!("/{scope}/invoices?show=all&customer={customer}");
            view! { <p><a href=href>"Show all invoices"</a></p> }
        });
        view! {
            <Section id="invoices" title="Invoices">
                <InvoicesTable invoices of_one=true />
                {all}
            </Section>
        }
    })
}
