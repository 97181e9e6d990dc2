//! Settings: how the house works for this merchant, in this mode.

pub mod audit;
pub mod billing;
pub mod checkout;
pub mod mail;
pub mod matching;
mod outcomes;
pub mod payments;
mod payments_form;
pub mod refunds;
pub mod team;
pub mod workflows;

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
    Billing,
    Mail,
    Workflows,
    Audit,
    Team,
}

/// The head that all its pages share. Matching can be looked at by everybody.
#[component]
fn Head(current: Place) -> impl IntoView {
    let scope = use_scope();
    let checkout = use_viewer().may(Permission::SettingsWrite);
    let audit = use_viewer().may(Permission::AuditRead);
    let team = use_viewer().may(Permission::TeamRead);
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
            {tab(Place::Billing, "billing", "Billing")}
            {tab(Place::Mail, "mail", "Mail")}
            {tab(Place::Workflows, "workflows", "Workflows")}
            {checkout.then(|| tab(Place::Checkout, "checkout", "Checkout"))}
            {audit.then(|| tab(Place::Audit, "audit-log", "Audit log"))}
            {team.then(|| tab(Place::Team, "team", "Team"))}
        </Tabs>
    }
}
