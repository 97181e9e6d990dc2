//! What is found out about an address while somebody types: whether its provider answers, and what would be sent.

use clientele_domain::destination::Found;
use clientele_domain::money::{Amount, Currency, grouped};
use leptos::prelude::*;

use super::destination::Whereto;
use crate::components::{Badge, Money, Tone};
use crate::frame::use_scope;
use crate::problem::Problem;
use crate::server_fns::refunds::{self, QuoteView, Refundable};

/// Asks a while after the last key, and shows the answer to what is typed now. Without scripts the address is checked when
/// the form is sent.
#[component]
pub fn Quoted(offered: Memo<Option<Refundable>>, whereto: Whereto, minor: Signal<i64>) -> impl IntoView {
    let scope = use_scope();
    let wanted = Memo::new(move |_| {
        let payment = offered.with(|offered| offered.as_ref().map(|offered| offered.payment.id))?;
        let to = whereto.address.get().trim().to_owned();
        (whereto.way.get() == "address" && !to.is_empty()).then(|| (payment, minor.get(), to, whereto.rate.get()))
    });
    let answer = RwSignal::new(None::<Result<QuoteView, Problem>>);
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move || {
        let asked = wanted.get();
        answer.set(None);
        if let Some(before) = waiting.try_update_value(Option::take).flatten() {
            before.clear();
        }
        let Some((payment, minor, to, rate)) = asked.clone() else { return };
        let ask = move || {
            leptos::task::spawn_local(async move {
                let found = refunds::quote(scope, payment, minor, to, rate).await;
                // A slow old answer never replaces a newer one.
                if wanted.try_get_untracked() == Some(asked) {
                    answer.try_set(Some(found));
                }
            });
        };
        waiting.set_value(set_timeout_with_handle(ask, std::time::Duration::from_millis(350)).ok());
    });
    let shown = move || match answer.get() {
        None if wanted.get().is_some() => Some(view! { <p class="hint">"Looking at the address."</p> }.into_any()),
        None => None,
        Some(Ok(quote)) => Some(view! { <Answer quote /> }.into_any()),
        Some(Err(Problem::Invalid(message))) => Some(view! { <p class="error">{message}</p> }.into_any()),
        Some(Err(_)) => Some(view! { <p class="hint">"The address could not be checked just now."</p> }.into_any()),
    };
    view! {
        <div role="status" data-scripted="">
            {shown}
        </div>
    }
}

#[component]
fn Answer(quote: QuoteView) -> impl IntoView {
    let found = match quote.checked.found {
        Found::Reachable { provider, limits, says } => {
            let says = (!says.is_empty()).then(|| view! { " It says: "<bdi>{says}</bdi>"." });
            let (min, max) = (grouped(&limits.min.to_string()), grouped(&limits.max.to_string()));
            view! {
                <Badge tone=Tone::Good icon="badge-check" plain=true>
                    "Reachable"
                </Badge>
                {format!(" {provider} accepts {min} to {max} sats at a time.")}
                {says}
            }
            .into_any()
        }
        Found::Unreachable { why } => view! {
            <Badge tone=Tone::Bad icon="circle-x" plain=true>
                "Not reachable"
            </Badge>
            " "
            {why}
        }
        .into_any(),
        Found::NotAsked { why } => why.into_any(),
    };
    let sends = quote.payout.map(|payout| {
        let sats = Amount { minor: payout.sats, currency: Currency::BTC };
        let by = payout.rate.map(|used| format!(", at {} by {}", used.rate, used.source));
        view! {
            <p>
                "Sends "
                <b>
                    <Money amount=sats />
                </b>
                {by.unwrap_or_else(|| ", the satoshi that were paid in proportion".to_owned())}
                "."
            </p>
        }
    });
    let problem = (!quote.problem.is_empty()).then(|| view! { <p class="error">{quote.problem}</p> });
    view! {
        <p class="hint">{found}</p>
        {sends}
        {problem}
    }
}
