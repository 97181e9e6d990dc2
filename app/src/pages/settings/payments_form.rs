//! The form of payment methods. The browser sends it by itself.

use clientele_domain::method::{Limits, ManualMethod, MethodSettings};
use clientele_domain::money::grouped;
use clientele_domain::payment::MethodKind;
use leptos::prelude::*;

use crate::components::{Banner, CheckField, Section, SubmitButton, TextField, TextareaField, Tone};
use crate::frame::use_scope;
use crate::posted::Posted;

/// What an address takes, as a sentence.
pub(super) fn takes(limits: Limits) -> String {
    let [min, max] = [limits.min, limits.max].map(|sats| grouped(&sats.to_string()));
    format!("It takes {min} to {max} satoshi at a time.")
}

/// What the form starts with: what was typed, or else what is in force.
struct Start {
    posted: Posted,
    settings: MethodSettings,
}

impl Start {
    fn typed(&self) -> bool {
        !self.posted.values.is_empty()
    }

    fn text(&self, field: &str, stored: impl FnOnce(&MethodSettings) -> Option<String>) -> String {
        if self.typed() { self.posted.value(field) } else { stored(&self.settings).unwrap_or_default() }
    }

    fn tick(&self, field: &str, stored: bool) -> bool {
        if self.typed() { self.posted.value(field) == "true" } else { stored }
    }
}

#[component]
pub(super) fn PaymentsForm(settings: MethodSettings, posted: Posted) -> impl IntoView {
    let live = use_scope().mode.is_live();
    let action = format!("/{}/settings/payments", use_scope());
    let whole = posted.message("form").or_else(|| posted.message("card"));
    let start = Start { posted, settings };
    let card = start.tick("card", start.settings.card);
    let manual = ManualMethod::KINDS.into_iter().map(|kind| by_hand(&start, kind)).collect_view();
    view! {
        <form class="stack payment-methods" data-gap="4" method="post" action=action novalidate>
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {(!live)
                .then(|| {
                    view! {
                        <Section id="cards" title="Cards">
                            <CheckField
                                name="card"
                                label="Take test cards"
                                hint="They exist in test mode only; real card numbers are never taken."
                                checked=card
                            />
                        </Section>
                    }
                })}
            {lightning(&start, live)}
            <Section id="manual" title="Confirmed by hand" intro="The buyer reads what to do. You confirm when the money is there.">
                <div class="stack" data-gap="5">{manual}</div>
            </Section>
            <div class="cluster">
                <SubmitButton label="Save changes" busy_label="Saving" icon="check" />
            </div>
        </form>
    }
}

fn lightning(start: &Start, live: bool) -> AnyView {
    let [address_error, url_error, path_error] =
        ["lightning.address", "lightning.rate_url", "lightning.rate_path"].map(|field| start.posted.message(field));
    let stored = start.settings.lightning.clone();
    let limits = stored.as_ref().and_then(|known| known.limits).map(takes);
    let without =
        if live { "Leave it empty to take none." } else { "While it is empty, test mode simulates invoices." };
    let hint =
        format!("Where your wallet gets paid, such as shop@wallet.example. {without} {}", limits.unwrap_or_default());
    let text = |field: &str, of: fn(&clientele_domain::method::LightningSettings) -> &String| {
        start.text(field, |_| stored.as_ref().map(|known| of(known).clone()))
    };
    let address = text("lightning.address", |known| &known.address);
    let rate_url = text("lightning.rate_url", |known| &known.rate_url);
    let rate_path = text("lightning.rate_path", |known| &known.rate_path);
    view! {
        <Section id="lightning" title="Lightning" intro="Payments go straight to your own wallet. Nothing goes through this server.">
            <div class="stack" data-gap="4">
            <TextField
                name="lightning.address"
                label="Lightning address"
                value=address
                hint=hint
                error=address_error
                mono=true
                optional=true
            />
            <TextField
                name="lightning.rate_url"
                label="Where the price of bitcoin is told"
                kind="url"
                value=rate_url
                hint="An address that answers with JSON. {currency} in it becomes the currency's code. Without it, only prices in bitcoin can be paid by Lightning."
                error=url_error
                mono=true
                optional=true
            />
            <TextField
                name="lightning.rate_path"
                label="Place of the figure"
                value=rate_path
                hint="Where in the answer the price of one bitcoin stands, such as /data/amount."
                error=path_error
                mono=true
                optional=true
            />
            </div>
        </Section>
    }
    .into_any()
}

/// One kind of what is confirmed by hand.
fn by_hand(start: &Start, kind: MethodKind) -> AnyView {
    let field = |part: &str| format!("manual.{}.{part}", kind.as_str());
    let stored = start.settings.manual(kind).cloned();
    let on = start.tick(&field("on"), stored.is_some());
    let label = start.text(&field("label"), |_| stored.as_ref().map(|known| known.label.clone()));
    let instructions = start.text(&field("instructions"), |_| stored.map(|known| known.instructions));
    let (label_error, instructions_error) =
        (start.posted.message(&field("label")), start.posted.message(&field("instructions")));
    view! {
        <fieldset class="stack" data-gap="3">
            <legend class="visually-hidden">{kind.label()}</legend>
            <CheckField name=field("on") label=format!("Offer {}", kind.label().to_lowercase()) checked=on />
            <div class="stack of-method" data-gap="4">
            <TextField
                name=field("label")
                label="What the buyer chooses"
                value=label
                placeholder=kind.label()
                error=label_error
                optional=true
            />
            <TextareaField
                name=field("instructions")
                label="Instructions"
                value=instructions
                hint="Where the money goes, and what to write with it."
                error=instructions_error
                wide=true
            />
            </div>
        </fieldset>
    }
    .into_any()
}
