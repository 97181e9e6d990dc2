//! What is to be done about a refund, by whom, and what follows from it.

use clientele_domain::refund::{DestinationKind, RefundStatus, Task};
use clientele_domain::role::Permission;
use leptos::prelude::*;

use super::desk::{Desk, use_done};
use crate::components::{Banner, Icon, SubmitButton, Tone};
use crate::form::PostForm;
use crate::frame::use_viewer;
use crate::pages::refunds::fail::MarkFailed;
use crate::server_fns::refund_queue::RefundSummary;

/// The next step, or why it is somebody else's; and the way out of it.
#[component]
pub(super) fn Decide(refund: RefundSummary) -> impl IntoView {
    let next = match refund.task {
        Some(Task::Approve) => view! { <Approve refund=refund.clone() /> }.into_any(),
        Some(Task::Send) => view! { <Send refund=refund.clone() /> }.into_any(),
        Some(Task::Check) => view! { <Check refund=refund.clone() /> }.into_any(),
        None => ().into_any(),
    };
    // What a processor has is out of our hands.
    let calls_off =
        matches!(refund.task, Some(Task::Approve | Task::Send)) && use_viewer().may(Permission::RefundCreate);
    let (desk, id) = (expect_context::<Desk>(), refund.id);
    let fails = (calls_off && refund.task == Some(Task::Send)).then(|| {
        let action = Signal::derive(move || desk.opening(Some(id)));
        view! { <MarkFailed refund=id action posted=desk.posted on_done=use_done() /> }
    });
    view! {
        {next}
        {fails}
        {calls_off.then(|| view! { <CallOff refund /> })}
    }
}

#[component]
fn Approve(refund: RefundSummary) -> impl IntoView {
    let viewer = use_viewer();
    if refund.asked_by.id == viewer.user_id {
        let who = Permission::RefundApprove.holders();
        return view! {
            <Reason>
                {format!("You asked for this refund yourself, so somebody else has to approve it. It takes {who}.")}
            </Reason>
        }
        .into_any();
    }
    if !viewer.may(Permission::RefundApprove) {
        let sentence = format!(
            "It is above what one person may give back alone. {} can approve it; {} can’t.",
            Permission::RefundApprove.holders(),
            viewer.role.label()
        );
        return view! { <Reason>{sentence}</Reason> }.into_any();
    }
    let label = format!("Approve {}", refund.amount);
    let follows = match refund.destination.kind {
        DestinationKind::Card => "The money goes back to the card at once.",
        DestinationKind::Balance => "It is added to the customer’s credit balance at once; no money moves.",
        _ => "Nothing is sent yet: then somebody pays it, and says so.",
    };
    view! {
        <Step act="approve" refund label busy_label="Approving" icon="check" primary=true>
            {follows}
        </Step>
    }
    .into_any()
}

#[component]
fn Send(refund: RefundSummary) -> impl IntoView {
    let (desk, viewer) = (expect_context::<Desk>(), use_viewer());
    if !viewer.may(Permission::RefundCreate) {
        let sentence =
            format!("You can see refunds, not send them. {} can send this one.", Permission::RefundCreate.holders());
        return view! { <Reason>{sentence}</Reason> }.into_any();
    }
    view! {
        <div class="stack">
            <p>"The money has not left. Pay it, then mark it as sent."</p>
            <div class="cluster">
                <a class="button" data-kind="primary" href=desk.refund(refund.id)>
                    <Icon name="zap" />
                    {format!("Send {}", refund.amount)}
                </a>
            </div>
        </div>
    }
    .into_any()
}

#[component]
fn Check(refund: RefundSummary) -> impl IntoView {
    let what = match refund.status {
        RefundStatus::Failed if !refund.sent => {
            "The money could not be given back, and is still yours. Make another refund of the payment, perhaps another way, \
             or settle it with the customer. Then it needs nobody’s attention any more."
        }
        RefundStatus::Failed | RefundStatus::Canceled if refund.sent => {
            "The money left, and is not counted as given back. When there is room for it again, it is counted with this \
             button; otherwise it stays beside the books, as it is told here."
        }
        RefundStatus::Canceled => "Look in your wallet before anything else is sent for this payment.",
        _ => {
            "The processor has not answered for long, so the money may or may not have left. Look at its own pages before \
             anybody pays again. Clientele goes on asking."
        }
    };
    if !use_viewer().may(Permission::RefundCreate) {
        return view! { <p>{what}</p> }.into_any();
    }
    view! {
        <Step act="checked" refund label="It is seen to" busy_label="Noting" icon="check">
            {what}
        </Step>
    }
    .into_any()
}

/// Why there is no button.
#[component]
fn Reason(children: Children) -> impl IntoView {
    view! {
        <Banner tone=Tone::Info inset=true icon="lock">
            <p>{children()}</p>
        </Banner>
    }
}

/// A button under what follows from it (the children).
#[component]
fn Step(
    act: &'static str,
    refund: RefundSummary,
    #[prop(into)] label: String,
    busy_label: &'static str,
    icon: &'static str,
    #[prop(optional)] primary: bool,
    children: Children,
) -> impl IntoView {
    let (desk, done) = (expect_context::<Desk>(), use_done());
    let kind = if primary { "primary" } else { "" };
    view! {
        <PostForm
            action=Signal::derive(move || desk.opening(Some(refund.id)))
            posted=desk.posted
            on_done=done
            class="stack"
        >
            <input type="hidden" name="act" value=act />
            <input type="hidden" name="refund" value=refund.id.to_string() />
            <p>{children()}</p>
            <div class="cluster">
                <SubmitButton label busy_label kind icon />
            </div>
        </PostForm>
    }
}

/// Calls it off, after a second thought.
#[component]
fn CallOff(refund: RefundSummary) -> impl IntoView {
    let (desk, done) = (expect_context::<Desk>(), use_done());
    let label = format!("Call off {}", refund.amount);
    view! {
        <details class="call-off">
            <summary class="button">"Call off"</summary>
            <PostForm
                action=Signal::derive(move || desk.opening(Some(refund.id)))
                posted=desk.posted
                on_done=done
                class="stack"
            >
                <input type="hidden" name="act" value="call_off" />
                <input type="hidden" name="refund" value=refund.id.to_string() />
                <p>
                    "Nothing is given back, and the amount is left to refund again. The customer is not told. This can’t \
                     be undone; make a new refund instead."
                </p>
                <div class="cluster">
                    <SubmitButton label busy_label="Calling it off" kind="danger" />
                </div>
            </PostForm>
        </details>
    }
}
