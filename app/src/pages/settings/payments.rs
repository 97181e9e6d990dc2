//! What the hosted checkout can be paid with.

use clientele_domain::method::MethodSettings;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;

use super::payments_form::{PaymentsForm, takes};
use super::{Head, Place};
use crate::components::{Banner, Fact, KeyValue, Nothing, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::server_fns::methods;

/// `/{merchant}/{mode}/settings/payments`
#[component]
pub fn PaymentsPage() -> impl IntoView {
    let (scope, writes) = (use_scope(), use_viewer().may(Permission::SettingsWrite));
    let fetched = Resource::new(|| (), move |()| methods::settings(scope));
    view! {
        <Title text="Payment methods" />
        <div class="page">
            <Head current=Place::Payments />
            <Loaded from=fetched let(view)>
                <Warning settings=view.settings.clone() />
                {if writes {
                    view! { <PaymentsForm settings=view.settings posted=view.posted /> }.into_any()
                } else {
                    view! { <InForce settings=view.settings /> }.into_any()
                }}
            </Loaded>
        </div>
    }
}

/// Buyers can't pay anything yet.
#[component]
fn Warning(settings: MethodSettings) -> impl IntoView {
    let none = use_scope().mode.is_live() && settings.lightning.is_none() && settings.manual.is_empty();
    none.then(|| {
        view! {
            <Banner tone=Tone::Warn inset=true>
                <p>"Nobody can pay in live mode until there is at least one payment method."</p>
            </Banner>
        }
    })
}

/// For those who may only look.
#[component]
fn InForce(settings: MethodSettings) -> impl IntoView {
    let live = use_scope().mode.is_live();
    let lightning = settings.lightning.as_ref().map(|lightning| {
        let limits = lightning.limits.map(|limits| format!(" {}", takes(limits)));
        format!("To {}.{}", lightning.address, limits.unwrap_or_default())
    });
    let lightning = lightning.or_else(|| (!live).then(|| "Simulated.".to_owned()));
    let manual = settings
        .manual
        .into_iter()
        .map(|method| {
            view! {
                <Fact name=method.label>
                    <p class="lines" dir="auto">
                        {method.instructions}
                    </p>
                </Fact>
            }
        })
        .collect_view();
    let holders = Permission::SettingsWrite.holders();
    view! {
        <p>{format!("{holders} can change this.")}</p>
        <KeyValue>
            {(!live)
                .then(|| {
                    view! { <Fact name="Test cards">{if settings.card { "On" } else { "Off" }}</Fact> }
                })}
            <Fact name="Lightning">{lightning.map_or_else(|| view! { <Nothing /> }.into_any(), |text| text.into_any())}</Fact>
            {manual}
        </KeyValue>
    }
}
