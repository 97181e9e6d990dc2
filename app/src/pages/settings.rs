//! Settings: how the house works for this merchant, in this mode.

pub mod matching;
mod outcomes;

use leptos::prelude::*;

use crate::components::{PageHead, Tab, Tabs};
use crate::frame::use_scope;

/// The head that all its pages share.
#[component]
fn Head() -> impl IntoView {
    let scope = use_scope();
    view! {
        <PageHead title="Settings" />
        <Tabs label="Settings">
            <Tab href=format!("/{scope}/settings/matching") label="Matching" current=true />
        </Tabs>
    }
}
