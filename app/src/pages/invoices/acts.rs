//! What staff do with an invoice: charge a card, say that its money came another way, and give it up. The browser sends
//! every form by itself.

use clientele_domain::invoice::InvoiceStatus;
use clientele_domain::payment::MethodKind;
use leptos::prelude::*;

use crate::components::{Act, SecondThought, Section, SelectField, SubmitButton};
use crate::frame::use_scope;
use crate::server_fns::invoices::InvoiceView;

/// The ways in which money arrives without a machine seeing it.
const BY_HAND: [MethodKind; 4] =
    [MethodKind::BankTransfer, MethodKind::MobileMoney, MethodKind::Cash, MethodKind::Other];

/// What can be done as things stand.
#[component]
pub fn Acts(view: InvoiceView) -> impl IntoView {
    let action = format!("/{}/invoices/{}", use_scope(), view.invoice.id);
    match view.invoice.status {
        InvoiceStatus::Paid | InvoiceStatus::Void => ().into_any(),
        InvoiceStatus::Draft => view! { <OfDraft action /> }.into_any(),
        InvoiceStatus::Open | InvoiceStatus::Uncollectible => view! { <OfUnpaid view action /> }.into_any(),
    }
}

#[component]
fn OfDraft(action: String) -> impl IntoView {
    let intro = "Made out, it gets its number and can be paid. Nobody sees it before.";
    view! {
        <Section id="acts" title="What can be done" intro>
            <div class="cluster ends">
                <Act action=action.clone() act="make_out" label="Make it out" icon="receipt-text" />
                <Void action />
            </div>
        </Section>
    }
}

#[component]
fn OfUnpaid(view: InvoiceView, action: String) -> impl IntoView {
    let open = view.invoice.status == InvoiceStatus::Open;
    let card = view.card.clone().filter(|_| open);
    let charge = card.map(|card| view! { <Charge card action=action.clone() /> });
    let methods: Vec<(String, String)> =
        BY_HAND.into_iter().map(|kind| (kind.as_str().to_owned(), kind.label().to_owned())).collect();
    let write_off = open.then(|| {
        view! {
            <SecondThought
                action=action.clone()
                act="write_off"
                label="Write off"
                warning="Nobody expects the money any more. The customer still counts as late with it, and a subscription that it is for is canceled. Should the money come after all, it is paid."
                confirm="Write this invoice off"
                danger=true
            />
        }
    });
    let (method, wrong) = (view.posted.value("method"), view.posted.message("method"));
    let elsewhere = action.clone();
    view! {
        {charge}
        <Section
            id="elsewhere"
            title="Paid elsewhere"
            intro="For money that came by bank transfer, as mobile money or in cash. What is left is recorded as a payment, once."
        >
            <form class="stack catalog-form" data-gap="3" method="post" action=elsewhere novalidate>
                <input type="hidden" name="act" value="paid" />
                <SelectField
                    name="method"
                    label="How it came"
                    options=methods
                    value=method
                    error=wrong
                />
                <div class="cluster">
                    <SubmitButton label="Mark as paid" busy_label="Recording" icon="check" kind="" />
                </div>
            </form>
        </Section>
        <Section id="acts" title="Give it up">
            <div class="cluster ends">{write_off} <Void action /></div>
        </Section>
    }
}

#[component]
fn Charge(card: String, action: String) -> impl IntoView {
    let label = format!("Charge {card}");
    view! {
        <Section id="charge" title="Charge the saved card" intro="At once, for what is left to pay.">
            <form method="post" action=action novalidate>
                <input type="hidden" name="act" value="charge" />
                <SubmitButton label busy_label="Charging" icon="credit-card" />
            </form>
        </Section>
    }
}

#[component]
fn Void(action: String) -> impl IntoView {
    view! {
        <SecondThought
            action
            act="void"
            label="Void"
            warning="For what was billed in error. Nothing of it is owed any more, credit that went into it goes back, and it keeps its number. This can't be undone."
            confirm="Void this invoice"
            danger=true
        />
    }
}
