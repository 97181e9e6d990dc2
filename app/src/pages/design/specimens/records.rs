//! What a person's record is made of.

use clientele_domain::payment::PaymentStatus;
use leptos::prelude::*;

use super::{NOON, Theme, amount};
use crate::components::{
    Avatar, Badge, Breadcrumb, CopyId, Evidence, EvidenceList, Fact, KeyValue, Money, Nothing, PaymentBadge, Section,
    Stat, Stats, Time, TimeForm, Timeline, TimelineEntry, Tone,
};

#[component]
pub fn Records(theme: Theme) -> impl IntoView {
    let statuses = PaymentStatus::ALL.iter().map(|status| view! { <PaymentBadge status=*status /> }).collect_view();
    view! {
        <Section id=theme.id("record") title="Record">
            <div class="stack" data-gap="4">
                <Breadcrumb trail=vec![("Customers".into(), "/design".into())] current="Amara Okonkwo" />
                <div class="cluster">
                    <Avatar id="cus_1" name="Amara Okonkwo" size="l" />
                    <Avatar id="cus_2" name="Łukasz Wiśniewski" />
                    <Avatar id="cus_3" name="渡辺健二" size="s" />
                    <Avatar id="acct_1" name="Tidewater Roasters" org=true />
                    <CopyId value="cus_01kafg3v9te5rbh2m8q0w4x7yd" what="customer id" />
                </div>
                <Figures />
                <div class="cluster">{statuses}</div>
                <KeyValue>
                    <Fact name="Email">"amara@okonkwostudio.example"</Fact>
                    <Fact name="Phone"><Nothing /></Fact>
                    <Fact name="Since"><Time at=NOON form=TimeForm::Day /></Fact>
                    <Fact name="Last payment"><Time at=NOON form=TimeForm::Moment /></Fact>
                </KeyValue>
                <KeyValue mono=true>
                    <Fact name="loyalty_tier">"gold"</Fact>
                </KeyValue>
                <Identities />
                <History />
            </div>
        </Section>
    }
}

#[component]
fn Figures() -> impl IntoView {
    let money = |minor, currency| amount(minor, currency).map(|amount| view! { <Money amount headline=true /> });
    view! {
        <Stats>
            <Stat label="Euro" detail="31 payments">{money(421_680, "EUR")}</Stat>
            <Stat label="Yen">{money(12_000, "JPY")}</Stat>
            <Stat label="Bitcoin">{money(1_284_000, "BTC")}</Stat>
        </Stats>
    }
}

#[component]
fn Identities() -> impl IntoView {
    let sure = view! { <Badge tone=Tone::Good icon="badge-check" plain=true>"Asserted"</Badge> };
    view! {
        <EvidenceList>
            <Evidence icon="mail" value="amara@okonkwostudio.example" badge=sure.into_any()>
                "By your systems, first on " <Time at=NOON form=TimeForm::Day />
            </Evidence>
            <Evidence icon="credit-card" value="Visa •••• 4242">"29 payments"</Evidence>
        </EvidenceList>
    }
}

#[component]
fn History() -> impl IntoView {
    view! {
        <Timeline>
            <TimelineEntry at=NOON icon="credit-card">
                <b>"Paid €86.00"</b>" for Two bags a month"
            </TimelineEntry>
            <TimelineEntry
                at=NOON
                author=("usr_1".to_owned(), "Leila Haddad".to_owned())
                note="Grinder arrived with a cracked hopper.\nSent €48.00 back."
            >
                <b>"Leila Haddad"</b>" left a note"
            </TimelineEntry>
        </Timeline>
    }
}
