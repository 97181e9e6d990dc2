//! The log of requests to the API, newest first.

use clientele_domain::request::LoggedRequest;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{Head, Place, took};
use crate::components::{
    Badge, Cell, Column, EmptyState, Pager, Row, RowHead, Tab, Table, TableSkeleton, Tabs, Time, TimeForm, Tone,
};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::server_fns::developers::{self, RequestsView};

/// `/{merchant}/{mode}/developers/requests`
#[component]
pub fn RequestsPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| (text("show") == "refused", text("after")));
    let fetched =
        Resource::new(move || asked.get(), move |(refused, after)| developers::requests(scope, refused, after));
    view! {
        <Title text="Requests" />
        <div class="page">
            <Head place=Place::Requests />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=10 columns=5 label="Requests, loading" /> }
                let(view)
            >
                {
                    let (refused, after) = asked.get_untracked();
                    view! { <Requests view refused after /> }
                }
            </Loaded>
        </div>
    }
}

#[component]
fn Requests(view: RequestsView, refused: bool, after: String) -> impl IntoView {
    let here = format!("/{}/developers/requests", use_scope());
    let show = if refused { "refused" } else { "" };
    let RequestsView { requests, more } = view;
    let first = (!after.is_empty()).then(|| format!("{here}?show={show}"));
    let next = requests.last().filter(|_| more).map(|(request, _)| format!("{here}?show={show}&after={}", request.id));
    let shown = requests.len();
    let listed = if requests.is_empty() {
        view! {
            <EmptyState title="No requests" icon="code-xml">
                "What your programs ask the API stands here for 30 days: method, address, status and time, never what was \
                 said."
            </EmptyState>
        }
        .into_any()
    } else {
        let head = view! {
            <Column class="fill">"Request"</Column>
            <Column>"Status"</Column>
            <Column class="num">"Took"</Column>
            <Column>"Key"</Column>
            <Column>"Request id"</Column>
            <Column>"When"</Column>
        };
        let rows =
            requests.into_iter().map(|(request, key)| view! { <RequestRow request key_name=key /> }).collect_view();
        view! {
            <Table label="Requests" head=head.into_any()>
                {rows}
            </Table>
            <Pager previous=first next>
                <b>{shown}</b>
                " requests, newest first"
            </Pager>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-label="Requests">
            <Tabs label="Which requests">
                <Tab href=here.clone() label="All" current=!refused />
                <Tab href=format!("{here}?show=refused") label="Refused" current=refused />
            </Tabs>
            {listed}
        </section>
    }
}

#[component]
fn RequestRow(request: LoggedRequest, key_name: String) -> impl IntoView {
    let (tone, icon) = match request.status {
        0..400 => (Tone::Good, "circle-check"),
        400..500 => (Tone::Warn, "circle-alert"),
        _ => (Tone::Bad, "circle-x"),
    };
    view! {
        <Row>
            <RowHead class="wrap">
                <code>
                    <b>{request.method}</b>
                    " "
                    {request.path}
                </code>
            </RowHead>
            <Cell at="figure">
                <Badge tone icon plain=true>
                    {request.status}
                </Badge>
            </Cell>
            <Cell at="drop" class="num">
                {took(request.micros)}
            </Cell>
            <Cell at="drop">
                <span class="muted" dir="auto">
                    {key_name}
                </span>
            </Cell>
            <Cell at="row">
                <code>{request.id}</code>
            </Cell>
            <Cell at="end">
                <Time at=request.at form=TimeForm::Moment />
            </Cell>
        </Row>
    }
}
