//! How subscriptions are billed: on which calendar, and with how much grace.

use clientele_domain::role::Permission;
use clientele_domain::subscription::Billing;
use clientele_domain::time::Timestamp;
use leptos::prelude::*;
use leptos_meta::Title;

use super::{Head, Place};
use crate::components::{
    Banner, Fact, KeyValue, Section, SubmitButton, TableSkeleton, TextField, TimeForm, Tone, plain_time,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::pages::customers::detail::count_of;
use crate::server_fns::billing::{self, BillingView};

/// `/{merchant}/{mode}/settings/billing`
#[component]
pub fn BillingPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| billing::settings(scope));
    view! {
        <Title text="Billing settings" />
        <div class="page">
            <Head current=Place::Billing />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=2 columns=2 label="Settings, loading" /> }
                let(view)
            >
                <Settings view />
            </Loaded>
        </div>
    }
}

const INTRO: &str = "On which calendar periods are counted, and how long a subscription goes on that was not paid.";

#[component]
fn Settings(view: BillingView) -> impl IntoView {
    let (settings, there) = (view.settings.clone(), view.there);
    let body = match use_viewer().may(Permission::SettingsWrite) {
        true => view! { <BillingForm view /> }.into_any(),
        false => view! { <InForce settings=view.settings /> }.into_any(),
    };
    view! {
        <div class="split policy">
            <Section id="billing" title="Calendar and grace" intro=INTRO>
                {body}
            </Section>
            <aside class="card" aria-labelledby="meaning">
                <header>
                    <h2 id="meaning">"What that means"</h2>
                </header>
                <Meaning settings there />
            </aside>
        </div>
    }
}

/// The settings in words.
#[component]
fn Meaning(settings: Billing, there: Timestamp) -> impl IntoView {
    let Billing { time_zone, grace_days } = settings;
    let grace = match grace_days {
        0 => {
            "A subscription that is not paid when its period ends is canceled at once, and its invoice is written off."
                .to_owned()
        }
        days => format!(
            "A subscription that is not paid when its period ends goes on for {} as past due, with a reminder each day. Then \
             it is canceled, and its invoice is written off.",
            count_of(days, "day", "days")
        ),
    };
    view! {
        <ul class="stack">
            <li>
                "A day begins when it does in " <b>{time_zone}</b>
                {format!(". There it is {} now. ", plain_time(there, TimeForm::Moment))}
                "Periods, and the days on invoices and in mails, are those of this calendar."
            </li>
            <li>{grace}</li>
            <li class="muted">"The time zone counts in test and in live mode, days of grace in this mode alone."</li>
            <li class="muted">"Periods and days of grace that have begun stay as they were."</li>
        </ul>
    }
}

/// For those who may only look.
#[component]
fn InForce(settings: Billing) -> impl IntoView {
    let holders = Permission::SettingsWrite.holders();
    view! {
        <KeyValue>
            <Fact name="Time zone">{settings.time_zone}</Fact>
            <Fact name="Grace">{count_of(settings.grace_days, "day", "days")}</Fact>
        </KeyValue>
        <p class="muted">{format!("Changing this takes {holders}.")}</p>
    }
}

/// The browser sends it by itself.
#[component]
fn BillingForm(view: BillingView) -> impl IntoView {
    let BillingView { settings, zones, posted, .. } = view;
    let action = format!("/{}/settings/billing", use_scope());
    let whole = posted.message("form");
    let start = |field: &str, stored: String| match posted.values.is_empty() {
        true => stored,
        false => posted.value(field),
    };
    let zone = start("billing.time_zone", settings.time_zone);
    let days = start("billing.grace_days", settings.grace_days.to_string());
    view! {
        <form class="stack limits" data-gap="4" method="post" action=action novalidate>
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextField
                name="billing.time_zone"
                label="Time zone"
                value=zone
                offers=zones
                hint="Begin to write a city: Berlin, Accra, New York."
                error=posted.message("billing.time_zone")
                required=true
            />
            <TextField
                name="billing.grace_days"
                label="Days of grace"
                kind="number"
                value=days
                hint="0 to 27."
                error=posted.message("billing.grace_days")
                required=true
            />
            <div class="cluster">
                <SubmitButton label="Save changes" busy_label="Saving" icon="check" />
            </div>
        </form>
    }
}
