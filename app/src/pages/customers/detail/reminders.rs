//! Whether the customer gets reminders by mail, and the button that says so for them.

use clientele_domain::id::CustomerId;
use leptos::prelude::*;

use super::here::Here;
use super::stay;
use crate::components::{Section, SubmitButton};
use crate::form::PostForm;
use crate::posted::Posted;

/// What they get; for those who may, the way to the other.
#[component]
pub fn Reminders(
    customer: CustomerId,
    off: bool,
    may_write: bool,
    here: Memo<Here>,
    refetch: Callback<()>,
) -> impl IntoView {
    let action = Signal::derive(move || here.with(|here| here.clone().with_deleting(false).customer_href(customer)));
    let text = match off {
        true => "Wants no reminders. Receipts are sent nevertheless.",
        false => "Gets receipts and reminders.",
    };
    let change = may_write.then(|| {
        let posted = RwSignal::new(Posted::default());
        let label = if off { "Send reminders again" } else { "Send no reminders" };
        view! {
            <PostForm action posted on_done=stay(refetch)>
                <input type="hidden" name="act" value="reminders" />
                <input type="hidden" name="off" value=(!off).to_string() />
                <SubmitButton label busy_label="Saving" kind="" size="s" icon="mail" />
            </PostForm>
        }
    });
    view! {
        <Section id="reminders" title="Mail">
            <div class="stack" data-gap="2">
                <p class="muted">{text}</p>
                {change}
            </div>
        </Section>
    }
}
