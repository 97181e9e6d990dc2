//! Bringing a subscription to its end: the choice of when, each with what follows from it.

use leptos::prelude::*;

use crate::components::{Time, TimeForm};
use crate::server_fns::subscriptions::SubscriptionSummary;
use clientele_domain::subscription::SubscriptionStatus;

/// Opens the choice; the browser sends it by itself.
#[component]
pub fn Cancel(subscription: SubscriptionSummary, action: String) -> impl IntoView {
    // Of one whose payment is late there is no period left to end with, and of one that ends nothing more to plan.
    let later = subscription.status != SubscriptionStatus::PastDue && !subscription.ends;
    let end = subscription.period_end;
    let at_period_end = later.then(|| {
        view! {
            <label class="check">
                <input type="radio" name="when" value="period_end" checked=true />
                <span>
                    "At the end of its period, on "
                    <Time at=end form=TimeForm::Day />
                    <small>
                        "Until then nothing changes, and you can let it go on after all. Then it ends. Nothing more is charged, and
                        an invoice for the next period that is out already is voided."
                    </small>
                </span>
            </label>
        }
    });
    view! {
        <details>
            <summary class="button">"Cancel it"</summary>
            <form class="stack" data-gap="3" method="post" action=action>
                <input type="hidden" name="act" value="cancel" />
                <fieldset class="stack" data-gap="3">
                    <legend>"When does it end?"</legend>
                    {at_period_end}
                    <label class="check">
                        <input type="radio" name="when" value="now" checked=!later />
                        <span>
                            "Now"
                            <small>
                                "It is over at once, and the customer has nothing of it any more. What was paid is not given back by
                                itself: refund it from the payment. This can’t be undone."
                            </small>
                        </span>
                    </label>
                </fieldset>
                <p>
                    <button class="button" type="submit" data-kind="danger" data-tone="bad">
                        "Cancel this subscription"
                    </button>
                </p>
            </form>
        </details>
    }
}
