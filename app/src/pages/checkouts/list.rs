//! The list of checkouts.

use clientele_domain::checkout::SessionStatus;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::CheckoutBadge;
use super::buyer::BuyerName;
use crate::components::{
    Cell, Column, EmptyState, Icon, Money, PageHead, Pager, Row, RowHead, SourceBadge, Tab, Table, TableSkeleton, Tabs,
    Time,
};
use crate::frame::{use_scope, use_viewer};
use crate::loaded::Loaded;
use crate::server_fns::checkouts::{self, CheckoutSummary, CheckoutsView};

/// `/{merchant}/{mode}/checkouts`
#[component]
pub fn CheckoutsPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| (SessionStatus::parse(&text("status")), text("after")));
    let fetched = Resource::new(move || asked.get(), move |(status, after)| checkouts::checkouts(scope, status, after));
    view! {
        <Title text="Checkouts" />
        <div class="page">
            <Head status=Signal::derive(move || asked.get().0) />
            <Loaded
                from=fetched
                fallback=|| view! { <TableSkeleton rows=8 columns=6 label="Checkouts, loading" /> }
                let(view)
            >
                {
                    let (status, after) = asked.get_untracked();
                    view! { <Checkouts view status after /> }
                }
            </Loaded>
        </div>
    }
}

#[component]
fn Head(status: Signal<Option<SessionStatus>>) -> impl IntoView {
    let here = format!("/{}/checkouts", use_scope());
    let tabs = SessionStatus::ALL
        .iter()
        .map(|one| {
            let href = format!("{here}?status={}", one.as_str());
            view! { <Tab href label=one.label() current=Signal::derive(move || status.get() == Some(*one)) /> }
        })
        .collect_view();
    view! {
        <PageHead title="Checkouts">
            <NewCheckout />
        </PageHead>
        <Tabs label="Checkouts" bleed=true>
            <Tab href=here label="All" current=Signal::derive(move || status.get().is_none()) />
            {tabs}
        </Tabs>
    }
}

#[component]
fn NewCheckout() -> impl IntoView {
    let scope = use_scope();
    use_viewer().may(Permission::CheckoutWrite).then(|| {
        view! {
            <a class="button" data-kind="primary" href=format!("/{scope}/checkouts/new")>
                <Icon name="plus" />
                "New checkout"
            </a>
        }
    })
}

#[component]
fn Checkouts(view: CheckoutsView, status: Option<SessionStatus>, after: String) -> impl IntoView {
    let CheckoutsView { checkouts, more } = view;
    if checkouts.is_empty() && after.is_empty() {
        return view! { <Empty status /> }.into_any();
    }
    let show = status.map(|status| format!("status={}", status.as_str()));
    let here = format!("/{}/checkouts", use_scope());
    let first = (!after.is_empty()).then(|| match &show {
        Some(show) => format!("{here}?{show}"),
        None => here.clone(),
    });
    let show = show.map(|show| format!("{show}&")).unwrap_or_default();
    let next = checkouts.last().filter(|_| more).map(|last| format!("{here}?{show}after={}", last.id));
    let shown = checkouts.len();
    let head = view! {
        <Column class="fill">"Checkout"</Column>
        <Column class="num">"Amount"</Column>
        <Column>"Buyer"</Column>
        <Column>"Source"</Column>
        <Column>"Status"</Column>
        <Column>"Made"</Column>
    };
    let rows = checkouts.into_iter().map(|checkout| view! { <CheckoutRow checkout /> }).collect_view();
    view! {
        <Table label="Checkouts" head=head.into_any() bleed=true>
            {rows}
        </Table>
        {(more || first.is_some())
            .then(|| {
                view! {
                    <Pager previous=first next>
                        <b>{shown}</b>
                        " checkouts, newest first"
                    </Pager>
                }
            })}
    }
    .into_any()
}

#[component]
fn Empty(status: Option<SessionStatus>) -> impl IntoView {
    let (title, sentence) = match status {
        None => {
            let sentence = "Make one for somebody who should pay, and send them its address. Those that your programs \
                and your payment links make are listed here as well.";
            let actions = view! { <NewCheckout /> };
            return view! {
                <EmptyState title="No checkouts yet" rings=true actions=actions.into_any()>
                    {sentence}
                </EmptyState>
            }
            .into_any();
        }
        Some(SessionStatus::Open) => ("No checkout is open", "Nobody is expected to pay just now."),
        Some(SessionStatus::Complete) => ("No checkout is complete yet", "Once a buyer has paid, it is listed here."),
        Some(SessionStatus::Expired) => {
            ("No checkout has expired", "Those that nobody paid in time are listed here, and those that were canceled.")
        }
    };
    view! {
        <EmptyState title icon="shopping-bag">
            {sentence}
        </EmptyState>
    }
    .into_any()
}

#[component]
fn CheckoutRow(checkout: CheckoutSummary) -> impl IntoView {
    let href = format!("/{}/checkouts/{}", use_scope(), checkout.id);
    let badge = view! { <CheckoutBadge checkout=checkout.clone() /> };
    let CheckoutSummary { title, amount, customer, buyer, source, source_description, created_at, .. } = checkout;
    let remark = (source_description != title).then_some(source_description);
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=href>
                    <bdi>{title}</bdi>
                </a>
                {remark
                    .map(|name| {
                        view! {
                            <small class="muted excerpt" dir="auto">
                                {name}
                            </small>
                        }
                    })}
            </RowHead>
            <Cell class="num" at="figure">
                <Money amount />
            </Cell>
            <Cell at="row">
                <BuyerName customer name=buyer />
            </Cell>
            <Cell at="drop">
                <SourceBadge source />
            </Cell>
            <Cell at="row">{badge}</Cell>
            <Cell at="end">
                <Time at=created_at />
            </Cell>
        </Row>
    }
}
