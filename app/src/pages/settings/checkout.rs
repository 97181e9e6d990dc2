//! How the pages look that buyers see: colour, logo, and where to ask.

use clientele_domain::branding::{Accent, Branding, Shades};
use leptos::prelude::*;
use leptos_meta::Title;

use super::{Head, Place};
use crate::components::{Banner, CheckField, FileField, Section, SubmitButton, TableSkeleton, TextField, Tone};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::server_fns::branding::{self, BrandingView};

/// `/{merchant}/{mode}/settings/checkout`
#[component]
pub fn CheckoutSettingsPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| branding::look(scope));
    view! {
        <Title text="Checkout settings" />
        <div class="page">
            <Head current=Place::Checkout />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=4 columns=2 label="Settings, loading" /> }
                let(view)
            >
                <Settings view />
            </Loaded>
        </div>
    }
}

#[component]
fn Settings(view: BrandingView) -> impl IntoView {
    let BrandingView { branding, posted } = view;
    let was_sent = !posted.values.is_empty();
    let start = |field: &str, stored: String| if was_sent { posted.value(field) } else { stored };
    let accent = start("accent", branding.accent.map(|accent| accent.to_string()).unwrap_or_default());
    let shown = RwSignal::new(accent.clone());
    view! {
        <div class="split">
            <Section id="look" title="Look" intro="How the pages look where your customers pay, in test and in live mode.">
                <BrandingForm branding posted accent shown />
            </Section>
            <Section id="preview" title="Preview" intro="A colour that can't be seen in a theme is made darker or lighter there.">
                <Preview accent=shown />
            </Section>
        </div>
    }
}

/// The browser sends it by itself, with the logo.
#[component]
fn BrandingForm(branding: Branding, posted: Posted, accent: String, shown: RwSignal<String>) -> impl IntoView {
    let scope = use_scope();
    let busy = RwSignal::new(false);
    let was_sent = !posted.values.is_empty();
    let email = if was_sent { posted.value("support_email") } else { branding.support_email };
    let whole = posted.message("form");
    let logo = branding.logo.map(|edition| {
        let address = format!("/logo/{}?v={edition}", scope.merchant);
        view! {
            <img class="logo-preview" src=address alt="The present logo" height="48" />
            <CheckField name="remove_logo" label="Remove the logo" />
        }
    });
    view! {
        <form
            class="stack"
            data-gap="4"
            method="post"
            enctype="multipart/form-data"
            action=format!("/{scope}/settings/checkout")
            on:submit=move |_| busy.set(true)
        >
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextField
                name="accent"
                label="Colour"
                value=accent
                optional=true
                mono=true
                placeholder="#8a3c2a"
                hint="For buttons and links, as # and six digits."
                error=posted.message("accent")
                on_input=Callback::new(move |text: String| shown.set(text))
            />
            {logo}
            <FileField
                name="logo"
                label="Logo"
                accept=".png,.jpg,.jpeg,.webp,image/png,image/jpeg,image/webp"
                hint="PNG, JPEG or WebP, square, at most 100 KiB."
                error=posted.message("logo")
            />
            <TextField
                name="support_email"
                label="Email for questions"
                kind="email"
                value=email
                optional=true
                hint="Shown to whoever pays."
                error=posted.message("support_email")
            />
            <div class="cluster">
                <SubmitButton label="Save changes" busy_label="Saving" icon="check" busy />
            </div>
        </form>
    }
}

/// A button and a link in both themes, drawn: a style of its own would not be allowed in this page.
#[component]
fn Preview(accent: RwSignal<String>) -> impl IntoView {
    let colour = move || accent.get().parse::<Accent>().ok();
    view! {
        {move || match colour() {
            Some(accent) => {
                view! {
                    <div class="stack">
                        <Drawn shades=accent.shades(false) surface="#fdfdfb" label="In the light theme" />
                        <Drawn shades=accent.shades(true) surface="#15191b" label="In the dark theme" />
                    </div>
                }
                    .into_any()
            }
            None => view! { <p class="muted">"Without a colour of yours, the pages have the house's own."</p> }.into_any(),
        }}
    }
}

#[component]
fn Drawn(shades: Shades, surface: &'static str, label: &'static str) -> impl IntoView {
    view! {
        <svg viewBox="0 0 320 96" width="320" height="96" role="img" aria-label=label>
            <rect width="320" height="96" rx="10" fill=surface></rect>
            <rect x="20" y="24" width="150" height="48" rx="6" fill=shades.solid.to_string()></rect>
            <text x="95" y="53" text-anchor="middle" font-size="16" fill=shades.on_solid.to_string()>
                "Pay €105.50"
            </text>
            <text x="190" y="53" font-size="16" fill=shades.ink.to_string()>
                "Back to shop"
            </text>
        </svg>
    }
}
