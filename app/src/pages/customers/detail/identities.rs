//! What ties payments to this person, and why.

use clientele_domain::identity::{Evidence as Origin, Identity, IdentityKind};
use clientele_domain::matching::Rule;
use leptos::prelude::*;

use super::count_of;
use crate::components::{Badge, Evidence, EvidenceList, Section, Time, TimeForm, Tone};

/// Each identifier with its evidence.
#[component]
pub fn Identities(
    /// Each with the rule that linked the payment which showed it first, where that is known.
    identities: Vec<(Identity, Option<Rule>)>,
) -> impl IntoView {
    if identities.is_empty() {
        return view! {
            <Section id="identities" title="Identities">
                <p class="muted">"Nothing yet that a payment could be matched by."</p>
            </Section>
        }
        .into_any();
    }
    let count = identities.len().to_string();
    let items = identities.into_iter().map(|(identity, rule)| view! { <Item identity rule /> }).collect_view();
    view! {
        <Section id="identities" title="Identities" count intro="What ties payments to this person, and why.">
            <EvidenceList>{items}</EvidenceList>
        </Section>
    }
    .into_any()
}

#[component]
fn Item(identity: Identity, rule: Option<Rule>) -> impl IntoView {
    let Identity { kind, label, evidence, first_seen_at, last_seen_at, times_seen, .. } = identity;
    let badge = match evidence {
        Origin::Asserted => {
            Some(view! { <Badge tone=Tone::Good icon="badge-check" plain=true>"Asserted"</Badge> }.into_any())
        }
        Origin::Typed => Some(view! { <Badge icon="circle-dashed" plain=true>"Unverified"</Badge> }.into_any()),
        Origin::Observed | Origin::Staff => None,
    };
    let first = view! { <Time at=first_seen_at form=TimeForm::Day /> };
    let last = view! { <Time at=last_seen_at form=TimeForm::Day /> };
    let device = kind == IdentityKind::Device;
    let why = match (evidence, times_seen) {
        _ if device && times_seen > 1 => {
            let checkouts = count_of(times_seen, "checkout", "checkouts");
            view! { {format!("Seen at {checkouts}, last on ")} {last} }.into_any()
        }
        _ if device => view! { "Seen at a checkout on " {first} }.into_any(),
        (Origin::Observed, 2..) => {
            let payments = count_of(times_seen, "payment", "payments");
            view! { {format!("Observed from {payments}, last on ")} {last} }.into_any()
        }
        (_, 2..) => {
            let times = count_of(times_seen, "time", "times");
            view! { {evidence.label()} " on " {first} {format!("; seen {times}, last on ")} {last} }.into_any()
        }
        _ => view! { {evidence.label()} " on " {first} }.into_any(),
    };
    view! {
        <Evidence icon=icon(kind) value=label nostrip:badge=badge>
            <span class="visually-hidden">{format!("{}. ", kind.label())}</span>
            {why}
            {rule.filter(|_| !device).and_then(linked_by).map(|words| format!(". {words}"))}
        </Evidence>
    }
}

/// Why the payment that showed it was held to be this customer's.
fn linked_by(rule: Rule) -> Option<&'static str> {
    match rule {
        Rule::CustomerId => Some("Linked because the customer was named"),
        Rule::ExternalId => Some("Linked by the external id"),
        Rule::Email => Some("Linked by the email"),
        Rule::Phone => Some("Linked by the phone"),
        Rule::Card => Some("Linked by the card"),
        Rule::Wallet => Some("Linked by the wallet"),
        Rule::New => Some("The payment that began this record"),
        Rule::Manual => None,
    }
}

pub(in crate::pages) fn icon(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::ExternalId => "code-xml",
        IdentityKind::Email => "mail",
        IdentityKind::Phone => "phone",
        IdentityKind::Card => "credit-card",
        IdentityKind::Wallet => "wallet",
        IdentityKind::Did => "fingerprint",
        IdentityKind::Device => "monitor",
    }
}
