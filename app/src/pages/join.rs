//! Accepting an invitation.

use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};

use crate::components::{Banner, ErrorSummary, FieldError, SignInFrame, TextField, Time, TimeForm, Tone};
use crate::list_query::escape;
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::server_fns::team::{self, Invited, Way};

/// `/join/{secret}`
#[component]
pub fn JoinPage() -> impl IntoView {
    let params = use_params_map();
    let secret = params.with_untracked(|params| params.get("secret")).unwrap_or_default();
    let resource = Resource::new(|| (), move |()| team::opened(secret.clone()));
    let path = use_location().pathname.get_untracked();
    view! {
        <Title text="Invitation" />
        <Loaded
            from=resource
            fallback=|| ()
            otherwise=|problem| view! { <Closed problem /> }.into_any()
            let(invited)
        >
            <Open invited path=path.clone() />
        </Loaded>
    }
}

#[component]
fn Closed(problem: Problem) -> impl IntoView {
    #[cfg(feature = "ssr")]
    problem.set_status();
    let sentence = match problem {
        Problem::NotFound => {
            "It was used, taken back or replaced by a newer one, or it is older than a week. Ask whoever invited you for a \
             new link."
        }
        _ => "The server did not answer as it should. Load this page again.",
    };
    view! {
        <SignInFrame title="This invitation counts no more">
            <p>{sentence}</p>
            <p class="muted">
                "You joined already? " <a href="/" rel="external">"Go to your dashboard"</a>
            </p>
        </SignInFrame>
    }
}

#[component]
fn Open(invited: Invited, path: String) -> impl IntoView {
    let Invited { merchant, email, role, invited_by, expires_at, way, posted } = invited;
    let whole = posted.message("form");
    let offer = match way {
        Way::New => view! { <NewForm path email posted /> }.into_any(),
        Way::SignIn => {
            let href = format!("/sign-in?next={}", escape(&path));
            view! {
                <p>"You have an account with " <b><bdi>{email}</bdi></b> " already. Sign in, and you come back here to join."</p>
                <a class="button" data-kind="primary" data-size="l" href=href rel="external">
                    "Sign in to join"
                </a>
            }
            .into_any()
        }
        Way::AtOnce(name) => view! {
            <p>"You are signed in as " <b><bdi>{name}</bdi></b> "."</p>
            <form class="stack" method="post" action=path>
                <input type="hidden" name="act" value="join" />
                <button class="button" data-kind="primary" data-size="l" type="submit">
                    "Join"
                </button>
            </form>
        }
        .into_any(),
        Way::SomebodyElse(other) => view! {
            <p>
                "This invitation is for " <b><bdi>{email}</bdi></b> ", and you are signed in as " <b><bdi>{other}</bdi></b>
                ". Sign out, then open the link again."
            </p>
            <form class="stack" method="post" action="/sign-out">
                <button class="button" data-size="l" type="submit">
                    "Sign out"
                </button>
            </form>
        }
        .into_any(),
    };
    view! {
        <SignInFrame
            title=format!("Join {merchant}")
            intro=format!("{invited_by} invites you to work here as {}. {}", role.label(), role.about())
        >
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {offer}
            <p class="muted">"This link counts until " <Time at=expires_at form=TimeForm::Moment /> ", once."</p>
        </SignInFrame>
    }
}

/// Joining changes who everything on the page is for, so the browser sends it by itself.
#[component]
fn NewForm(path: String, email: String, posted: Posted) -> impl IntoView {
    let labels = [("name", "Your name"), ("password", "Password")];
    let wrong = labels.into_iter().filter(|(field, _)| posted.message(field).is_some());
    let summary: Vec<FieldError> =
        wrong.map(|(field, label)| FieldError { id: field.to_owned(), label: label.to_owned() }).collect();
    view! {
        <form class="stack" data-gap="4" method="post" action=path novalidate>
            <ErrorSummary errors=summary doing="joining" />
            <TextField
                name="name"
                label="Your name"
                value=posted.value("name")
                error=posted.message("name")
                autocomplete="name"
                required=true
                autofocus=true
            />
            // Nothing is read from it: the invitation knows whom it is for. Password managers want to know.
            <div class="field">
                <label for="email">"Email"</label>
                <input class="input" id="email" type="email" value=email autocomplete="username" readonly />
            </div>
            <TextField
                name="password"
                label="Password"
                kind="password"
                hint="At least 10 characters. A short sentence is easy to remember and hard to guess."
                error=posted.message("password")
                autocomplete="new-password"
                required=true
            />
            <button class="button" data-kind="primary" data-size="l" type="submit">
                "Join"
            </button>
        </form>
    }
}
