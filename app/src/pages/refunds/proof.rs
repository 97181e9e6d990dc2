//! Saying that the money was sent: with a proof, or with a note and a second word.

use leptos::prelude::*;

use super::refund::Desk;
use crate::components::{CheckField, SubmitButton, TextField, TextareaField};
use crate::form::PostForm;

/// The form. A preimage is checked against the invoice; what a transfer is called is noted as it is told.
#[component]
pub fn ProofForm(
    /// There is an invoice that a proof can be checked against.
    proves: bool,
    /// It is marked as sent already, and only the proof is added.
    adds: bool,
    desk: Desk,
) -> impl IntoView {
    let posted = desk.posted;
    let sent = move |field: &str| posted.with_untracked(|posted| posted.value(field));
    let left = RwSignal::new(0_usize);
    let count = Callback::new(move |text: String| left.set(text.trim().chars().count()));
    let to_go = move || match left.get() {
        0 | 64.. => None,
        some => Some(format!("{} characters to go.", 64 - some)),
    };
    let field = match proves {
        true => view! {
            <TextField
                name="preimage"
                id="refund-proof"
                label="Proof of payment"
                mono=true
                value=sent("preimage")
                hint="Your wallet calls it proof, preimage or payment secret: 64 characters. It has to match this invoice."
                error=desk.message("proof.preimage")
                optional=!adds
                on_input=count
            />
            <p class="hint" role="status">{to_go}</p>
        }
        .into_any(),
        false => view! {
            <TextField
                name="transaction_id"
                id="refund-proof"
                label="Transaction id"
                mono=true
                value=sent("transaction_id")
                hint="What the transfer is called where you made it. It is noted, not checked."
                error=desk.message("proof.transaction_id")
                optional=!adds
            />
        }
        .into_any(),
    };
    let without = (!adds).then(|| {
        view! {
            <TextareaField
                name="note"
                id="refund-sent-note"
                label="How it was sent"
                rows=1
                value=sent("note")
                hint="Must be there without a proof."
                optional=true
                error=desk.message("note")
            />
            <div class="field" data-tone=move || desk.message("confirm").get().is_some().then_some("bad")>
                <CheckField
                    name="confirm"
                    label="I have no proof to paste, and the money was sent"
                    checked=sent("confirm") == "true"
                    hint="It is marked as sent, not verified. A proof can be added later."
                />
                {move || desk.message("confirm").get().map(|message| view! { <p class="error">{message}</p> })}
            </div>
        }
    });
    let (title, label) = match adds {
        true => ("Found the proof? Add it", "Add the proof"),
        false => ("Sent it? Mark the refund as sent", "Mark as sent"),
    };
    view! {
        <PostForm action=desk.action posted on_done=desk.done() id="refund-sent" class="card stack">
            <input type="hidden" name="act" value="sent" />
            <h3>{title}</h3>
            {field}
            {without}
            <p>
                <SubmitButton label busy_label="Checking" kind=if adds { "" } else { "primary" } icon="check" />
            </p>
        </PostForm>
    }
}
