//! The list of subscriptions.

use clientele_domain::role::Permission;
use clientele_domain::subscription::SubscriptionStatus;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;

use super::{Cost, NextCharge, StandsBadge};
use crate::components::{Cell, Column, EmptyState, Icon, PageHead, Row, RowHead, Tab, Table, Tabs, subscription_word};
use crate::frame::{use_scope, use_viewer};
use crate::pages::invoices::{OnlyOf, Whose};
use crate::pages::listing::{Pages, address, listed};
use crate::server_fns::subscriptions::{self, SubscriptionSummary, SubscriptionsView};

/// What the address asks for: in which status, whose, and after which.
type Asked = (Option<SubscriptionStatus>, String, String);

/// `/{merchant}/{mode}/subscriptions`
#[component]
pub fn SubscriptionsPage() -> impl IntoView {
    let (scope, query) = (use_scope(), use_query_map());
    let text = move |name: &str| query.with(|query| query.get(name)).unwrap_or_default();
    let asked = Memo::new(move |_| (SubscriptionStatus::parse(&text("status")), text("customer"), text("after")));
    let fetch = move |(status, customer, after): Asked| subscriptions::subscriptions(scope, status, customer, after);
    view! {
        <Title text="Subscriptions" />
        <div class="page">
            <PageHead title="Subscriptions">
                <NewSubscription customer=String::new() />
            </PageHead>
            <Statuses asked />
            {listed(asked, fetch, "Subscriptions, loading", |view, asked| {
                view! { <Subscriptions view asked /> }.into_any()
            })}
        </div>
    }
}

/// The way to a new one, for those who may.
#[component]
pub fn NewSubscription(customer: String) -> impl IntoView {
    let href = address(&format!("/{}/subscriptions/new", use_scope()), &[("customer", &customer)]);
    use_viewer().may(Permission::SubscriptionWrite).then(|| {
        view! {
            <a class="button" data-kind=customer.is_empty().then_some("primary") data-size=(!customer.is_empty()).then_some("s") href=href>
                <Icon name="plus" />
                "New subscription"
            </a>
        }
    })
}

#[component]
fn Statuses(asked: Memo<Asked>) -> impl IntoView {
    let here = format!("/{}/subscriptions", use_scope());
    let tab = move |status: Option<SubscriptionStatus>| {
        let word = status.map_or("", SubscriptionStatus::as_str);
        let href = asked.with(|(_, customer, _)| address(&here, &[("status", word), ("customer", customer)]));
        let label = status.map_or("All", subscription_word);
        view! { <Tab href label current=Signal::derive(move || asked.with(|(now, _, _)| *now == status)) /> }
    };
    let statuses = [
        SubscriptionStatus::Active,
        SubscriptionStatus::Trialing,
        SubscriptionStatus::PastDue,
        SubscriptionStatus::Canceled,
        SubscriptionStatus::Ended,
    ];
    view! {
        <Tabs label="Subscriptions" bleed=true>
            {tab(None)}
            {statuses.map(|status| tab(Some(status))).into_iter().collect_view()}
        </Tabs>
    }
}

#[component]
fn Subscriptions(view: SubscriptionsView, asked: Asked) -> impl IntoView {
    let (status, whose, after) = asked;
    let path = format!("/{}/subscriptions", use_scope());
    let word = status.map_or("", SubscriptionStatus::as_str);
    let only = view.customer.map(|(customer, name)| {
        let all = address(&path, &[("status", word)]);
        view! { <OnlyOf customer name all /> }
    });
    if view.subscriptions.is_empty() && after.is_empty() {
        return view! { {only} <Empty status /> }.into_any();
    }
    let last = view.subscriptions.last().filter(|_| view.more).map(|last| last.id.to_string());
    view! {
        {only}
        <SubscriptionsTable subscriptions=view.subscriptions.clone() bleed=true />
        <Pages
            path
            asked=vec![("status", word.to_owned()), ("customer", whose)]
            after
            last
            shown=view.subscriptions.len()
            what="subscriptions, newest first"
        />
    }
    .into_any()
}

#[component]
fn Empty(status: Option<SubscriptionStatus>) -> impl IntoView {
    let Some(status) = status else {
        let sentence = "They begin when somebody buys a price that recurs, by a link or a checkout, or when you make one \
            for a customer.";
        let actions = view! { <NewSubscription customer=String::new() /> };
        return view! {
            <EmptyState title="No subscriptions yet" rings=true actions=actions.into_any()>
                {sentence}
            </EmptyState>
        }
        .into_any();
    };
    let (title, sentence) = match status {
        SubscriptionStatus::Active => ("No subscription is active", "Those that are paid are listed here."),
        SubscriptionStatus::Trialing => {
            ("Nobody is in a trial", "Those that are for free for a while are listed here.")
        }
        SubscriptionStatus::PastDue => (
            "Nothing is past due",
            "Those whose payment is late are listed here, until it comes or their days of grace are over.",
        ),
        SubscriptionStatus::Canceled => ("None was canceled", "Those that ended before their time are listed here."),
        SubscriptionStatus::Ended => {
            ("None has ended", "Those that ended with their period, as planned, are listed here.")
        }
    };
    view! {
        <EmptyState title icon="repeat">
            {sentence}
        </EmptyState>
    }
    .into_any()
}

/// Subscriptions, one a row. `bleed` runs to the edges of the page.
#[component]
pub fn SubscriptionsTable(
    subscriptions: Vec<SubscriptionSummary>,
    #[prop(optional)] bleed: bool,
    /// On a page about one customer nobody needs to be told whose they are.
    #[prop(optional)]
    of_one: bool,
) -> impl IntoView {
    let head = view! {
        <Column class="fill">"Subscription"</Column>
        {(!of_one).then(|| view! { <Column>"Customer"</Column> })}
        <Column>"Status"</Column>
        <Column>"Next charge"</Column>
        <Column class="num">"Price"</Column>
    };
    let rows =
        subscriptions.into_iter().map(|subscription| view! { <SubscriptionRow subscription of_one /> }).collect_view();
    view! {
        <Table label="Subscriptions" head=head.into_any() bleed>
            {rows}
        </Table>
    }
}

#[component]
fn SubscriptionRow(subscription: SubscriptionSummary, of_one: bool) -> impl IntoView {
    let href = format!("/{}/subscriptions/{}", use_scope(), subscription.id);
    let stands = view! { <StandsBadge subscription=subscription.clone() /> };
    let next = view! { <NextCharge subscription=subscription.clone() /> };
    let SubscriptionSummary { title, customer, name, amount, recurring, .. } = subscription;
    view! {
        <Row>
            <RowHead class="wrap">
                <a href=href>
                    <bdi>{title}</bdi>
                </a>
            </RowHead>
            {(!of_one)
                .then(|| {
                    view! {
                        <Cell at="row">
                            <Whose customer name />
                        </Cell>
                    }
                })}
            <Cell at="row">{stands}</Cell>
            <Cell at="end">{next}</Cell>
            <Cell class="num" at="figure">
                <Cost amount recurring />
            </Cell>
        </Row>
    }
}
