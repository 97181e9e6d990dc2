//! Saying that the money of a refund can't be sent.

use clientele_domain::id::RefundId;
use leptos::prelude::*;

use crate::components::{SubmitButton, TextareaField};
use crate::form::{Done, PostForm};
use crate::posted::Posted;

/// The form, behind a first press; it opens by itself when something is wrong with it.
#[component]
pub fn MarkFailed(
    refund: RefundId,
    action: Signal<String>,
    posted: RwSignal<Posted>,
    on_done: Callback<Done>,
) -> impl IntoView {
    let message = move || posted.with(|posted| posted.message("why"));
    view! {
        <details class="call-off" open=untrack(message).is_some()>
            <summary class="button" data-kind="quiet">"It can’t be sent"</summary>
            <PostForm action posted on_done class="stack">
                <input type="hidden" name="act" value="failed" />
                <input type="hidden" name="refund" value=refund.to_string() />
                <TextareaField
                    name="why"
                    id="refund-why"
                    label="Why it can’t be sent"
                    rows=1
                    value=posted.with_untracked(|posted| posted.value("why"))
                    hint="The refund counts as failed, and what it holds is left to refund again. Somebody has to see to it."
                    error=MaybeProp::derive(message)
                />
                <div class="cluster">
                    <SubmitButton label="Mark as failed" busy_label="Noting" kind="danger" />
                </div>
            </PostForm>
        </details>
    }
}
