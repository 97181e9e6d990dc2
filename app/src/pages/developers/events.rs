//! Events, newest first.

use clientele_domain::event::EventKind;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{Head, Place};
use crate::components::{Cell, Column, EmptyState, Pager, Row, RowHead, SelectField, Table, TableSkeleton, Time};
use crate::frame::use_scope;
use crate::loaded::Loaded;
use crate::server_fns::developers::{self, EventSummary, EventsView};

/// `/{merchant}/{mode}/developers/events`
#[component]
pub fn EventsPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| (text("type"), text("after")));
    let fetched = Resource::new(move || asked.get(), move |(kind, after)| developers::events(scope, kind, after));
    view! {
        <Title text="Events" />
        <div class="page">
            <Head place=Place::Events />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=10 columns=4 label="Events, loading" /> }
                let(view)
            >
                {
                    let (kind, after) = asked.get_untracked();
                    view! { <Events view kind after /> }
                }
            </Loaded>
        </div>
    }
}

#[component]
fn Events(view: EventsView, kind: String, after: String) -> impl IntoView {
    let scope = use_scope();
    let EventsView { events, more } = view;
    let here = format!("/{scope}/developers/events");
    let first = (!after.is_empty()).then(|| format!("{here}?type={kind}"));
    let next = events.last().filter(|_| more).map(|event| format!("{here}?type={kind}&after={}", event.id));
    let shown = events.len();
    let listed = if events.is_empty() {
        view! {
            <EmptyState title="No events" icon="zap">
                "Every change of a customer or a payment is told here, in the moment in which it happens."
            </EmptyState>
        }
        .into_any()
    } else {
        let head = view! {
            <Column class="fill">"What happened"</Column>
            <Column>"To"</Column>
            <Column>"By"</Column>
            <Column>"When"</Column>
        };
        let rows = events.into_iter().map(|event| view! { <EventRow event /> }).collect_view();
        view! {
            <Table label="Events" head=head.into_any()>
                {rows}
            </Table>
            <Pager previous=first next>
                <b>{shown}</b>
                " events, newest first"
            </Pager>
        }
        .into_any()
    };
    view! {
        <section class="section" aria-label="Events">
            <KindFilter action=here kind />
            {listed}
        </section>
    }
}

/// Chooses one kind of event. It is a form, so that it works without scripts.
#[component]
fn KindFilter(action: String, kind: String) -> impl IntoView {
    let all = [(String::new(), "All events".to_owned())];
    let kinds = EventKind::ALL.iter().map(|kind| (kind.as_str().to_owned(), kind.as_str().to_owned()));
    view! {
        <form class="cluster" method="get" action=action>
            <SelectField name="type" label="Type" options=all.into_iter().chain(kinds).collect() value=kind />
            <button class="button" type="submit">
                "Show"
            </button>
        </form>
    }
}

#[component]
fn EventRow(event: EventSummary) -> impl IntoView {
    let scope = use_scope();
    view! {
        <Row>
            <RowHead>
                <a href=format!("/{scope}/developers/events/{}", event.id)>{event.kind.as_str()}</a>
            </RowHead>
            <Cell at="row">
                {event
                    .customer
                    .map(|id| {
                        view! {
                            <a href=format!("/{scope}/customers/{id}")>
                                <code>{id.to_string()}</code>
                            </a>
                        }
                    })}
            </Cell>
            <Cell at="drop">
                <span class="muted" dir="auto">
                    {event.actor}
                </span>
            </Cell>
            <Cell at="figure">
                <Time at=event.at />
            </Cell>
        </Row>
    }
}
