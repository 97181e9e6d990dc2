//! One endpoint: what it is told of, its secret, and an end to it; and the page that makes one.

use clientele_domain::id::WebhookEndpointId;
use clientele_domain::role::Permission;
use clientele_domain::time::Timestamp;
use clientele_domain::webhook::Endpoint;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;

use super::endpoint_form::EndpointForm;
use super::{EndpointBadge, without_scheme};
use crate::components::{
    Act, Banner, Breadcrumb, CopyId, Fact, Icon, KeyValue, PageHead, SecondThought, Section, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::posted::Posted;
use crate::problem::Problem;
use crate::server_fns::webhooks::{self, EndpointView, FreshSecret};

/// `/{merchant}/{mode}/developers/webhooks/new`
#[component]
pub fn NewEndpointPage() -> impl IntoView {
    let scope = use_scope();
    let fetched = Resource::new(|| (), move |()| webhooks::form(scope, None));
    view! { <Shown fetched /> }
}

/// `/{merchant}/{mode}/developers/webhooks/{id}`
#[component]
pub fn EndpointPage() -> impl IntoView {
    let (scope, params) = (use_scope(), use_params_map());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<WebhookEndpointId>().ok()));
    let fetched = Resource::new(
        move || id.get(),
        move |id| async move { webhooks::form(scope, Some(id.ok_or(Problem::NotFound)?)).await },
    );
    view! { <Shown fetched /> }
}

#[component]
fn Shown(fetched: Resource<Result<EndpointView, Problem>>) -> impl IntoView {
    view! {
        <div class="page">
            <Loaded from=fetched let(view)>
                {match view {
                    EndpointView { endpoint: Some(endpoint), fresh, posted } => {
                        view! { <OneEndpoint endpoint fresh posted /> }.into_any()
                    }
                    EndpointView { fresh, posted, .. } => view! { <NewEndpoint fresh posted /> }.into_any(),
                }}
            </Loaded>
        </div>
    }
}

#[component]
fn NewEndpoint(fresh: Option<FreshSecret>, posted: Posted) -> impl IntoView {
    let list = format!("/{}/developers/webhooks", use_scope());
    let whole = posted.message("form");
    let body = match fresh {
        Some(fresh) => {
            let href = format!("{list}/{}", fresh.endpoint.id);
            view! {
                <Secret fresh />
                <p>
                    <a class="button" data-kind="primary" href=href>
                        "Open the endpoint"
                    </a>
                </p>
            }
            .into_any()
        }
        None => view! { <EndpointForm action=format!("{list}/new") posted /> }.into_any(),
    };
    view! {
        <Title text="New endpoint" />
        <Breadcrumb trail=vec![("Webhooks".to_owned(), list)] current="New" />
        <PageHead title="New endpoint" />
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {body}
        </div>
    }
}

/// The secret, this once.
#[component]
fn Secret(fresh: FreshSecret) -> impl IntoView {
    view! {
        <Banner tone=Tone::Good inset=true alert=true>
            <p>
                "What is sent to " <b><bdi>{without_scheme(&fresh.endpoint.url)}</bdi></b>
                " is signed with this secret. Copy it now and give it to your program: it is not shown again."
            </p>
            <CopyId value=fresh.secret what="the secret" />
        </Banner>
    }
}

#[component]
fn OneEndpoint(endpoint: Endpoint, fresh: Option<FreshSecret>, posted: Posted) -> impl IntoView {
    let list = format!("/{}/developers/webhooks", use_scope());
    let here = format!("{list}/{}", endpoint.id);
    let title = without_scheme(&endpoint.url);
    let (writes, enabled) = (use_viewer().may(Permission::WebhookWrite), endpoint.is_enabled());
    let whole = posted.message("form");
    let try_out = if enabled {
        view! { <Act action=here.clone() act="test" icon="zap" label="Send a test event" /> }.into_any()
    } else {
        view! { <Act action=here.clone() act="enable" icon="circle-check" label="Enable" /> }.into_any()
    };
    let changes = writes.then(|| {
        let form = view! { <EndpointForm action=here.clone() endpoint=endpoint.clone() posted /> };
        view! {
            <Section id="settings" title="Settings">
                {form}
            </Section>
            <Section id="ends" title="Secret and end">
                <Ends action=here enabled />
            </Section>
        }
    });
    view! {
        <Title text=title.clone() />
        <Breadcrumb trail=vec![("Webhooks".to_owned(), list.clone())] current=title.clone() />
        <PageHead title=title>
            <a class="button" href=format!("{list}?endpoint={}#deliveries", endpoint.id)>
                <Icon name="receipt-text" />
                "Deliveries"
            </a>
            {writes.then_some(try_out)}
        </PageHead>
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            {fresh.map(|fresh| view! { <Secret fresh /> })}
            {(!enabled).then(|| view! { <Disabled endpoint=endpoint.clone() /> })}
            <Facts endpoint />
        </div>
        {changes}
    }
}

/// Why nothing is sent there, and what becomes of it.
#[component]
fn Disabled(endpoint: Endpoint) -> impl IntoView {
    let tone = if endpoint.failing_since.is_some() { Tone::Bad } else { Tone::Info };
    view! {
        <Banner tone inset=true>
            <p>
                <b dir="auto">{endpoint.disabled_reason}</b>
                " What happens meanwhile is not told here. What was on its way waits until you enable it."
            </p>
        </Banner>
    }
}

#[component]
fn Facts(endpoint: Endpoint) -> impl IntoView {
    let failing = endpoint.failing_since.filter(|_| endpoint.is_enabled());
    let (until, made) = (endpoint.previous_secret_until, endpoint.created_at);
    let id = endpoint.id.to_string();
    view! {
        <KeyValue>
            <Fact name="Id">
                <CopyId value=id what="endpoint id" />
            </Fact>
            <Fact name="Status">
                <EndpointBadge endpoint />
            </Fact>
            {failing.map(|at| view! { <Moment name="Nothing arrived since" at /> })}
            {until.map(|at| view! { <Moment name="Old secret counts until" at /> })}
            <Moment name="Made" at=made />
        </KeyValue>
    }
}

#[component]
fn Moment(name: &'static str, at: Timestamp) -> impl IntoView {
    view! {
        <Fact name>
            <Time at form=TimeForm::Moment />
        </Fact>
    }
}

/// What one thinks about twice.
#[component]
fn Ends(action: String, enabled: bool) -> impl IntoView {
    view! {
        <div class="cluster ends">
            <SecondThought
                action=action.clone()
                act="rotate"
                label="New secret"
                warning="What is sent within the next day is signed with the old secret and with the new one, so that your program can change over. After that the old one counts no more."
                confirm="Make a new secret"
            />
            {enabled
                .then(|| {
                    view! {
                        <SecondThought
                            action=action.clone()
                            act="disable"
                            label="Disable"
                            warning="What happens from now on is not told here. What is on its way waits until you enable it."
                            confirm="Disable this endpoint"
                        />
                    }
                })}
            <SecondThought
                action
                act="delete"
                label="Remove"
                warning="Nothing is sent there any more, and its secret is gone. What was sent can be looked at for 30 days."
                confirm="Remove this endpoint"
                danger=true
            />
        </div>
    }
}
