//! The list of payment links.

use clientele_domain::money::grouped;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::sold::{Volume, amount, times, what};
use crate::components::{
    Cell, Column, CopyId, EmptyState, Icon, Money, PageHead, Pager, Row, RowHead, Tab, Table, TableSkeleton, Tabs,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::pages::products::SoldBadge;
use crate::server_fns::links::{self, LinkSummary, LinksView};

/// `/{merchant}/{mode}/payment-links`
#[component]
pub fn LinksPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| (text("show") == "archived", text("after")));
    let fetched = Resource::new(move || asked.get(), move |(archived, after)| links::links(scope, archived, after));
    view! {
        <Title text="Payment links" />
        <div class="page">
            <Head archived=Signal::derive(move || asked.get().0) />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=8 columns=6 label="Payment links, loading" /> }
                let(view)
            >
                {
                    let (archived, after) = asked.get_untracked();
                    view! { <Links view archived after /> }
                }
            </Loaded>
        </div>
    }
}

#[component]
fn Head(archived: Signal<bool>) -> impl IntoView {
    let here = format!("/{}/payment-links", use_scope());
    view! {
        <PageHead title="Payment links">
            <NewLink />
        </PageHead>
        <Tabs label="Payment links" bleed=true>
            <Tab href=here.clone() label="Active" current=Signal::derive(move || !archived.get()) />
            <Tab href=format!("{here}?show=archived") label="Archived" current=archived />
        </Tabs>
    }
}

#[component]
fn NewLink() -> impl IntoView {
    let scope = use_scope();
    use_viewer().may(Permission::CatalogWrite).then(|| {
        view! {
            <a class="button" data-kind="primary" href=format!("/{scope}/payment-links/new")>
                <Icon name="plus" />
                "New link"
            </a>
        }
    })
}

#[component]
fn Links(view: LinksView, archived: bool, after: String) -> impl IntoView {
    let LinksView { links, more } = view;
    if links.is_empty() && after.is_empty() {
        return view! { <Empty archived /> }.into_any();
    }
    let show = if archived { "show=archived&" } else { "" };
    let here = format!("/{}/payment-links", use_scope());
    let first = (!after.is_empty()).then(|| format!("{here}?{}", show.trim_end_matches('&')));
    let next = links.last().filter(|_| more).map(|link| format!("{here}?{show}after={}", link.link.id));
    let shown = links.len();
    let head = view! {
        <Column class="fill">"Link"</Column>
        <Column class="num">"Amount"</Column>
        <Column class="num">"Paid"</Column>
        <Column class="num">"Volume"</Column>
        <Column>"Status"</Column>
        <Column>"Address"</Column>
    };
    let rows = links.into_iter().map(|link| view! { <LinkRow link /> }).collect_view();
    view! {
        <Table label="Payment links" head=head.into_any() bleed=true>
            {rows}
        </Table>
        {(more || first.is_some())
            .then(|| {
                view! {
                    <Pager previous=first next>
                        <b>{shown}</b>
                        " links, newest first"
                    </Pager>
                }
            })}
    }
    .into_any()
}

#[component]
fn Empty(archived: bool) -> impl IntoView {
    if archived {
        return view! {
            <EmptyState title="Nothing is archived" icon="link">
                "A link that you archive sells nothing any more, and says so to whoever opens it. It is kept here."
            </EmptyState>
        }
        .into_any();
    }
    let actions = view! { <NewLink /> };
    view! {
        <EmptyState title="No payment links yet" rings=true actions=actions.into_any()>
            "Make one, and send its address to whoever should pay: in a message, on a page, as a code on a poster. It sells \
            a product, or an amount for anything."
        </EmptyState>
    }
    .into_any()
}

#[component]
fn LinkRow(link: LinkSummary) -> impl IntoView {
    let href = format!("/{}/payment-links/{}", use_scope(), link.link.id);
    let (sold, costs, count) = (what(&link), amount(&link), grouped(&times(&link.paid).to_string()));
    let otherwise = if link.link.active { "Can’t be bought" } else { "Archived" };
    let LinkSummary { link, url, paid, sells, .. } = link;
    let remark = (sold != link.name).then_some(sold);
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=href>
                    <bdi>{link.name}</bdi>
                </a>
                {remark
                    .map(|sold| {
                        view! {
                            <small class="muted excerpt" dir="auto">
                                {sold}
                            </small>
                        }
                    })}
            </RowHead>
            <Cell class="num" at="figure">
                {costs.map(|amount| view! { <Money amount /> })}
            </Cell>
            <Cell class="num" at="row">
                {count}
            </Cell>
            <Cell class="num" at="row">
                <Volume paid />
            </Cell>
            <Cell at="row">
                <SoldBadge sold=sells otherwise />
            </Cell>
            <Cell at="drop" class="address">
                <CopyId value=url what="the link’s address" />
            </Cell>
        </Row>
    }
}
