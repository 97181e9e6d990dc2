//! Which payment to give back, with what is left of each.

use clientele_domain::id::PaymentId;
use leptos::prelude::*;

use crate::components::{Money, Time, TimeForm};
use crate::pages::customers::detail::payments::what_for;
use crate::server_fns::refunds::Refundable;

/// So many are shown at first; the others open on demand.
const SHOWN: usize = 4;

/// One radio a payment, the latest first. What is left of each goes with the form: it is what this person saw.
#[component]
pub fn ChoosePayment(
    payments: RwSignal<Vec<Refundable>>,
    chosen: RwSignal<Option<PaymentId>>,
    error: MaybeProp<String>,
) -> impl IntoView {
    let rows = move |older: bool| {
        let (all, first) = (payments.get(), chosen.get_untracked());
        let is_first = |place: usize, offered: &Refundable| place < SHOWN || Some(offered.payment.id) == first;
        let of_these = all.into_iter().enumerate().filter(|(place, offered)| is_first(*place, offered) != older);
        of_these.map(|(_, offered)| view! { <Choice offered chosen /> }).collect_view()
    };
    let more = move || payments.with(|payments| payments.len() > SHOWN);
    view! {
        <fieldset class="field" data-tone=move || error.get().is_some().then_some("bad")>
            <legend>"Payment"</legend>
            <div class="choices">{move || rows(false)}</div>
            {move || {
                more()
                    .then(|| {
                        view! {
                            <details class="older">
                                <summary>"Older payments"</summary>
                                <div class="choices">{rows(true)}</div>
                            </details>
                        }
                    })
            }}
            {move || error.get().map(|message| view! { <p class="error">{message}</p> })}
        </fieldset>
    }
}

#[component]
fn Choice(offered: Refundable, chosen: RwSignal<Option<PaymentId>>) -> impl IntoView {
    let Refundable { payment, latest, .. } = offered;
    let (id, left) = (payment.id, payment.refundable());
    let what_for = what_for(&payment);
    let nothing = left.minor == 0;
    let beside = match (nothing, latest) {
        (true, Some((_, by, at))) => {
            view! { "nothing left: "<bdi>{by}</bdi>", "<Time at form=TimeForm::Day /> }.into_any()
        }
        (true, None) => "given back elsewhere".into_any(),
        (false, Some((amount, _, at))) => {
            view! { "after "<Money amount />" on "<Time at form=TimeForm::Day /> }.into_any()
        }
        (false, None) => "refundable".into_any(),
    };
    let checked = chosen.get_untracked() == Some(id);
    view! {
        <label>
            <input
                type="radio"
                name="payment"
                value=id.to_string()
                checked=checked
                disabled=nothing
                on:change=move |_| chosen.set(Some(id))
            />
            <span>
                <Money amount=payment.amount />
                " "
                <span class="muted" dir="auto">{what_for}</span>
                <small>{payment.method.label()} ", " <Time at=payment.occurred_at form=TimeForm::Day /></small>
            </span>
            <span>
                <Money amount=left />
                <small>{beside}</small>
            </span>
        </label>
        <input type="hidden" name=format!("left.{id}") value=left.minor.to_string() />
    }
}
