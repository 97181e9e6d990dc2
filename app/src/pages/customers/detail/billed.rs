//! What became of an invoice, in the timeline.

use clientele_domain::event::EventKind;
use clientele_domain::invoice::Invoice;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use crate::components::{Money, TimelineEntry};
use crate::frame::use_scope;

/// `TEST-000123 over €29.00 was made out: Decaf club, by Maya`.
#[component]
pub fn Billed(actor: String, kind: EventKind, invoice: Invoice, at: Timestamp) -> impl IntoView {
    let (icon, did) = match kind {
        EventKind::InvoicePaid => ("circle-check", "was paid with credit"),
        EventKind::InvoicePaymentFailed => ("circle-x", "could not be charged to the saved card"),
        EventKind::InvoiceOverdue => ("triangle-alert", "was not paid in time"),
        EventKind::InvoiceReminder => ("triangle-alert", "is still not paid"),
        EventKind::InvoiceUncollectible => ("circle-x", "was written off"),
        EventKind::InvoiceVoided => ("circle-x", "was voided"),
        _ => ("receipt-text", "was made out"),
    };
    let label = invoice.label(use_scope().mode);
    let what_for = clientele_domain::invoice::title(&invoice.lines);
    view! {
        <TimelineEntry at icon>
            <b>
                {label}
                " over "
                <Money amount=invoice.total />
                " "
                {did}
            </b>
            ": "
            <bdi>{what_for}</bdi>
            ", by "
            <bdi>{actor}</bdi>
        </TimelineEntry>
    }
}
