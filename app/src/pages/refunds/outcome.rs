//! What became of a refund: what was proven, by whom, and when.

use clientele_domain::lightning::MARGIN;
use clientele_domain::refund::{Approval, DestinationKind, Proof, Refund, RefundStatus};
use clientele_domain::time::Timestamp;
use leptos::prelude::*;

use super::proof::ProofForm;
use super::refund::{Desk, Figure};
use crate::components::{
    Banner, CopyId, Fact, Icon, KeyValue, SubmitButton, Time, TimeForm, Timeline, TimelineEntry, Tone,
};
use crate::form::PostForm;
use crate::frame::use_scope;
use crate::server_fns::refunds::RefundView;

/// A refund that is over.
#[component]
pub fn Outcome(view: RefundView, desk: Desk) -> impl IntoView {
    let scope = use_scope();
    let refund = view.refund;
    let (tone, icon, title, more) = told(&refund);
    // It may have been paid by somebody who did not know that it was called off.
    let open = refund.unpaid_invoice().map(|invoice| (invoice.expires_at.plus(MARGIN), !invoice.verify_url.is_empty()));
    let may_be_paid = open.filter(|(until, _)| view.now < *until).map(|(until, verifies)| {
        view! { <MayBePaid until verifies desk /> }
    });
    let adds = refund.status == RefundStatus::Succeeded && refund.sent.is_some() && refund.proof.is_none() && desk.may;
    let proves = refund.payout.as_ref().is_some_and(|payout| payout.invoice.is_some());
    let again = (matches!(refund.status, RefundStatus::Failed | RefundStatus::Canceled) && desk.may).then(|| {
        let payment = refund.payment;
        let href = match refund.customer {
            Some(id) => format!("/{scope}/customers/{id}/refund?payment={payment}"),
            None => format!("/{scope}/refunds/new?payment={payment}"),
        };
        view! {
            <p>
                <a class="button" href=href>
                    <Icon name="undo-2" />
                    "Start again"
                </a>
            </p>
        }
    });
    let proof = refund.proof.clone().map(|proof| {
        let (name, text) = match proof {
            Proof::Preimage(text) => ("Proof", text),
            Proof::TransactionId(text) => ("Transaction id", text),
        };
        view! {
            <KeyValue>
                <Fact name>
                    <CopyId value=text what="proof of payment" />
                </Fact>
            </KeyValue>
        }
    });
    let figure = (refund.status == RefundStatus::Succeeded).then(|| {
        let label = if refund.destination.kind == DestinationKind::Balance { "Credited" } else { "Given back" };
        view! { <Figure refund=refund.clone() label /> }
    });
    view! {
        <div role="status">
            <Banner tone icon inset=true>
                <p>
                    <strong>{title}</strong>
                    " "
                    {more}
                </p>
            </Banner>
        </div>
        {figure}
        {may_be_paid}
        {again}
        {proof}
        {adds.then(|| view! { <ProofForm proves adds=true desk /> })}
        <History refund />
    }
}

/// Tone, icon and words of how it ended.
fn told(refund: &Refund) -> (Tone, &'static str, &'static str, String) {
    match refund.status {
        RefundStatus::Succeeded if refund.is_verified() => (
            Tone::Good,
            "badge-check",
            "Sent and verified.",
            "The proof matches the invoice, so the money has arrived.".to_owned(),
        ),
        RefundStatus::Succeeded if refund.sent.is_some() => {
            let more = match refund.proof {
                Some(_) => "The transaction id is noted as it was told.",
                None => "There is no proof of it.",
            };
            (Tone::Good, "circle-check", "Marked as sent.", more.to_owned())
        }
        RefundStatus::Succeeded if refund.destination.kind == DestinationKind::Balance => {
            let more = "It is in the customer’s credit balance and pays what comes next.".to_owned();
            (Tone::Good, "circle-check", "Credited.", more)
        }
        RefundStatus::Succeeded => {
            (Tone::Good, "circle-check", "Refunded.", "The money went back to the card.".to_owned())
        }
        RefundStatus::Failed | RefundStatus::Canceled if refund.was_paid_besides() => {
            (Tone::Bad, "circle-alert", "The money was sent all the same.", refund.failure.clone())
        }
        RefundStatus::Failed => (Tone::Bad, "circle-x", "The money could not be given back.", refund.failure.clone()),
        _ if !refund.failure.is_empty() => (Tone::Warn, "circle-alert", "Called off.", refund.failure.clone()),
        _ => (Tone::Neutral, "circle-x", "Called off.", "Nothing was sent.".to_owned()),
    }
}

/// The invoice of a refund that came to nothing can still be paid.
#[component]
fn MayBePaid(
    /// When no payment can be on its way any more.
    until: Timestamp,
    /// Its provider tells whether it was paid.
    verifies: bool,
    desk: Desk,
) -> impl IntoView {
    let more = match verifies {
        true => ". Clientele goes on asking whether it was, and says so here.",
        false => ". Nobody can be asked whether it was: look in your wallet before anything else is sent.",
    };
    view! {
        <Banner tone=Tone::Warn icon="hourglass" inset=true>
            <p>
                <strong>"Its invoice can still be paid until "<Time at=until form=TimeForm::Moment /></strong>
                {more}
            </p>
        </Banner>
        {(verifies && desk.may)
            .then(|| {
                view! {
                    <PostForm action=desk.action posted=desk.posted on_done=desk.done()>
                        <input type="hidden" name="act" value="check" />
                        <SubmitButton label="Check again" busy_label="Checking" kind="" icon="rotate-cw" />
                    </PostForm>
                }
            })}
    }
}

/// Step by step, the latest first.
#[component]
fn History(refund: Refund) -> impl IntoView {
    let (ended_by, verified, status) = (refund.ended_by.clone(), refund.is_verified(), refund.status);
    let ended = refund.ended_at.map(|at| {
        let (icon, did) = match status {
            RefundStatus::Succeeded if verified => ("badge-check", "Verified"),
            RefundStatus::Succeeded => ("circle-check", "Given back"),
            RefundStatus::Failed => ("circle-x", "Failed"),
            _ => ("circle-x", "Called off"),
        };
        view! {
            <TimelineEntry at icon>
                <b>{did}</b>
                " by "
                <bdi>{ended_by}</bdi>
            </TimelineEntry>
        }
    });
    let sent = refund.sent.clone().map(|sent| {
        view! {
            <TimelineEntry at=sent.at icon="check" note=sent.note>
                <b>"Marked as sent"</b>
                " by "
                <bdi>{sent.by}</bdi>
            </TimelineEntry>
        }
    });
    let approved = match refund.approval.clone() {
        Approval::Given { by, at } => Some(view! {
            <TimelineEntry at icon="user-round-check">
                <b>"Approved"</b>
                " by "
                <bdi>{by}</bdi>
            </TimelineEntry>
        }),
        Approval::Needed | Approval::NotNeeded => None,
    };
    let rate = refund.payout.as_ref().and_then(|payout| payout.rate.clone()).map(|used| {
        view! {
            <TimelineEntry at=used.at icon="equal-approximately">
                <b>{used.rate}</b>
                " told by "
                <bdi>{used.source}</bdi>
            </TimelineEntry>
        }
    });
    view! {
        <section class="stack" aria-labelledby="refund-history">
            <h3 id="refund-history">"History"</h3>
            <Timeline>
                {ended}
                {sent}
                {rate}
                {approved}
                <TimelineEntry at=refund.created_at icon="pencil">
                    <b>"Asked for"</b>
                    " by "
                    <bdi>{refund.created_by.name}</bdi>
                </TimelineEntry>
            </Timeline>
        </section>
    }
}
