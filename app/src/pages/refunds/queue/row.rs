//! A refund in the list: how much, to whom, why, since when, and what is to be done by whom.

use clientele_domain::refund::{RefundStatus, Task};
use clientele_domain::role::Permission;
use leptos::prelude::*;

use super::desk::{Desk, use_done};
use crate::components::{Avatar, Cell, Icon, Money, Person, Row, RowHead, Time};
use crate::form::PostForm;
use crate::frame::{use_scope, use_viewer};
use crate::pages::refunds::badge::{RefundBadge, Whereto};
use crate::server_fns::refund_queue::RefundSummary;
use crate::server_fns::viewer::Viewer;

/// What the person at the screen can do about a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NextStep {
    /// Send the money.
    Send,
    /// Agree to it.
    Approve,
    /// Nothing but to look.
    Look,
}

impl NextStep {
    pub(super) fn of(refund: &RefundSummary, viewer: &Viewer) -> Self {
        let own = refund.asked_by.id == viewer.user_id;
        match refund.task {
            Some(Task::Send) if viewer.may(Permission::RefundCreate) => Self::Send,
            Some(Task::Approve) if viewer.may(Permission::RefundApprove) && !own => Self::Approve,
            _ => Self::Look,
        }
    }
}

#[component]
pub(super) fn RefundRow(
    refund: RefundSummary,
    /// What the person at the screen can do about it.
    next: NextStep,
    /// The one to do first.
    first: bool,
) -> impl IntoView {
    let (desk, scope) = (expect_context::<Desk>(), use_scope());
    let id = refund.id;
    let (customer, name) = (refund.customer, called(&refund));
    let person = match customer {
        Some(customer) => {
            let href = format!("/{scope}/customers/{customer}");
            view! { <Person id=customer.to_string() name href /> }.into_any()
        }
        None => view! { <span class="muted">{name}</span> }.into_any(),
    };
    let how_much = how_much(&refund);
    let (act, who) =
        (view! { <Next refund=refund.clone() next first /> }, view! { <WhoHasIt refund=refund.clone() /> });
    let RefundSummary {
        amount,
        paid_for,
        reason,
        destination,
        failure,
        status,
        task,
        verified,
        asked_by,
        asked_at,
        ..
    } = refund;
    let failed = (!failure.is_empty()).then(|| view! { <small class="muted under">{failure}</small> });
    view! {
        <Row>
            <RowHead class="num" at="figure">
                <a href=desk.refund(id)>
                    <Money amount />
                </a>
                <small class="muted under">{how_much}</small>
            </RowHead>
            <Cell at="lead">{person}</Cell>
            <Cell at="row">
                {reason.label()}
                <small class="muted under" dir="auto">
                    {paid_for}
                </small>
            </Cell>
            <Cell class="to" at="drop">
                <Whereto destination />
                {failed}
            </Cell>
            <Cell at="row">
                <Time at=asked_at />
                <small class="muted under" dir="auto">
                    {asked_by.name}
                </small>
            </Cell>
            <Cell>
                <RefundBadge status task verified />
            </Cell>
            <Cell>{who}</Cell>
            <Cell class="actions" at="end">
                {act}
            </Cell>
        </Row>
    }
}

/// What to call the customer.
pub(super) fn called(refund: &RefundSummary) -> String {
    match (refund.name.as_str(), refund.customer) {
        ("", Some(_)) => "Somebody whose data was erased".to_owned(),
        ("", None) => "Nobody known".to_owned(),
        (name, _) => name.to_owned(),
    }
}

/// What is sent for it, or whether it is all of the payment.
pub(super) fn how_much(refund: &RefundSummary) -> String {
    match refund.sats {
        Some(sats) => format!("{} sats", clientele_domain::money::grouped(&sats.to_string())),
        None if refund.whole => "in full".to_owned(),
        None => "in part".to_owned(),
    }
}

/// The next step, and the way to all that can be done here.
#[component]
fn Next(refund: RefundSummary, next: NextStep, first: bool) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let id = refund.id;
    let inside = next != NextStep::Send;
    let (label, icon, href) = match next {
        NextStep::Send => ("Send", "zap", desk.refund(id)),
        NextStep::Approve => ("Approve", "check", desk.opening(Some(id))),
        NextStep::Look => ("Look", "search", desk.opening(Some(id))),
    };
    let kind = first.then_some("primary");
    let what = format!("{label} the refund of {} to {}", refund.amount, called(&refund));
    let more = (!inside).then(|| {
        view! {
            <a
                class="button"
                data-kind="quiet"
                data-size="s"
                data-noscroll=""
                href=desk.opening(Some(id))
                aria-label=format!("Assign, note or call off the refund of {}", refund.amount)
            >
                <Icon name="ellipsis" />
            </a>
        }
    });
    view! {
        <span class="cluster">
            {more}
            <a
                class="button"
                data-size="s"
                data-kind=kind
                data-noscroll=inside.then_some("")
                href=href
                aria-label=what
            >
                <Icon name=icon />
                <span>{label}</span>
            </a>
        </span>
    }
}

/// Who has it; whoever may takes what nobody has.
#[component]
fn WhoHasIt(refund: RefundSummary) -> impl IntoView {
    let (desk, viewer) = (expect_context::<Desk>(), use_viewer());
    let (waits, may) = (refund.task.is_some(), viewer.may(Permission::RefundCreate));
    match refund.assigned {
        Some((id, name)) => {
            let name = if name.is_empty() { "Somebody who left".to_owned() } else { name };
            view! {
                <span class="cluster holder">
                    <Avatar id=id.to_string() name=name.clone() size="s" />
                    <bdi>{name}</bdi>
                </span>
            }
            .into_any()
        }
        None if waits && may => {
            let done = use_done();
            view! {
                <PostForm action=Signal::derive(move || desk.opening(None)) posted=desk.posted on_done=done>
                    <input type="hidden" name="act" value="take" />
                    <input type="hidden" name="refund" value=refund.id.to_string() />
                    <button
                        class="button"
                        data-size="s"
                        type="submit"
                        aria-label=format!("Take the refund of {}", refund.amount)
                    >
                        "Take it"
                    </button>
                </PostForm>
            }
            .into_any()
        }
        None if waits => view! { <span class="muted">"Nobody"</span> }.into_any(),
        None => {
            let by = refund.ended.map(|(by, _)| by).filter(|_| refund.status != RefundStatus::Failed);
            view! { <span class="muted" dir="auto">{by}</span> }.into_any()
        }
    }
}
