//! The second factor: setting up an app, recovery codes, and turning it off.

use leptos::prelude::*;
use leptos_meta::Title;

use super::here as account;
use crate::components::{
    Banner, Breadcrumb, CopyId, PageHead, PlainCode, Section, SubmitButton, TextField, Time, TimeForm, Tone,
};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::server_fns::account::{self as own, Factor, FactorView, FreshCodes};

/// `/{merchant}/{mode}/account/two-factor`
#[component]
pub fn TwoFactorPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| own::two_factor(scope));
    view! {
        <Title text="Two-factor sign-in" />
        <div class="page">
            <Breadcrumb trail=vec![("Your account".to_owned(), account())] current="Two-factor sign-in" />
            <PageHead title="Two-factor sign-in" />
            <Loaded from=fetched let(view)>
                <Standing view />
            </Loaded>
        </div>
    }
}

/// The address of the page.
fn here() -> String {
    format!("{}/two-factor", account())
}

#[component]
fn Standing(view: FactorView) -> impl IntoView {
    let FactorView { factor, fresh, posted } = view;
    let whole = posted.message("form");
    let body = match factor {
        Factor::Off => view! { <Off /> }.into_any(),
        Factor::Begun { secret, code } => view! { <SetUp secret code posted /> }.into_any(),
        Factor::On { since, recovery_codes } => {
            let few = recovery_codes <= 3 && fresh.is_none();
            view! {
                {fresh.map(|fresh| view! { <Codes fresh /> })}
                <Section id="state" title="It is on">
                    <p>
                        "Since " <Time at=since form=TimeForm::Day /> ", signing in takes a code from your app. "
                        {left(recovery_codes)}
                    </p>
                    {few.then(|| view! { <p>"Make new ones before you need them."</p> })}
                </Section>
                <Changes posted />
            }
            .into_any()
        }
    };
    view! {
        <div class="stack notices" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        </div>
        {body}
    }
}

fn left(codes: i64) -> String {
    match codes {
        0 => "You have no recovery codes left.".to_owned(),
        1 => "You have 1 recovery code left.".to_owned(),
        _ => format!("You have {codes} recovery codes left."),
    }
}

#[component]
fn Off() -> impl IntoView {
    view! {
        <div class="stack own" data-gap="4">
            <p>
                "Whoever learns your password can't use it without your phone. You need an authenticator app, such as the one \
                 that comes with your phone or your password manager."
            </p>
            <form method="post" action=here()>
                <input type="hidden" name="act" value="begin" />
                <SubmitButton label="Set up an app" busy_label="One moment" icon="lock" />
            </form>
        </div>
    }
}

/// What an app is shown, and the form that proves that it was.
#[component]
fn SetUp(secret: String, code: String, posted: Posted) -> impl IntoView {
    let spaced = secret.as_bytes().chunks(4).map(String::from_utf8_lossy).collect::<Vec<_>>().join(" ");
    view! {
        <div class="set-up">
            <section class="stack" data-gap="3" aria-labelledby="scan">
                <h2 id="scan">"1. Show this to your app"</h2>
                <div class="code-frame" inner_html=code></div>
                <p class="muted">"Or type this into it:"</p>
                <CopyId value=spaced what="the secret" />
            </section>
            <section class="stack" data-gap="3" aria-labelledby="confirm">
                <h2 id="confirm">"2. Type the code it shows"</h2>
                <form class="stack" data-gap="4" method="post" action=here() novalidate>
                    <input type="hidden" name="act" value="confirm" />
                    <CodeField posted=posted.clone() hint="Six digits. They change every 30 seconds." />
                    <PasswordField posted />
                    <div class="cluster">
                        <SubmitButton label="Turn on" busy_label="Turning on" icon="check" />
                        <a class="button" data-kind="quiet" href=account()>
                            "Not now"
                        </a>
                    </div>
                </form>
                <p class="muted">
                    "Nothing changes before you turn it on. Then you get recovery codes, in case you lose your phone."
                </p>
            </section>
        </div>
    }
}

#[component]
fn CodeField(posted: Posted, hint: &'static str, #[prop(optional)] id: Option<&'static str>) -> impl IntoView {
    view! {
        <TextField
            name="code"
            id=id.unwrap_or("code").to_owned()
            label="Code"
            hint=hint
            error=posted.message("code")
            autocomplete="one-time-code"
            mono=true
            required=true
        />
    }
}

#[component]
fn PasswordField(posted: Posted, #[prop(optional)] id: Option<&'static str>) -> impl IntoView {
    view! {
        <TextField
            name="password"
            id=id.unwrap_or("password").to_owned()
            label="Your password"
            kind="password"
            error=posted.message("password")
            autocomplete="current-password"
            required=true
        />
    }
}

/// The codes, this once.
#[component]
fn Codes(fresh: FreshCodes) -> impl IntoView {
    view! {
        <div class="stack own fresh" data-gap="4">
            <Banner tone=Tone::Good inset=true alert=true>
                <p>
                    "Keep these recovery codes where you find them without your phone: print them, or put them into a password \
                     manager. Each works once instead of a code from your app. They are not shown again."
                </p>
            </Banner>
            <PlainCode text=fresh.0.join("\n") label="Recovery codes" />
        </div>
    }
}

/// Both take the password and a code.
#[component]
fn Changes(posted: Posted) -> impl IntoView {
    let of = |act: &str| if posted.value("act") == act { posted.clone() } else { Posted::default() };
    const HINT: &str = "From your app, or a recovery code.";
    let (renewing, turning) = (of("renew"), of("turn_off"));
    view! {
        <Section
            id="renew"
            title="New recovery codes"
            intro="For when they are used up, or somebody may have seen them. The old ones stop working."
        >
            <form class="stack own" data-gap="4" method="post" action=here() novalidate>
                <input type="hidden" name="act" value="renew" />
                <CodeField posted=renewing.clone() hint=HINT />
                <PasswordField posted=renewing />
                <div class="cluster">
                    <SubmitButton label="Make new codes" busy_label="Making" icon="rotate-cw" kind="" />
                </div>
            </form>
        </Section>
        <Section
            id="turn-off"
            title="Turn it off"
            intro="Your password alone opens your account then. To change to another phone, turn it off and set it up anew."
        >
            <form class="stack own" data-gap="4" method="post" action=here() novalidate>
                <input type="hidden" name="act" value="turn_off" />
                <CodeField posted=turning.clone() hint=HINT id="off-code" />
                <PasswordField posted=turning id="off-password" />
                <div class="cluster">
                    <SubmitButton label="Turn off" busy_label="Turning off" kind="danger" />
                </div>
            </form>
        </Section>
    }
}
