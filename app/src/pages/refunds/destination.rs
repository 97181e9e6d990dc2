//! Where the money goes: back to the card, to an address, to the customer's credit, or by hand.

use clientele_domain::refund::DestinationKind;
use leptos::prelude::*;

use super::quote::Quoted;
use crate::components::{Banner, Icon, Time, Tone};
use crate::posted::Posted;
use crate::server_fns::refunds::{AddressChange, Refundable};

/// Id of the field for an address.
const ADDRESS: &str = "refund-address";

/// What is chosen and typed.
#[derive(Clone, Copy)]
pub struct Whereto {
    /// `card`, `address`, `balance` or `by_hand`.
    pub way: RwSignal<String>,
    /// The address.
    pub address: RwSignal<String>,
    /// What one bitcoin costs, as typed.
    pub rate: RwSignal<String>,
}

impl Whereto {
    /// What is usual for a payment: the card that paid, or else the customer's refund address, or else by hand.
    pub fn usual(offered: Option<&Refundable>, address: &str) -> &'static str {
        match offered {
            Some(offered) if offered.by_card => "card",
            _ if !address.is_empty() => "address",
            _ => "by_hand",
        }
    }

    /// The kind of way, as far as it is known before the address is read.
    pub fn kind(self) -> Option<DestinationKind> {
        match self.way.get().as_str() {
            "card" => Some(DestinationKind::Card),
            "balance" => Some(DestinationKind::Balance),
            "by_hand" => Some(DestinationKind::ByHand),
            _ => None,
        }
    }
}

/// The ways that this payment can go, each with what belongs to it.
#[component]
pub fn Destinations(
    offered: Memo<Option<Refundable>>,
    /// Whether any of the payments was charged here: without scripts, one form serves all of them.
    any_card: bool,
    /// Whether there is somebody whom it could be credited to.
    has_customer: bool,
    changes: Vec<AddressChange>,
    whereto: Whereto,
    minor: Signal<i64>,
    posted: RwSignal<Posted>,
) -> impl IntoView {
    let way = whereto.way;
    let card = move || {
        offered.with(|offered| offered.as_ref().map(|offered| (offered.by_card, offered.payment.method.label())))
    };
    // Without scripts one form serves all payments; awake, it offers what this one can.
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let no_card = Signal::derive(move || awake.get() && !card().is_some_and(|(by_card, _)| by_card));
    let option = move |value: &'static str, words: AnyView| {
        view! {
            <label hidden=move || value == "card" && no_card.get()>
                <input
                    type="radio"
                    name="to"
                    value=value
                    checked=way.get_untracked() == value
                    prop:checked=move || way.get() == value
                    on:change=move |_| way.set(value.to_owned())
                />
                <span>{words}</span>
            </label>
        }
    };
    let card_words = view! {
        "Back to the card"
        <small>{move || card().filter(|(by_card, _)| *by_card).map(|(_, label)| format!("{label}, at once"))}</small>
    };
    view! {
        <fieldset class="field">
            <legend>"Send it"</legend>
            <div class="choices">
                {any_card.then(|| option("card", card_words.into_any()))}
                {option("address", view! { "To an address"<small>"Lightning, Bitcoin or EVM"</small> }.into_any())}
                <AddressPart offered changes whereto minor posted />
                {has_customer
                    .then(|| {
                        let words = view! { "To the credit balance"<small>"No money moves; it pays what comes next"</small> };
                        option("balance", words.into_any())
                    })}
                {option(
                    "by_hand",
                    view! { "By hand"<small>"The way the payment came; you say when it is sent"</small> }.into_any(),
                )}
            </div>
        </fieldset>
    }
}

/// The address with its history, what is found out about it, and a rate where one is needed.
#[component]
fn AddressPart(
    offered: Memo<Option<Refundable>>,
    changes: Vec<AddressChange>,
    whereto: Whereto,
    minor: Signal<i64>,
    posted: RwSignal<Posted>,
) -> impl IntoView {
    let Whereto { address, rate, .. } = whereto;
    let error = move || posted.with(|posted| posted.message("destination"));
    let rate_error = move || posted.with(|posted| posted.message("rate"));
    let currency = move || offered.with(|offered| offered.as_ref().map(|offered| offered.payment.amount.currency));
    let in_satoshi = move || offered.with(|offered| offered.as_ref().is_some_and(|offered| offered.in_satoshi));
    let bitcoin = move || currency().is_some_and(|currency| currency.is_bitcoin());
    let recent = changes.iter().find(|change| change.recent).cloned();
    view! {
        <div class="stack" data-gap="3">
            {recent.map(|change| view! { <Recent change /> })}
            <div class="field" data-tone=move || error().is_some().then_some("bad")>
                <label for=ADDRESS>"Address"</label>
                <div class="input affix">
                    <Icon name="zap" />
                    <input
                        id=ADDRESS
                        name="address"
                        autocomplete="off"
                        spellcheck="false"
                        dir="ltr"
                        value=address.get_untracked()
                        prop:value=address
                        on:input=move |event| address.set(event_target_value(&event))
                        aria-invalid=move || error().is_some().then_some("true")
                        aria-describedby="refund-address-found"
                    />
                </div>
                {move || error().map(|message| view! { <p class="error"><Icon name="circle-alert" /><span>{message}</span></p> })}
                <div id="refund-address-found">
                    <Quoted offered whereto minor />
                </div>
                <History changes />
            </div>
            <div class="field" data-tone=move || rate_error().is_some().then_some("bad") hidden=bitcoin>
                <label for="refund-rate">
                    "What one bitcoin costs"
                    {move || currency().map(|currency| format!(" in {currency}"))}
                    <span>" optional"</span>
                </label>
                <input
                    class="input"
                    id="refund-rate"
                    name="rate"
                    inputmode="decimal"
                    autocomplete="off"
                    value=rate.get_untracked()
                    prop:value=rate
                    on:input=move |event| rate.set(event_target_value(&event))
                    aria-describedby="refund-rate-hint"
                />
                <p class="hint" id="refund-rate-hint">
                    {move || if in_satoshi() {
                        "Leave it empty to give back the satoshi that were paid, in proportion."
                    } else {
                        "Leave it empty to use your rate source. Only for addresses that are paid in satoshi."
                    }}
                </p>
                {move || rate_error().map(|message| view! { <p class="error"><Icon name="circle-alert" /><span>{message}</span></p> })}
            </div>
        </div>
    }
}

/// A change a short while ago may be somebody else's.
#[component]
fn Recent(change: AddressChange) -> impl IntoView {
    view! {
        <Banner tone=Tone::Warn inset=true>
            <p>
                <strong>"This address was changed " <Time at=change.at /> ", by " <bdi>{change.by}</bdi> "."</strong>
                " Ask the customer before you send money there."
                {(!change.from.is_empty()).then(|| view! { " Before it was "<bdi>{change.from}</bdi>"." })}
            </p>
        </Banner>
    }
}

/// How the address came to be what it is.
#[component]
fn History(changes: Vec<AddressChange>) -> impl IntoView {
    (!changes.is_empty()).then(|| {
        let rows = changes
            .into_iter()
            .map(|change| {
                let to = if change.to.is_empty() { "removed".to_owned() } else { change.to };
                view! {
                    <li>
                        <bdi>{to}</bdi>
                        ", by "
                        <bdi>{change.by}</bdi>
                        ", "
                        <Time at=change.at />
                    </li>
                }
            })
            .collect_view();
        view! {
            <details class="hint">
                <summary>"History of this customer’s address"</summary>
                <ul>{rows}</ul>
            </details>
        }
    })
}
