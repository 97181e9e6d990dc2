//! Settings: how the house works for this merchant, in this mode.

pub mod checkout;
pub mod matching;
mod outcomes;
pub mod payments;
mod payments_form;
pub mod refunds;

use clientele_domain::role::Permission;
use leptos::prelude::*;

use crate::components::{PageHead, Tab, Tabs};
use crate::frame::{use_scope, use_viewer};

/// A page of the settings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Matching,
    Payments,
    Checkout,
    Refunds,
}

/// The head that all its pages share. Matching can be looked at by everybody.
#[component]
fn Head(current: Place) -> impl IntoView {
    let scope = use_scope();
    let checkout = use_viewer().may(Permission::SettingsWrite);
    let tab = move |place: Place, path: &str, label: &'static str| {
        let href = format!("/{scope}/settings/{path}");
        view! { <Tab href=href label=label current={current == place} /> }
    };
    view! {
        <PageHead title="Settings" />
        <Tabs label="Settings">
            {tab(Place::Matching, "matching", "Matching")}
            {tab(Place::Payments, "payments", "Payment methods")}
            {tab(Place::Refunds, "refunds", "Refunds")}
            {checkout.then(|| tab(Place::Checkout, "checkout", "Checkout"))}
        </Tabs>
    }
}
