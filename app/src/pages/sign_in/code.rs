//! The second step of signing in: a code.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;

use super::{FOOT, entrance_resource, next_of};
use crate::components::{Banner, SignInFrame, TextField, Tone};
use crate::list_query::param;
use crate::server_fns::entrance::Entrance;

/// `/sign-in/code`
#[component]
pub fn CodePage() -> impl IntoView {
    let resource = entrance_resource();
    let next = use_location().search.with_untracked(|search| param(search, "next")).unwrap_or_default();
    view! {
        <Title text="Enter a code" />
        <SignInFrame title="Enter a code" intro="Your authenticator app shows one." foot=FOOT>
            <Suspense>
                {move || {
                    let next = next.clone();
                    Suspend::new(async move { code_form(resource.await.unwrap_or_default(), next) })
                }}
            </Suspense>
        </SignInFrame>
    }
}

fn code_form(entrance: Entrance, next: String) -> impl IntoView {
    let posted = entrance.posted;
    let failed = posted.message("form");
    view! {
        <form class="stack" data-gap="4" method="post" action="/sign-in/code" novalidate>
            <input type="hidden" name="next" value=next_of(&posted, next) />
            {failed.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <TextField
                name="code"
                label="Code"
                hint="Six digits. Without your phone, use one of your recovery codes."
                error=posted.message("code")
                autocomplete="one-time-code"
                mono=true
                required=true
                autofocus=true
            />
            <button class="button" data-kind="primary" data-size="l" type="submit">
                "Sign in"
            </button>
            <p class="muted">
                "Lost both phone and recovery codes? Whoever runs this server can let you in. "
                <a href="/sign-in" rel="external">"Start over"</a>
            </p>
        </form>
    }
}
