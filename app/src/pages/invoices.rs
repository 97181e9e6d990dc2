//! Invoices: what is overdue before anything else, then all of them, and each on its own page.

mod acts;
pub mod detail;
mod lines;
pub mod list;
mod steps;

use clientele_domain::id::CustomerId;
use clientele_domain::invoice::InvoiceStatus;
use leptos::prelude::*;

use crate::components::{Badge, Tone};
use crate::frame::use_scope;

pub(super) use list::InvoicesTable;
pub(super) use steps::Steps;

/// Where an invoice stands.
#[component]
pub(super) fn InvoiceBadge(status: InvoiceStatus, overdue: bool) -> impl IntoView {
    let (tone, icon, word) = match status {
        InvoiceStatus::Open if overdue => (Tone::Bad, "triangle-alert", "Overdue"),
        InvoiceStatus::Open => (Tone::Info, "hourglass", "Open"),
        InvoiceStatus::Paid => (Tone::Good, "circle-check", "Paid"),
        InvoiceStatus::Draft => (Tone::Neutral, "circle-dashed", "Draft"),
        InvoiceStatus::Uncollectible => (Tone::Warn, "calendar-x", "Written off"),
        InvoiceStatus::Void => (Tone::Neutral, "circle-x", "Void"),
    };
    view! {
        <Badge tone icon plain=true>
            {word}
        </Badge>
    }
}

/// Whose it is, with the way there. Where personal data was erased there is no name any more.
#[component]
pub(super) fn Whose(customer: CustomerId, name: String) -> impl IntoView {
    if name.is_empty() {
        return view! { <span class="muted">"Erased"</span> }.into_any();
    }
    let href = format!("/{}/customers/{customer}", use_scope());
    view! { <a href=href><bdi>{name}</bdi></a> }.into_any()
}

/// Says that only one customer's are shown, and leads to everybody's.
#[component]
pub(super) fn OnlyOf(customer: CustomerId, name: String, all: String) -> impl IntoView {
    view! {
        <p class="cluster">
            <span>"Of " <Whose customer name /> " only."</span>
            <a href=all>"Show everybody’s"</a>
        </p>
    }
}
