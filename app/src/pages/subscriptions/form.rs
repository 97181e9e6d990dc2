//! The page that makes a subscription. The browser sends its form by itself.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use crate::components::{Banner, Breadcrumb, EmptyState, PageHead, SelectField, SubmitButton, TextField, Tone};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::server_fns::subscriptions::{self, SubscriptionFormView};

/// `/{merchant}/{mode}/subscriptions/new`
#[component]
pub fn NewSubscriptionPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let customer = query.with_untracked(|query| query.get("customer")).unwrap_or_default();
    let fetched = Resource::new(move || customer.clone(), move |customer| subscriptions::form(scope, customer));
    let list = format!("/{scope}/subscriptions");
    view! {
        <Title text="New subscription" />
        <div class="page">
            <Breadcrumb trail=vec![("Subscriptions".to_owned(), list)] current="New" />
            <PageHead title="New subscription" />
            <Loaded from=fetched let(view)>
                {if view.prices.is_empty() {
                    view! { <NothingRecurs /> }.into_any()
                } else {
                    view! { <Form view /> }.into_any()
                }}
            </Loaded>
        </div>
    }
}

#[component]
fn NothingRecurs() -> impl IntoView {
    let href = format!("/{}/products", use_scope());
    let actions = view! { <a class="button" href=href>"Products"</a> };
    view! {
        <EmptyState title="Nothing is sold that recurs" icon="repeat" actions=actions.into_any()>
            "A subscription is for a price that is charged every month, quarter or year. Add one to a product first."
        </EmptyState>
    }
}

#[component]
fn Form(view: SubscriptionFormView) -> impl IntoView {
    let SubscriptionFormView { prices, customer, cards, posted } = view;
    let action = format!("/{}/subscriptions/new", use_scope());
    let sent = !posted.values.is_empty();
    let typed = |field: &str, usual: &str| if sent { posted.value(field) } else { usual.to_owned() };
    let whole = posted.message("form").or(posted.message("items"));
    let (id, hint) = match customer {
        Some((id, name)) => (id, format!("This is {name}.")),
        None => (String::new(), "A registered customer: cus_…, email:VALUE or external_id:VALUE.".to_owned()),
    };
    let last = ("".to_owned(), "The one that was kept last, if any".to_owned());
    let none = ("none".to_owned(), "None: an invoice goes out for each period".to_owned());
    let cards = cards.into_iter().map(|(id, label)| (id.to_string(), label));
    let cards: Vec<(String, String)> = [last].into_iter().chain(cards).chain([none]).collect();
    view! {
        <form class="stack catalog-form" data-gap="4" method="post" action=action novalidate>
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextField
                name="customer_id"
                label="Customer"
                value=typed("customer_id", &id)
                hint
                error=posted.message("customer_id")
                required=true
                mono=true
            />
            <div class="fields">
                <SelectField
                    name="price"
                    label="Price"
                    options=prices
                    value=typed("price", "")
                    error=posted.message("items[0].price_id").or(posted.message("price_id"))
                />
                <TextField
                    name="quantity"
                    label="How many"
                    value=typed("quantity", "1")
                    error=posted.message("items[0].quantity").or(posted.message("quantity"))
                />
                <TextField
                    name="trial_days"
                    label="Days for free"
                    value=typed("trial_days", "0")
                    hint="The first period is charged when they are over."
                    error=posted.message("trial_days")
                />
                <SelectField
                    name="card"
                    label="Card"
                    options=cards
                    value=typed("card", "")
                    error=posted.message("card").or(posted.message("card_id"))
                />
            </div>
            <div class="cluster">
                <SubmitButton label="Make the subscription" busy_label="Making" icon="plus" />
            </div>
        </form>
    }
}
