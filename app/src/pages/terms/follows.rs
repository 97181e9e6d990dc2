//! What the button says, and what follows payment.

use clientele_domain::checkout::SubmitType;
use leptos::prelude::*;

use super::Start;
use crate::components::{SelectField, TextField, TextareaField};

/// What the button says, and what follows payment.
#[component]
pub fn WhatFollows(start: Start) -> impl IntoView {
    let redirect = start.ticked("after", "redirect", false);
    let words = SubmitType::ALL.iter().map(|word| (word.as_str().to_owned(), word.label().to_owned()));
    view! {
        <fieldset class="stack" data-gap="4">
            <legend>"Payment and after"</legend>
            <SelectField
                name="submit_type"
                label="The button says"
                options=words.collect()
                value=start.text("submit_type", "pay")
            />
            <div class="choices">
                <label>
                    <input type="radio" name="after" value="message" checked=!redirect />
                    <span>"Show a message after payment"</span>
                </label>
                <label>
                    <input type="radio" name="after" value="redirect" checked=redirect />
                    <span>"Send the buyer to an address"</span>
                </label>
            </div>
            <div class="of-message">
                <TextareaField
                    name="after_completion.message"
                    label="Message"
                    value=start.text("after_completion.message", "")
                    hint="Left empty, buyers are thanked in our words."
                    error=start.message("after_completion.message")
                    optional=true
                />
            </div>
            <div class="of-redirect">
                <TextField
                    name="after_completion.url"
                    label="Address"
                    kind="url"
                    value=start.text("after_completion.url", "")
                    hint="Such as https://example.com/thanks?session={CHECKOUT_SESSION_ID}, where the session’s id is put in."
                    error=start.message("after_completion.url").or(start.message("success_url"))
                    mono=true
                />
            </div>
        </fieldset>
    }
}
