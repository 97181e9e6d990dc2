//! Settings: how the house works.

pub mod payments;
mod payments_form;

use leptos::prelude::*;

use crate::components::{PageHead, Tab, Tabs};
use crate::frame::use_scope;

/// The head that its pages share.
#[component]
fn Head() -> impl IntoView {
    let scope = use_scope();
    view! {
        <PageHead title="Settings" />
        <Tabs label="Settings" bleed=true>
            <Tab href=format!("/{scope}/settings/payments") label="Payment methods" current=true />
        </Tabs>
    }
}
