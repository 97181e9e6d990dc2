//! A small shop that sells one subscription. Its page asks Clientele what the user is subscribed to; its server, which
//! knows who the user is, has the secret key.

use clientele_client::{Client, Customer, Identifier, UseCustomer, UseCustomerOptions, use_customer_with_options};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
pub mod shop;

/// What the server tells the page.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Told {
    /// Where Clientele is.
    pub clientele: String,
    /// Who is signed in.
    pub user: Option<String>,
}

/// The secret of a customer session for whoever is signed in: none if nobody is, or if they never bought anything.
///
/// Takes no argument: the browser never says who it is.
#[server]
pub async fn customer_session() -> Result<Option<String>, ServerFnError> {
    let shop = expect_context::<shop::Shop>();
    match use_context::<shop::User>() {
        Some(shop::User(user)) => shop.customer_session(&user).await.map_err(ServerFnError::new),
        None => Ok(None),
    }
}

/// The page.
#[component]
pub fn App() -> impl IntoView {
    // Known to the server, and sent along for the browser.
    let Told { clientele, user } = SharedValue::new(expect_context::<Told>).into_inner();
    provide_context(Client::new(&clientele, || async { customer_session().await.map_err(|error| error.to_string()) }));
    view! {
        <main>
            <h1>"The Daily Loom"</h1>
            {match user {
                Some(user) => view! { <Account user /> }.into_any(),
                None => view! { <SignIn /> }.into_any(),
            }}
        </main>
    }
}

/// What a user is subscribed to, and the way to a subscription.
#[component]
fn Account(user: String) -> impl IntoView {
    let options = UseCustomerOptions::default().refetch_on_focus(true);
    let UseCustomer { customer, is_loading, error, refetch } =
        use_customer_with_options(Identifier::external_id(&user), options);
    let active = move || customer.with(|customer| customer.as_ref().is_some_and(Customer::has_active_subscription));
    let standing = move || {
        if is_loading.get() {
            return "Loading…".to_owned();
        }
        if let Some(error) = error.get() {
            return error.to_string();
        }
        customer.with(|customer| customer.as_ref().map_or_else(|| "No subscription".to_owned(), described))
    };
    view! {
        <p>"Signed in as " {user}</p>
        <p role="status">{standing}</p>
        <Show when=move || !is_loading.get() && error.with(Option::is_none) && !active()>
            <form method="post" action="/subscribe">
                <button>"Subscribe"</button>
            </form>
        </Show>
        <Show when=move || error.with(Option::is_some)>
            <button on:click=move |_| refetch.run(())>"Try again"</button>
        </Show>
    }
}

fn described(customer: &Customer) -> String {
    let newest = customer.subscriptions().first().filter(|_| customer.has_active_subscription());
    newest.map_or_else(
        || "No subscription".to_owned(),
        |subscription| {
            let name = subscription.items.first().map_or("", |item| item.name.as_str());
            let until = subscription.active_until.0.to_string();
            format!("{name}: active until {}", until.get(..10).unwrap_or_default())
        },
    )
}

/// A shop of your own asks for more than a name.
#[component]
fn SignIn() -> impl IntoView {
    view! {
        <form method="post" action="/sign-in">
            <label>"Email " <input type="email" name="email" autocomplete="email" required /></label>
            <button>"Sign in"</button>
        </form>
    }
}

/// Called once by the page: takes over what the server rendered.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_body(App);
}
