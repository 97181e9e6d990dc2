//! What staff do with a subscription: another price or quantity, another card, a pause, and its end. The browser sends
//! every form by itself.

use clientele_domain::subscription::SubscriptionStatus;
use leptos::prelude::*;

use super::cancel::Cancel;
use crate::components::{Act, SecondThought, Section, SelectField, SubmitButton, TextField};
use crate::frame::use_scope;
use crate::server_fns::subscriptions::SubscriptionView;

/// What can be done as things stand.
#[component]
pub fn Acts(view: SubscriptionView) -> impl IntoView {
    let action = format!("/{}/subscriptions/{}", use_scope(), view.subscription.id);
    let late = view.subscription.status == SubscriptionStatus::PastDue;
    let ends = view.subscription.ends;
    let change =
        (!late && !ends && view.items.len() == 1).then(|| view! { <Change view=view.clone() action=action.clone() /> });
    let card = view! { <Card view=view.clone() action=action.clone() /> };
    let pause = match view.subscription.paused_at {
        Some(_) => view! { <Act action=action.clone() act="unpause" label="End the pause" icon="repeat" /> }.into_any(),
        None if late || ends => ().into_any(),
        None => view! {
            <SecondThought
                action=action.clone()
                act="pause"
                label="Pause"
                warning="Nobody is charged for it until you end the pause. The customer keeps what they have: periods go on, and their invoices stay drafts, for you to make out or void."
                confirm="Pause collection"
            />
        }
        .into_any(),
    };
    let resume = ends.then(|| view! { <Act action=action.clone() act="resume" label="Let it go on" icon="repeat" /> });
    view! {
        {change}
        {card}
        <Section id="acts" title="Pause or end">
            <div class="cluster ends">
                {resume} {pause} <Cancel subscription=view.subscription action />
            </div>
        </Section>
    }
}

/// Another price of the same rhythm, and how many.
#[component]
fn Change(view: SubscriptionView, action: String) -> impl IntoView {
    let posted = view.posted.clone();
    let now = view.next.as_ref().map_or(&view.items, |(items, _)| items).first().cloned();
    let (price, quantity) =
        now.map_or_else(Default::default, |item| (item.price.to_string(), item.quantity.to_string()));
    let typed = |field: &str, usual: String| match posted.value("act").as_str() {
        "change" => posted.value(field),
        _ => usual,
    };
    let (price, quantity) = (typed("price", price), typed("quantity", quantity));
    let wrong = (
        posted.message("items[0].price_id").or(posted.message("price")),
        posted.message("items[0].quantity").or(posted.message("quantity")),
    );
    let mut prices = view.prices.clone();
    // What it is for may be archived by now, and is no less what it is for.
    if let Some(item) = view.items.first().filter(|item| prices.iter().all(|(id, _)| *id != item.price.to_string())) {
        prices.insert(0, (item.price.to_string(), format!("{}, {}", item.name, item.unit)));
    }
    let undo = view.next.is_some().then(|| {
        view! { <Act action=action.clone() act="keep" label="Leave it as it is" icon="undo-2" /> }
    });
    view! {
        <Section
            id="change"
            title="Change it"
            intro="From the next period on. Nothing of the current one is charged or given back."
        >
            <form class="stack catalog-form" data-gap="3" method="post" action=action.clone() novalidate>
                <input type="hidden" name="act" value="change" />
                <input type="hidden" name="version" value=view.version.to_string() />
                <div class="fields">
                    <SelectField
                        name="price"
                        label="Price"
                        options=prices
                        value=price
                        error=wrong.0
                    />
                    <TextField
                        name="quantity"
                        label="How many"
                        value=quantity
                        error=wrong.1
                    />
                </div>
                <div class="cluster">
                    <SubmitButton label="Change at the end of the period" busy_label="Changing" kind="" />
                </div>
            </form>
            {undo}
        </Section>
    }
}

/// Which card is charged, or none.
#[component]
fn Card(view: SubscriptionView, action: String) -> impl IntoView {
    let none = (String::new(), "No card: an invoice goes out 7 days before".to_owned());
    let cards = view.cards.into_iter().map(|(id, label)| (id.to_string(), label));
    let options: Vec<(String, String)> = cards.chain([none]).collect();
    let value = view.card.map(|card| card.to_string()).unwrap_or_default();
    let alone = options.len() == 1;
    (!alone).then(|| {
        view! {
            <Section id="card" title="What is charged">
                <form class="stack catalog-form" data-gap="3" method="post" action=action novalidate>
                    <input type="hidden" name="act" value="card" />
                    <SelectField name="card" label="Card" options value error=view.posted.message("card") />
                    <div class="cluster">
                        <SubmitButton label="Save" busy_label="Saving" kind="" />
                    </div>
                </form>
            </Section>
        }
    })
}
