//! What somebody sees who signed in and works for no merchant any more.

use leptos::prelude::*;
use leptos_meta::Title;

use crate::components::SignInFrame;

/// `/`, for whoever has nowhere to go on to.
#[component]
pub fn NoTeamPage() -> impl IntoView {
    view! {
        <Title text="No team" />
        <SignInFrame title="You are on no team here" intro="To work for a merchant again you need an invitation.">
            <p>"Ask an owner or an admin for a link, and open it in this browser."</p>
            <form class="stack" method="post" action="/sign-out">
                <button class="button" data-size="l" type="submit">
                    "Sign out"
                </button>
            </form>
        </SignInFrame>
    }
}
