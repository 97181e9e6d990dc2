//! Subscriptions: the list, each on its own page, and a new one.

mod acts;
mod cancel;
pub mod detail;
pub mod form;
pub mod list;

use clientele_domain::catalog::Recurring;
use clientele_domain::money::Amount;
use clientele_domain::subscription::SubscriptionStatus;
use leptos::prelude::*;

pub(super) use list::{NewSubscription, SubscriptionsTable};

use crate::components::{Badge, Money, Nothing, SubscriptionBadge, Time, TimeForm, Tone};
use crate::server_fns::subscriptions::SubscriptionSummary;

/// Where a subscription stands, and what is about to become of it.
#[component]
pub(super) fn StandsBadge(subscription: SubscriptionSummary) -> impl IntoView {
    let SubscriptionSummary { status, ends, paused_at, period_end, .. } = subscription;
    if status.is_over() {
        return view! { <SubscriptionBadge status=Some(status) plain=true /> }.into_any();
    }
    if ends {
        return view! {
            <Badge tone=Tone::Warn icon="calendar-x" plain=true>
                "Ends "
                <Time at=period_end form=TimeForm::Day />
            </Badge>
        }
        .into_any();
    }
    if paused_at.is_some() {
        return view! { <Badge icon="circle-pause" plain=true>"Paused"</Badge> }.into_any();
    }
    view! { <SubscriptionBadge status=Some(status) plain=true /> }.into_any()
}

/// When it is charged next, if it is.
#[component]
pub(super) fn NextCharge(subscription: SubscriptionSummary) -> impl IntoView {
    let renewed = subscription.is_renewed();
    let SubscriptionSummary { status, ends, paused_at, period_end, .. } = subscription;
    if paused_at.is_some() && !status.is_over() && !ends {
        return view! { <span class="muted">"Not while paused"</span> }.into_any();
    }
    if status == SubscriptionStatus::PastDue {
        return view! { <span class="muted">"Once it is paid"</span> }.into_any();
    }
    if !renewed {
        return view! { <Nothing /> }.into_any();
    }
    view! { <Time at=period_end form=TimeForm::Day /> }.into_any()
}

/// What a period costs, and how often.
#[component]
pub(super) fn Cost(amount: Amount, recurring: Recurring) -> impl IntoView {
    view! {
        <Money amount />
        " "
        <span class="muted">{recurring.label()}</span>
    }
}
