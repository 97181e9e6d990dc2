//! The drawer with a refund that is not made yet.

use clientele_domain::money::Amount;
use clientele_domain::refund::{RefundReason, part};
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlFormElement;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::amount::{AMOUNT, AmountField};
use super::choose::ChoosePayment;
use super::destination::{Destinations, Whereto};
use super::find::FindWhose;
use super::steps::DraftSteps;
use crate::components::{
    Banner, Drawer, EmptyState, Money, SelectField, SubmitButton, TextareaField, Toast, Tone, browser, use_keys,
    use_toasts,
};
use crate::form::{Done, PostForm};
use crate::frame::{use_scope, use_viewer};
use crate::pages::customers::detail::RecordChanged;
use crate::posted::Posted;
use crate::server_fns::refunds::{self, DraftView, Refundable};

const FORM: &str = "refund-form";

/// The drawer, open. `action` is its own address, `back` where one came from.
#[component]
pub fn Draft(view: DraftView, action: String, back: String) -> impl IntoView {
    let title = if view.name.is_empty() { "Refund a payment".to_owned() } else { format!("Refund {}", view.name) };
    let navigate = use_navigate();
    let leave = back.clone();
    let on_close = Callback::new(move |()| {
        navigate(&leave, NavigateOptions { scroll: false, ..NavigateOptions::default() });
    });
    let may = use_viewer().may(Permission::RefundCreate);
    let any_left = view.payments.iter().any(|offered| offered.payment.refundable().minor > 0);
    let page_title = title.clone();
    let drawer = match (may, any_left) {
        (false, _) => view! {
            <Drawer id="refund" title open=Signal::derive(|| true) on_close close_href=back>
                <NotYours able=view.able />
            </Drawer>
        }
        .into_any(),
        (true, false) => view! {
            <Drawer id="refund" title open=Signal::derive(|| true) on_close close_href=back>
                {match view.customer.is_none() && view.payments.is_empty() {
                    true => view! { <FindWhose /> }.into_any(),
                    false => view! { <NothingLeft any=!view.payments.is_empty() /> }.into_any(),
                }}
            </Drawer>
        }
        .into_any(),
        (true, true) => view! { <Form view title action back on_close /> }.into_any(),
    };
    view! {
        <Title text=page_title />
        {drawer}
    }
}

/// Why somebody only looks, and who could do it.
#[component]
pub fn NotYours(able: Vec<String>) -> impl IntoView {
    let who = match able.split_last() {
        None => "Nobody else of the team can either; an owner can change that.".to_owned(),
        Some((one, [])) => format!("{one} can."),
        Some((last, rest)) => format!("{} or {last} can.", rest.join(", ")),
    };
    view! {
        <Banner tone=Tone::Info icon="lock" inset=true>
            <p>
                <strong>"You can see refunds, not send them."</strong>
                " "
                <bdi>{who}</bdi>
            </p>
        </Banner>
    }
}

#[component]
fn NothingLeft(any: bool) -> impl IntoView {
    let text = match any {
        true => "All of it was given back, or is on its way back.",
        false => "There is no payment of which money has arrived.",
    };
    view! {
        <EmptyState icon="undo-2" title="Nothing is left to refund">
            {text}
        </EmptyState>
    }
}

#[component]
fn Form(view: DraftView, title: String, action: String, back: String, on_close: Callback<()>) -> impl IntoView {
    let posted = RwSignal::new(view.posted.clone());
    let sent = |field: &str| view.posted.value(field);
    let chosen = RwSignal::new(sent("payment").parse().ok().or(view.chosen));
    let payments = RwSignal::new(view.payments.clone());
    let offered = Memo::new(move |_| {
        let chosen = chosen.get();
        payments.with(|all| all.iter().find(|offered| Some(offered.payment.id) == chosen).cloned())
    });
    let was_sent = view.posted != Posted::default();
    let first = offered.get_untracked();
    let typed = RwSignal::new(sent("amount"));
    let usual = Whereto::usual(first.as_ref(), &view.address).to_owned();
    let whereto = Whereto {
        way: RwSignal::new(if sent("to").is_empty() { usual } else { sent("to") }),
        address: RwSignal::new(if was_sent { sent("address") } else { view.address.clone() }),
        rate: RwSignal::new(sent("rate")),
    };
    follow_the_payment(offered, typed, whereto, view.address.clone());
    let now =
        Memo::new(move |_| offered.with(|offered| part(&typed.get(), offered.as_ref()?.payment.refundable()).ok()));
    let minor = Signal::derive(move || now.get().map_or(0, |amount| amount.minor));
    let limits = view.limits.clone();
    let above = Memo::new(move |_| now.get().filter(|amount| limits.ask_for(*amount)));
    look_again_after_an_error(posted, payments, view.customer, chosen);
    focus_what_is_wrong(posted);
    send_by_key();
    let busy = RwSignal::new(false);
    let (navigate, toasts, changed) = (use_navigate(), use_toasts(), use_context::<RecordChanged>());
    let on_done = Callback::new(move |done: Done| {
        toasts.show(Toast::good(done.message));
        if let Some(changed) = changed {
            changed.0.run(());
        }
        navigate(&done.to, NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() });
    });
    let label = move || if whereto.kind().is_some_and(|kind| !kind.needs_person()) { "Refund" } else { "Continue" };
    let foot = view! {
        <p>{move || now.get().map(|amount| view! { "Refunds "<b><Money amount /></b> })}</p>
        <a class="button push" data-kind="quiet" href=back.clone() on:click=move |event| {
            event.prevent_default();
            on_close.run(());
        }>
            "Cancel"
        </a>
        {move || {
            let label = if above.get().is_some() { "Ask for approval" } else { label() };
            view! { <SubmitButton label busy_label="Refunding" busy form=FORM /> }
        }}
    };
    let head = view! { <DraftSteps kind=Signal::derive(move || whereto.kind()) approval=Signal::derive(move || above.get().is_some()) /> };
    let reasons =
        RefundReason::ALL.iter().map(|reason| (reason.as_str().to_owned(), reason.label().to_owned())).collect();
    let message = move |field: &'static str| MaybeProp::derive(move || posted.with(|posted| posted.message(field)));
    let any_card = view.payments.iter().any(|offered| offered.by_card);
    let (reason, note) = (sent("reason"), sent("note"));
    view! {
        <Drawer id="refund" title open=Signal::derive(|| true) on_close close_href=back head=head.into_any() foot=foot.into_any()>
            <PostForm action posted busy on_done id=FORM>
                <div class="stack" data-gap="5">
                    {move || posted.with(|posted| posted.message("form")).map(|message| {
                        view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> }
                    })}
                    <ChoosePayment payments chosen error=message("payment") />
                    <div class="fields">
                        <AmountField offered typed error=message("amount") />
                        <SelectField name="reason" id="refund-reason" label="Reason" options=reasons value=reason error=message("reason") />
                        <TextareaField
                            name="note"
                            id="refund-note"
                            label="Note for the team"
                            rows=1
                            value=note
                            hint="Must be there for the reason “Other”."
                            optional=true
                            error=message("note")
                        />
                    </div>
                    <Destinations
                        offered
                        any_card
                        has_customer=view.customer.is_some()
                        changes=view.changes
                        whereto
                        minor
                        posted
                    />
                    <Approval above approvers=view.approvers limits=view.limits />
                </div>
            </PostForm>
        </Drawer>
    }
}

/// Another payment, another amount and another usual way; what was typed for one is not meant for the next. The first
/// payment's amount is filled in too, once there are scripts that keep it right.
fn follow_the_payment(offered: Memo<Option<Refundable>>, typed: RwSignal<String>, whereto: Whereto, address: String) {
    Effect::new(move |before: Option<Option<_>>| {
        let id = offered.with(|offered| offered.as_ref().map(|offered| offered.payment.id));
        let all = offered.with(|offered| offered.as_ref().map(|offered| offered.payment.refundable().decimal()));
        let Some(all) = all else { return id };
        match before {
            None if typed.with_untracked(String::is_empty) => typed.set(all),
            Some(before) if before != id => {
                typed.set(all);
                let usual = offered.with_untracked(|offered| Whereto::usual(offered.as_ref(), &address));
                whereto.way.set(usual.to_owned());
            }
            _ => {}
        }
        id
    });
}

/// When there is less left than was seen, what is left now is shown before anybody sends the form again.
fn look_again_after_an_error(
    posted: RwSignal<Posted>,
    payments: RwSignal<Vec<Refundable>>,
    customer: Option<clientele_domain::id::CustomerId>,
    chosen: RwSignal<Option<clientele_domain::id::PaymentId>>,
) {
    let scope = use_scope();
    Effect::new(move || {
        if posted.with(|posted| posted.message("amount")).is_none() {
            return;
        }
        let payment = chosen.get_untracked();
        leptos::task::spawn_local(async move {
            if let Ok(view) = refunds::draft(scope, customer, payment).await {
                payments.try_set(view.payments);
            }
        });
    });
}

/// The focus goes to the first field to mend.
fn focus_what_is_wrong(posted: RwSignal<Posted>) {
    Effect::new(move || {
        let first = posted.with(|posted| posted.violations.first().map(|first| first.field.clone()));
        let id = match first.as_deref() {
            Some("amount") => AMOUNT,
            Some("destination") => "refund-address",
            Some("rate") => "refund-rate",
            Some("note") => "refund-note",
            Some("reason") => "refund-reason",
            _ => return,
        };
        if let Some(control) = document().get_element_by_id(id).and_then(|control| control.dyn_into().ok()) {
            browser::focus(&control);
        }
    });
}

/// Ctrl-Enter sends the form, also from the note; Enter does from every other field.
fn send_by_key() {
    use_keys(move |key| {
        let form = || document().get_element_by_id(FORM).and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        key == "Ctrl-ENTER" && form().is_some_and(|form| form.request_submit().is_ok())
    });
}

/// That somebody else has to agree, and who could.
#[component]
fn Approval(
    above: Memo<Option<Amount>>,
    approvers: Vec<String>,
    limits: clientele_domain::refund::Thresholds,
) -> impl IntoView {
    let who = match approvers.first() {
        Some(first) if approvers.len() == 1 => format!("{first} has to approve"),
        Some(first) => format!("{first} or another admin has to approve"),
        None => "an owner or admin has to approve".to_owned(),
    };
    move || {
        let most = above.get().and_then(|amount| {
            limits.0.get(&amount.currency).map(|most| Amount { minor: *most, currency: amount.currency })
        });
        let who = who.clone();
        most.map(|most| {
            view! {
                <Banner tone=Tone::Info icon="user-round-check" inset=true>
                    <p>"Above " <Money amount=most /> ": " <bdi>{who}</bdi> "."</p>
                </Banner>
            }
        })
    }
}
