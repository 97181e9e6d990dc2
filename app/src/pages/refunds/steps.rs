//! Where a refund is on its way, over the drawer. Ways that need no wallet have fewer steps.

use clientele_domain::refund::{Approval, DestinationKind, Refund, RefundStatus};
use leptos::prelude::*;

use crate::components::Stepper;

/// The steps of a way, and how many of them are done.
fn steps(kind: Option<DestinationKind>, approval: bool) -> Vec<&'static str> {
    let mut steps = vec!["Draft"];
    if approval {
        steps.push("To approve");
    }
    steps.extend_from_slice(match kind {
        Some(DestinationKind::Card) => &["Refunded"],
        Some(DestinationKind::Balance) => &["Credited"],
        Some(DestinationKind::LightningAddress | DestinationKind::Lnurl) => &["To pay", "Sent", "Verified"],
        Some(_) => &["To pay", "Sent"],
        None => &["To pay", "Sent", "Verified"],
    });
    steps
}

/// The steps of a refund that is not made yet.
#[component]
pub fn DraftSteps(
    /// Which way it would go.
    kind: Signal<Option<DestinationKind>>,
    /// Whether somebody else would have to agree.
    approval: Signal<bool>,
) -> impl IntoView {
    move || view! { <Stepper steps=steps(kind.get(), approval.get()) current=Signal::derive(|| 0) /> }
}

/// The steps of a refund, as far as it is.
#[component]
pub fn RefundSteps(refund: Refund) -> impl IntoView {
    let approval = refund.approval != Approval::NotNeeded;
    let steps = steps(Some(refund.destination.kind), approval);
    let extra = usize::from(approval);
    let last = steps.len() - 1;
    let current = match refund.status {
        RefundStatus::Pending if refund.approval == Approval::Needed => 1,
        RefundStatus::Pending => 1 + extra,
        RefundStatus::RequiresAction => 1 + extra,
        RefundStatus::Succeeded if steps[last] == "Verified" && !refund.is_verified() => last - 1,
        RefundStatus::Succeeded => last,
        // It came no further than that.
        RefundStatus::Failed | RefundStatus::Canceled => return ().into_any(),
    };
    let done = refund.status == RefundStatus::Succeeded;
    view! {
        <div class="steps" data-done=done.then_some("")>
            <Stepper steps current=Signal::derive(move || current) />
        </div>
    }
    .into_any()
}
