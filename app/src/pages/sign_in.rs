//! The way in: signing in, and on the first start signing up as the owner.

pub mod code;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use crate::components::{Banner, ErrorSummary, FieldError, SelectField, SignInFrame, TextField, Tone};
use crate::list_query::param;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::server_fns::entrance::{self, Entrance};

const FOOT: &str = concat!("Clientele ", env!("CARGO_PKG_VERSION"));

/// What the page needs, and what came of the form when it was sent.
fn entrance_resource() -> Resource<Result<Entrance, Problem>> {
    Resource::new(|| (), |()| entrance::look())
}

/// `/sign-in`
#[component]
pub fn SignInPage() -> impl IntoView {
    let resource = entrance_resource();
    let search = use_location().search;
    let next = search.with_untracked(|search| param(search, "next")).unwrap_or_default();
    let late = search.with_untracked(|search| param(search, "late")).is_some();
    view! {
        <Title text="Sign in" />
        <SignInFrame title="Sign in" foot=FOOT>
            <Suspense>
                {move || {
                    let next = next.clone();
                    Suspend::new(async move {
                        let entrance = resource.await.unwrap_or_default();
                        sign_in_form(entrance, next, late)
                    })
                }}
            </Suspense>
        </SignInFrame>
    }
}

fn sign_in_form(entrance: Entrance, next: String, late: bool) -> impl IntoView {
    let posted = entrance.posted;
    let failed = posted.message("form");
    let first = entrance.needs_owner.then(|| {
        view! {
            <p class="muted">
                "Nobody has signed up on this server yet. " <a href="/sign-up" rel="external">"Become its owner"</a>
            </p>
        }
    });
    view! {
        // Signing in changes who everything on the page is for, so it is a page of its own, with wasm or without.
        <form class="stack" data-gap="4" method="post" action="/sign-in">
            <input type="hidden" name="next" value=next_of(&posted, next) />
            {(late && failed.is_none()).then(|| {
                view! {
                    <Banner tone=Tone::Info inset=true>
                        <p>"The code was not given within ten minutes. Begin with your password again."</p>
                    </Banner>
                }
            })}
            {failed.map(|message| {
                view! {
                    <Banner tone=Tone::Bad inset=true alert=true icon="circle-alert">
                        <p>{message}</p>
                    </Banner>
                }
            })}
            <TextField
                name="email"
                label="Email"
                kind="email"
                value=posted.value("email")
                autocomplete="username"
                required=true
                autofocus=true
            />
            <TextField name="password" label="Password" kind="password" autocomplete="current-password" required=true />
            <button class="button" data-kind="primary" data-size="l" type="submit">
                "Sign in"
            </button>
            {first}
            <p class="muted">"No account? Ask an owner or an admin for an invitation."</p>
        </form>
    }
}

fn next_of(posted: &Posted, next: String) -> String {
    if next.is_empty() { posted.value("next") } else { next }
}

/// `/sign-up`
#[component]
pub fn SignUpPage() -> impl IntoView {
    let resource = entrance_resource();
    view! {
        <Title text="Sign up" />
        <SignInFrame
            title="Set up Clientele"
            intro="You become the owner of this server: the first merchant and the first account."
            foot=FOOT
        >
            <Suspense>
                {move || Suspend::new(async move { sign_up_form(resource.await.unwrap_or_default()) })}
            </Suspense>
        </SignInFrame>
    }
}

fn sign_up_form(entrance: Entrance) -> AnyView {
    let Entrance { needs_owner, posted, currencies } = entrance;
    if !needs_owner {
        return view! {
            <p>"This server has an owner already. " <a href="/sign-in" rel="external">"Sign in"</a></p>
        }
        .into_any();
    }
    let currency = Some(posted.value("currency")).filter(|code| !code.is_empty()).unwrap_or_else(|| "EUR".to_owned());
    let error = |field: &str| posted.message(field);
    let labels = [
        ("merchant", "Shop"),
        ("currency", "Currency"),
        ("name", "Your name"),
        ("email", "Your email"),
        ("password", "Password"),
    ];
    let wrong = labels.into_iter().filter(|(field, _)| posted.message(field).is_some());
    let summary: Vec<FieldError> =
        wrong.map(|(field, label)| FieldError { id: field.to_owned(), label: label.to_owned() }).collect();
    view! {
        <form class="stack" data-gap="4" method="post" action="/sign-up">
            <ErrorSummary errors=summary doing="signing up" />
            <TextField
                name="merchant"
                label="What your shop is called"
                value=posted.value("merchant")
                error=error("merchant")
                autocomplete="organization"
                required=true
                autofocus=true
            />
            <SelectField
                name="currency"
                label="Your currency"
                value=currency
                options=currencies
                hint="Customers are compared by what they spent in it. Other currencies are shown beside it."
                error=error("currency")
            />
            <TextField
                name="name"
                label="Your name"
                value=posted.value("name")
                error=error("name")
                autocomplete="name"
                required=true
            />
            <TextField
                name="email"
                label="Your email"
                kind="email"
                value=posted.value("email")
                error=error("email")
                autocomplete="username"
                required=true
            />
            <TextField
                name="password"
                label="Password"
                kind="password"
                hint="At least 10 characters. A short sentence is easy to remember and hard to guess."
                error=error("password")
                autocomplete="new-password"
                required=true
            />
            <button class="button" data-kind="primary" data-size="l" type="submit">
                "Create the account"
            </button>
        </form>
    }
    .into_any()
}
