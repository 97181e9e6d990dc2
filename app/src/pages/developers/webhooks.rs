//! Webhooks: the endpoints, and what became of what was sent there.

mod deliveries;
mod delivery;
mod endpoint_form;
pub mod endpoint_page;

use std::time::Duration;

use clientele_domain::role::Permission;
use clientele_domain::webhook::{Endpoint, Wanted};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{Head, Place};
use crate::components::{
    Badge, Banner, Cell, Column, EmptyState, Icon, Row, RowHead, Section, Table, TableSkeleton, Time, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::server_fns::webhooks::{self, WebhooksView};
use deliveries::Deliveries;

/// What the address asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Asked {
    /// Deliveries to this endpoint alone.
    endpoint: String,
    /// Deliveries after this one.
    after: String,
    /// The delivery to look at.
    delivery: String,
}

/// `/{merchant}/{mode}/developers/webhooks`
#[component]
pub fn WebhooksPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked =
        Memo::new(move |_| Asked { endpoint: text("endpoint"), after: text("after"), delivery: text("delivery") });
    let fetched = Resource::new(
        move || asked.get(),
        move |Asked { endpoint, after, delivery }| webhooks::webhooks(scope, endpoint, after, delivery),
    );
    look_again(fetched);
    view! {
        <Title text="Webhooks" />
        <div class="page">
            <Head place=Place::Webhooks />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=8 columns=4 label="Webhooks, loading" /> }
                let(view)
            >
                {
                    let asked = asked.get_untracked();
                    view! { <Webhooks view asked /> }
                }
            </Loaded>
        </div>
    }
}

/// While the delivery on the screen is on its way, looks every other second what came of it; not for long, for a receiver
/// may take its time.
fn look_again(fetched: Resource<Result<WebhooksView, crate::problem::Problem>>) {
    const PAUSE: Duration = Duration::from_millis(1500);
    const TIMES: u32 = 20;
    let looked = StoredValue::new(0);
    Effect::new(move || {
        let waiting = fetched.with(|fetched| match fetched {
            Some(Ok(view)) => {
                view.chosen.as_ref().is_some_and(|chosen| deliveries::is_on_its_way(&chosen.delivery, view.now))
            }
            _ => false,
        });
        if !waiting || looked.get_value() >= TIMES {
            return;
        }
        looked.update_value(|times| *times += 1);
        let timer = set_timeout_with_handle(move || fetched.refetch(), PAUSE).ok();
        on_cleanup(move || {
            if let Some(timer) = timer {
                timer.clear();
            }
        });
    });
}

#[component]
fn Webhooks(view: WebhooksView, asked: Asked) -> impl IntoView {
    let WebhooksView { endpoints, deliveries, more, chosen, now, posted } = view;
    let (scope, viewer) = (use_scope(), use_viewer());
    let whole = posted.message("form");
    let count = (!endpoints.is_empty()).then(|| endpoints.len().to_string());
    let add = viewer.may(Permission::WebhookWrite).then(|| {
        view! {
            <a class="button" data-size="s" href=format!("/{scope}/developers/webhooks/new")>
                <Icon name="plus" />
                "Add endpoint"
            </a>
        }
    });
    let listed = if endpoints.is_empty() {
        view! {
            <EmptyState title="No endpoints yet" icon="link">
                "Add an address of your own server, and it is told of what happens, in the moment in which it happens."
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <EndpointsTable endpoints=endpoints.clone() /> }.into_any()
    };
    let any = !endpoints.is_empty() || !deliveries.is_empty();
    view! {
        {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
        <Section id="endpoints" title="Webhook endpoints" count aside=add.into_any()>
            {listed}
        </Section>
        {any.then(|| view! { <Deliveries endpoints deliveries more chosen now asked /> })}
    }
}

#[component]
fn EndpointsTable(endpoints: Vec<Endpoint>) -> impl IntoView {
    let head = view! {
        <Column>"Address"</Column>
        <Column class="fill">"Is told of"</Column>
        <Column>"Status"</Column>
        <Column>"Since"</Column>
    };
    let rows = endpoints.into_iter().map(|endpoint| view! { <EndpointRow endpoint /> }).collect_view();
    view! {
        <Table label="Webhook endpoints" head=head.into_any()>
            {rows}
        </Table>
    }
}

#[component]
fn EndpointRow(endpoint: Endpoint) -> impl IntoView {
    let href = format!("/{}/developers/webhooks/{}", use_scope(), endpoint.id);
    let since = endpoint.disabled_at.or(endpoint.failing_since).unwrap_or(endpoint.created_at);
    let badge = view! { <EndpointBadge endpoint=endpoint.clone() /> };
    let Endpoint { url, description, events, .. } = endpoint;
    view! {
        <Row>
            <RowHead at="row" class="value url">
                <a href=href>
                    <bdi>{without_scheme(&url)}</bdi>
                </a>
                {(!description.is_empty())
                    .then(|| {
                        view! {
                            <small class="muted" dir="auto">
                                {description}
                            </small>
                        }
                    })}
            </RowHead>
            <Cell at="row" class="value">
                {in_words(&events)}
            </Cell>
            <Cell at="lead">{badge}</Cell>
            <Cell at="figure">
                <Time at=since />
            </Cell>
        </Row>
    }
}

/// How an endpoint is doing.
#[component]
pub(super) fn EndpointBadge(endpoint: Endpoint) -> impl IntoView {
    let (tone, icon, word) = match (endpoint.is_enabled(), endpoint.failing_since) {
        (true, None) => (Tone::Good, "circle-check", "Enabled"),
        (true, Some(_)) => (Tone::Warn, "rotate-cw", "Failing"),
        (false, Some(_)) => (Tone::Bad, "circle-x", "Given up"),
        (false, None) => (Tone::Neutral, "circle-pause", "Disabled"),
    };
    view! {
        <Badge tone icon plain=true>
            {word}
        </Badge>
    }
}

fn in_words(events: &Wanted) -> String {
    match events {
        Wanted::All => "Every event".to_owned(),
        Wanted::Only(_) => events.words().join(", "),
    }
}

/// The address as it is told apart from others.
fn without_scheme(url: &str) -> String {
    url.strip_prefix("https://").unwrap_or(url).to_owned()
}
