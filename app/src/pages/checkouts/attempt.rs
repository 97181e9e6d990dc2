//! The latest attempt to pay: with what, how far it is, and what the buyer was asked to do.

use clientele_domain::checkout::{AttemptStatus, Waiting};
use leptos::prelude::*;

use crate::components::{Badge, Fact, KeyValue, MethodBadge, Time, TimeForm, Tone};
use crate::server_fns::checkouts::AttemptView;

/// One attempt.
#[component]
pub fn AttemptFacts(attempt: AttemptView) -> impl IntoView {
    let AttemptView { method, status, waiting, decline, created_at } = attempt;
    let asked = waiting.map(|waiting| view! { <Asked waiting /> });
    let reason = decline.map(|decline| {
        view! {
            <Fact name="Reason">
                <span>{decline.label()}</span>
            </Fact>
        }
    });
    view! {
        <KeyValue>
            <Fact name="Paid with">
                <MethodBadge method />
            </Fact>
            <Fact name="State">
                <AttemptBadge status />
            </Fact>
            {reason}
            <Fact name="Begun">
                <Time at=created_at form=TimeForm::Moment />
            </Fact>
            {asked}
        </KeyValue>
    }
}

/// What the buyer was asked to do.
#[component]
fn Asked(waiting: Waiting) -> impl IntoView {
    match waiting {
        Waiting::Instructions(text) => view! {
            <Fact name="Instructions">
                <span class="described" dir="auto">
                    {text}
                </span>
            </Fact>
        }
        .into_any(),
        Waiting::Invoice { sats, rate, expires_at, .. } => view! {
            <Fact name="Invoice">
                {format!("{} satoshi, to be paid until ", clientele_domain::money::grouped(&sats.to_string()))}
                <Time at=expires_at form=TimeForm::Moment />
            </Fact>
            {(!rate.is_empty())
                .then(|| {
                    view! {
                        <Fact name="Rate">
                            <span>{rate}</span>
                        </Fact>
                    }
                })}
        }
        .into_any(),
    }
}

#[component]
fn AttemptBadge(status: AttemptStatus) -> impl IntoView {
    let (tone, icon) = match status {
        AttemptStatus::Charging => (Tone::Info, "rotate-cw"),
        AttemptStatus::Waiting => (Tone::Info, "hourglass"),
        AttemptStatus::Succeeded => (Tone::Good, "circle-check"),
        AttemptStatus::Declined => (Tone::Bad, "circle-x"),
        AttemptStatus::Abandoned => (Tone::Neutral, "circle-pause"),
    };
    view! { <Badge tone icon plain=true>{status.label()}</Badge> }
}
