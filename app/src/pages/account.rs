//! The account of the person at the screen: name, password, second factor, and where they are signed in. The browser sends
//! its forms by itself: their answers may concern what stands in the frame.

mod sessions;
pub mod two_factor;

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use self::sessions::Sessions;
use crate::components::{Badge, Banner, PageHead, Section, SubmitButton, TextField, Tone};
use crate::frame::use_scope;
use crate::list_query::param;
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::server_fns::account::{self, AccountView};

/// `/{merchant}/{mode}/account`
#[component]
pub fn AccountPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| account::look(scope));
    let search = use_location().search;
    view! {
        <Title text="Your account" />
        <div class="page">
            <PageHead title="Your account" intro="It is the same at every merchant you work for." />
            <Loaded from=fetched let(view)>
                {
                    let done = search.with_untracked(|search| param(search, "done")).unwrap_or_default();
                    view! { <Own view done /> }
                }
            </Loaded>
        </div>
    }
}

/// The address of the page.
fn here() -> String {
    format!("/{}/account", use_scope())
}

/// What was done, by the word in the address.
fn told(done: &str) -> Option<&'static str> {
    Some(match done {
        "name" => "Your name is saved.",
        "password" => "Your password is changed. Wherever else you were signed in, you are not any more.",
        "session" => "You are signed out there.",
        "sessions" => "You are signed out everywhere else.",
        "two_factor" => "Two-factor sign-in is off. Your password alone opens your account.",
        _ => return None,
    })
}

#[component]
fn Own(view: AccountView, done: String) -> impl IntoView {
    let AccountView { name, email, two_factor, here, elsewhere, posted } = view;
    let whole = posted.message("form");
    let naming = posted.clone();
    let name = if posted.value("act") == "name" { posted.value("name") } else { name };
    view! {
        <div class="stack notices" data-gap="4">
            {told(&done).map(|told| view! { <Banner tone=Tone::Good inset=true><p>{told}</p></Banner> })}
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        </div>
        <Section id="who" title="Name and email">
            <NameForm name email posted=naming />
        </Section>
        <Section id="password" title="Password" intro="Changing it signs you out everywhere else.">
            <PasswordForm posted />
        </Section>
        <Section
            id="two-factor"
            title="Two-factor sign-in"
            intro="Besides your password, signing in takes a code that only your phone knows."
        >
            <FactorSummary two_factor />
        </Section>
        <Section id="sessions" title="Where you are signed in" intro="Browser and system are kept, no address. A session ends two weeks after its last use.">
            <Sessions here elsewhere />
        </Section>
    }
}

#[component]
fn NameForm(name: String, email: String, posted: Posted) -> impl IntoView {
    view! {
        <form class="stack own" data-gap="4" method="post" action=here() novalidate>
            <input type="hidden" name="act" value="name" />
            <TextField
                name="name"
                label="Name"
                value=name
                hint="Your colleagues see it beside what you do."
                error=posted.message("name")
                autocomplete="name"
                required=true
            />
            <TextField name="email" label="Email" kind="email" value=email disabled=true hint="You sign in with it." />
            <div class="cluster">
                <SubmitButton label="Save name" busy_label="Saving" icon="check" kind="" />
            </div>
        </form>
    }
}

#[component]
fn PasswordForm(posted: Posted) -> impl IntoView {
    view! {
        <form class="stack own" data-gap="4" method="post" action=here() novalidate>
            <input type="hidden" name="act" value="password" />
            <TextField
                name="current_password"
                label="Password now"
                kind="password"
                error=posted.message("current_password")
                autocomplete="current-password"
                required=true
            />
            <TextField
                name="new_password"
                label="New password"
                kind="password"
                hint="At least 10 characters. A short sentence is easy to remember and hard to guess."
                error=posted.message("new_password")
                autocomplete="new-password"
                required=true
            />
            <div class="cluster">
                <SubmitButton label="Change password" busy_label="Changing" icon="check" kind="" />
            </div>
        </form>
    }
}

#[component]
fn FactorSummary(two_factor: bool) -> impl IntoView {
    let (state, link) = if two_factor {
        (view! { <Badge tone=Tone::Good icon="lock">"On"</Badge> }.into_any(), "Recovery codes and turning it off")
    } else {
        (view! { <Badge icon="circle-dashed">"Off"</Badge> }.into_any(), "Set it up")
    };
    view! {
        <div class="cluster">
            {state}
            <a class="button" href=format!("{}/two-factor", here())>
                {link}
            </a>
        </div>
    }
}
