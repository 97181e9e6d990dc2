//! Checkouts: sessions that wait for their buyers, and what became of others.

mod acts;
mod attempt;
mod buyer;
pub mod detail;
pub mod form;
pub mod list;

use clientele_domain::checkout::{SessionPaymentStatus, SessionStatus};
use leptos::prelude::*;

use crate::components::{Badge, Tone};
use crate::server_fns::checkouts::CheckoutSummary;

/// Where a session stands.
#[component]
fn CheckoutBadge(checkout: CheckoutSummary) -> impl IntoView {
    let (tone, icon, word) = match (checkout.status, checkout.payment_status) {
        (SessionStatus::Open, _) => (Tone::Info, "hourglass", "Open"),
        (SessionStatus::Complete, SessionPaymentStatus::NoPaymentRequired) => {
            (Tone::Good, "circle-check", "Nothing to pay")
        }
        (SessionStatus::Complete, _) => (Tone::Good, "circle-check", "Paid"),
        (SessionStatus::Expired, _) if checkout.canceled => (Tone::Neutral, "circle-x", "Canceled"),
        (SessionStatus::Expired, _) => (Tone::Neutral, "calendar-x", "Expired"),
    };
    view! {
        <Badge tone icon plain=true>
            {word}
        </Badge>
    }
}
