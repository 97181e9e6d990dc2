//! How much: all that is left, half of it, or what somebody types.

use clientele_domain::money::Amount;
use clientele_domain::refund::part;
use leptos::prelude::*;

use crate::components::{Icon, Money};
use crate::server_fns::refunds::Refundable;

/// Id of the field.
pub const AMOUNT: &str = "refund-amount";

/// The field with quick choices, and what the payment comes to with this.
#[component]
pub fn AmountField(
    offered: Memo<Option<Refundable>>,
    /// What is typed.
    typed: RwSignal<String>,
    /// What the server found wrong.
    error: MaybeProp<String>,
) -> impl IntoView {
    let left = Memo::new(move |_| offered.with(|offered| offered.as_ref().map(|offered| offered.payment.refundable())));
    let wrong = move || left.get().and_then(|left| part(&typed.get(), left).err());
    let shown = move || error.get().or_else(wrong);
    let quick = move || {
        let left = left.get()?;
        let half = Amount { minor: left.minor / 2, ..left };
        let choice = move |word: &'static str, amount: Amount| {
            let text = amount.decimal();
            let pressed = {
                let text = text.clone();
                move || (typed.get() == text).to_string()
            };
            view! {
                <button type="button" aria-pressed=pressed on:click=move |_| typed.set(text.clone())>
                    {word}
                    " "
                    <Money amount />
                </button>
            }
        };
        Some(view! {
            {choice("All", left)}
            {(half.minor > 0).then(|| choice("Half", half))}
        })
    };
    view! {
        <div class="field" data-tone=move || shown().is_some().then_some("bad")>
            <label for=AMOUNT>
                "Amount"
                {move || left.get().map(|left| view! { <span>" of "<Money amount=left /></span> })}
            </label>
            <div class="input affix">
                <span>{move || left.get().map(|left| left.currency.to_string())}</span>
                <input
                    id=AMOUNT
                    name="amount"
                    inputmode="decimal"
                    autocomplete="off"
                    autofocus=true
                    value=typed.get_untracked()
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                    aria-invalid=move || shown().is_some().then_some("true")
                    aria-describedby="refund-amount-hint refund-amount-error"
                />
            </div>
            {move || {
                shown()
                    .map(|message| {
                        view! {
                            <p class="error" id="refund-amount-error">
                                <Icon name="circle-alert" />
                                <span>{message}</span>
                            </p>
                        }
                    })
            }}
        </div>
        <div class="field" data-scripted="">
            <span class="label" id="refund-quick">"Quick choice"</span>
            <div class="segmented" role="group" aria-labelledby="refund-quick">
                {quick}
            </div>
        </div>
        <div class="wide stack" data-gap="2" id="refund-amount-hint">
            {move || offered.get().map(|offered| view! { <Parts offered typed /> })}
        </div>
    }
}

/// What went back, goes back now, and is left then.
#[component]
fn Parts(offered: Refundable, typed: RwSignal<String>) -> impl IntoView {
    let payment = offered.payment;
    let left = payment.refundable();
    let before = Amount { minor: payment.amount.minor - left.minor, ..left };
    let now = Memo::new(move |_| part(&typed.get(), left).unwrap_or(Amount { minor: 0, ..left }));
    let after = move || Amount { minor: left.minor - now.get().minor, ..left };
    // Drawn, since the policy of the page allows no style of an element's own.
    let whole = payment.amount.minor.max(1) as f64;
    let place = move |minor: i64| format!("{:.2}", minor as f64 * 100.0 / whole);
    let told = move || {
        format!("Of {}: {before} already refunded, {} in this refund, {} left", payment.amount, now.get(), after())
    };
    view! {
        <svg class="parts" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label=told>
            <rect width="100" height="1" />
            <rect class="now" width=move || place(before.minor + now.get().minor) height="1" />
            <rect class="done" width=place(before.minor) height="1" />
        </svg>
        <p class="muted">
            {(before.minor > 0).then(|| view! { <Money amount=before />" already back, " })}
            <strong>{move || view! { <Money amount=now.get() /> }}" now"</strong>
            ", "
            {move || view! { <Money amount=after() /> }}
            " left to refund."
        </p>
    }
}
