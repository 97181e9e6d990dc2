//! On which origins the merchant's pages are.

use clientele_domain::role::Permission;
use leptos::prelude::*;

use crate::components::{Banner, Section, SubmitButton, TextareaField, Tone};
use crate::frame::{use_scope, use_viewer};
use crate::server_fns::widgets::WidgetsView;

const INTRO: &str = "Your server names the origin of the page with each session. When origins are listed here, sessions are made \
                     for these alone. Sessions that are open go on for as long as they were made for, a day at most.";

#[component]
pub(super) fn Origins(view: WidgetsView) -> impl IntoView {
    let body = match use_viewer().may(Permission::SettingsWrite) {
        true => view! { <OriginsForm view /> }.into_any(),
        false => view! { <InForce origins=view.allowed_origins /> }.into_any(),
    };
    view! {
        <Section id="origins" title="Allowed origins" intro=INTRO>
            {body}
        </Section>
    }
}

/// The browser sends it by itself.
#[component]
fn OriginsForm(view: WidgetsView) -> impl IntoView {
    let WidgetsView { allowed_origins, posted, .. } = view;
    let scope = use_scope();
    let value = match posted.values.is_empty() {
        true => allowed_origins.join("\n"),
        false => posted.value("allowed_origins"),
    };
    let hint = match scope.livemode() {
        true => "One a line, such as https://shop.example. None means any.",
        false => "One a line, such as https://shop.example or http://localhost:5173. None means any.",
    };
    let whole = posted.message("form");
    view! {
        <form class="stack" data-gap="4" method="post" action=format!("/{scope}/widgets")>
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextareaField
                name="allowed_origins"
                label="Origins"
                value
                rows=4
                optional=true
                hint
                error=posted.message("allowed_origins")
            />
            <div class="cluster">
                <SubmitButton label="Save origins" busy_label="Saving" icon="check" />
            </div>
        </form>
    }
}

/// For those who may only look.
#[component]
fn InForce(origins: Vec<String>) -> impl IntoView {
    let listed = match origins.is_empty() {
        true => view! { <p>"None is listed: sessions may be for any origin."</p> }.into_any(),
        false => {
            let listed = origins.into_iter().map(|origin| view! { <li><code>{origin}</code></li> }).collect_view();
            view! { <ul class="stack" data-gap="2">{listed}</ul> }.into_any()
        }
    };
    let holders = Permission::SettingsWrite.holders();
    view! {
        {listed}
        <p class="muted">{format!("Changing this takes {holders}.")}</p>
    }
}
