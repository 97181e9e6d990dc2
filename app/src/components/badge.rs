//! Badges: a state as icon and word. Filled: a state one may act on. Plain: a fact.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::payment::{Method, MethodKind, OrderStatus, PaymentStatus, Source};
use clientele_domain::standing::{Signal, SignalTone};
use leptos::prelude::*;

use super::{Icon, Tone};

/// An icon and a word. `plain` leaves out the fill.
#[component]
pub fn Badge(
    #[prop(optional)] tone: Tone,
    icon: &'static str,
    #[prop(optional)] plain: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <span class="badge" data-tone=tone.as_str() data-kind=plain.then_some("plain")>
            <Icon name=icon />
            {children()}
        </span>
    }
}

/// How the merchant knows a customer.
#[component]
pub fn KindBadge(kind: Kind, #[prop(optional)] plain: bool) -> impl IntoView {
    let (icon, word) = match kind {
        Kind::Registered => ("user-round-check", "Registered"),
        Kind::Guest => ("circle-dashed", "Guest"),
    };
    view! { <Badge icon plain>{word}</Badge> }
}

/// Where a payment stands.
#[component]
pub fn PaymentBadge(status: PaymentStatus) -> impl IntoView {
    let (tone, icon) = match status {
        PaymentStatus::Pending => (Tone::Info, "hourglass"),
        PaymentStatus::Succeeded => (Tone::Good, "circle-check"),
        PaymentStatus::Failed => (Tone::Bad, "circle-x"),
        PaymentStatus::PartiallyRefunded => (Tone::Neutral, "undo-dot"),
        PaymentStatus::Refunded => (Tone::Neutral, "undo-2"),
    };
    view! { <Badge tone icon plain=true>{status.label()}</Badge> }
}

/// Where an order stands.
#[component]
pub fn OrderBadge(status: OrderStatus) -> impl IntoView {
    let (tone, icon) = match status {
        OrderStatus::Open => (Tone::Info, "hourglass"),
        OrderStatus::Paid => (Tone::Good, "circle-check"),
        OrderStatus::PartiallyRefunded => (Tone::Neutral, "undo-dot"),
        OrderStatus::Refunded => (Tone::Neutral, "undo-2"),
        OrderStatus::Canceled => (Tone::Neutral, "circle-x"),
    };
    view! { <Badge tone icon plain=true>{status.label()}</Badge> }
}

/// What was paid with.
#[component]
pub fn MethodBadge(method: Method) -> impl IntoView {
    view! { <Badge icon=method_icon(method.kind) plain=true>{method.label()}</Badge> }
}

/// The sign of a way to pay.
pub fn method_icon(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::Card => "credit-card",
        MethodKind::Lightning => "zap",
        MethodKind::Wallet => "wallet",
        MethodKind::MobileMoney => "phone",
        MethodKind::BankTransfer => "receipt-text",
        MethodKind::Cash => "coins",
        MethodKind::Other => "circle-dashed",
    }
}

/// Where a payment came from.
#[component]
pub fn SourceBadge(source: Source) -> impl IntoView {
    let icon = match source {
        Source::PaymentLink => "link",
        Source::Api => "code-xml",
        Source::Subscription => "repeat",
        Source::Checkout => "shopping-bag",
    };
    view! { <Badge icon plain=true>{source.label()}</Badge> }
}

/// The state of a customer's subscriptions, or a muted "None".
#[component]
pub fn SubscriptionBadge(status: Option<SubscriptionStatus>, #[prop(optional)] plain: bool) -> impl IntoView {
    let Some(status) = status else {
        return view! { <span class="muted">"None"</span> }.into_any();
    };
    let (tone, icon) = match status {
        SubscriptionStatus::Active => (Tone::Good, "repeat"),
        SubscriptionStatus::Trialing => (Tone::Info, "hourglass"),
        SubscriptionStatus::PastDue => (Tone::Bad, "triangle-alert"),
        SubscriptionStatus::Canceled | SubscriptionStatus::Ended => (Tone::Neutral, "calendar-x"),
    };
    view! { <Badge tone icon plain>{subscription_word(status)}</Badge> }.into_any()
}

/// What stands out about a customer.
#[component]
pub fn SignalBadge(signal: Signal) -> impl IntoView {
    let tone = match signal.tone() {
        SignalTone::Good => Tone::Good,
        SignalTone::Warn => Tone::Warn,
        SignalTone::Bad => Tone::Bad,
        SignalTone::Info => Tone::Info,
        SignalTone::Accent => Tone::Accent,
    };
    let icon = match signal {
        Signal::PastDue => "triangle-alert",
        Signal::AtRisk => "hourglass",
        Signal::RefundHeavy => "undo-2",
        Signal::TopSpender => "gem",
        Signal::FrequentBuyer => "shopping-bag",
        Signal::New => "user-round-check",
    };
    view! { <Badge tone icon>{signal.label()}</Badge> }
}

/// The state of subscriptions as people read it.
pub fn subscription_word(status: SubscriptionStatus) -> &'static str {
    match status {
        SubscriptionStatus::Active => "Active",
        SubscriptionStatus::Trialing => "Trial",
        SubscriptionStatus::PastDue => "Past due",
        SubscriptionStatus::Canceled => "Canceled",
        SubscriptionStatus::Ended => "Ended",
    }
}

/// The merchant's own words, outlined.
#[component]
pub fn TagList(tags: Vec<String>) -> impl IntoView {
    (!tags.is_empty()).then(|| {
        let tags = tags.into_iter().map(|tag| view! { <span class="tag">{tag}</span> }).collect_view();
        view! { <span class="tags">{tags}</span> }
    })
}
