//! What staff do with a checkout: say that its money arrived, and call it off. The browser sends both forms by itself.

use clientele_domain::payment::MethodKind;
use leptos::prelude::*;

use crate::components::{SecondThought, Section, SelectField, SubmitButton};
use crate::posted::Posted;

/// The ways in which money arrives without a machine seeing it.
const BY_HAND: [MethodKind; 4] =
    [MethodKind::BankTransfer, MethodKind::MobileMoney, MethodKind::Cash, MethodKind::Other];

/// Says that the money arrived. What the buyer chose, if anything, comes first.
#[component]
pub fn PaymentArrived(
    #[prop(into)] action: String,
    /// By what the buyer wanted to pay.
    chosen: Option<MethodKind>,
    posted: Posted,
) -> impl IntoView {
    let others = BY_HAND.into_iter().filter(|kind| Some(*kind) != chosen);
    let first = chosen.map(|kind| (kind, format!("{}, as the buyer chose", kind.label())));
    let options = first.into_iter().chain(others.map(|kind| (kind, kind.label().to_owned())));
    let options: Vec<(String, String)> = options.map(|(kind, label)| (kind.as_str().to_owned(), label)).collect();
    let intro = "For money that came by bank transfer, as mobile money or in cash. It completes the checkout, once.";
    view! {
        <Section id="arrived" title="Payment arrived" intro>
            <form class="stack catalog-form" data-gap="3" method="post" action=action novalidate>
                <input type="hidden" name="act" value="confirm" />
                <SelectField
                    name="method"
                    label="How it came"
                    options
                    value=posted.value("method")
                    error=posted.message("method")
                />
                <div class="cluster">
                    <SubmitButton label="Payment arrived" busy_label="Recording" icon="check" kind="" />
                </div>
            </form>
        </Section>
    }
}

/// Calls it off.
#[component]
pub fn CallOff(#[prop(into)] action: String) -> impl IntoView {
    view! {
        <Section id="end" title="Cancel it">
            <div class="cluster ends">
                <SecondThought
                    action
                    act="expire"
                    label="Cancel checkout"
                    warning="Whoever opens its address reads that it was canceled, and nobody can pay any more. This can't be undone; make another one instead."
                    confirm="Cancel this checkout"
                    danger=true
                />
            </div>
        </Section>
    }
}
