//! Where a refund stands, and where its money goes.

use clientele_domain::refund::{Destination, DestinationKind, RefundStatus, Task};
use leptos::prelude::*;

use crate::components::{Badge, Tone};

/// What somebody has to do about a refund, or else where it stands.
#[component]
pub fn RefundBadge(
    status: RefundStatus,
    task: Option<Task>,
    /// Whether a proof shows that the money arrived.
    verified: bool,
) -> impl IntoView {
    let (tone, icon, word) = match (task, status) {
        (Some(Task::Approve), _) => (Tone::Warn, "user-round-check", Task::Approve.label()),
        (Some(Task::Send), _) => (Tone::Accent, "zap", Task::Send.label()),
        (Some(Task::Check), RefundStatus::Failed) => (Tone::Bad, "circle-x", status.label()),
        (Some(Task::Check), RefundStatus::Canceled) => (Tone::Bad, "circle-alert", Task::Check.label()),
        (Some(Task::Check), _) => (Tone::Bad, "circle-alert", "No answer"),
        (None, RefundStatus::Pending) => (Tone::Info, "hourglass", status.label()),
        (None, RefundStatus::RequiresAction) => (Tone::Accent, "zap", status.label()),
        (None, RefundStatus::Succeeded) if verified => (Tone::Good, "badge-check", "Verified"),
        (None, RefundStatus::Succeeded) => (Tone::Good, "circle-check", status.label()),
        (None, RefundStatus::Failed) => (Tone::Bad, "circle-x", status.label()),
        (None, RefundStatus::Canceled) => (Tone::Neutral, "circle-x", status.label()),
    };
    // Filled while somebody has to do something about it.
    view! {
        <Badge tone icon plain={task.is_none()}>
            {word}
        </Badge>
    }
}

/// Where the money goes: the address with its kind under it, or the way.
#[component]
pub(super) fn Whereto(destination: Destination) -> impl IntoView {
    let Destination { kind, address } = destination;
    if address.is_empty() {
        return view! { <span class="muted">{kind.label()}</span> }.into_any();
    }
    // An address that reads like mail says by itself what it is.
    let kind = (kind != DestinationKind::LightningAddress)
        .then(|| view! { <small class="muted under">{kind.label()}</small> });
    view! {
        <bdi class="address">{address}</bdi>
        {kind}
    }
    .into_any()
}
