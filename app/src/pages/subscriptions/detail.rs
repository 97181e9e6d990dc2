//! One subscription: what it is for, what happens next, what was billed, and what can be done about it.

use clientele_domain::id::SubscriptionId;
use clientele_domain::payment::Source;
use clientele_domain::role::Permission;
use clientele_domain::subscription::{SubscriptionItem, SubscriptionStatus};
use leptos::prelude::*;
use leptos_meta::Title;

use super::acts::Acts;
use super::{Cost, StandsBadge};
use crate::components::{
    Banner, Breadcrumb, Cell, Column, CopyId, Fact, Icon, KeyValue, Money, PageHead, Row, RowHead, Section,
    SourceBadge, Table, Time, TimeForm, Tone,
};
use crate::frame::{use_scope, use_viewer};
use crate::pages::invoices::{InvoicesTable, Steps, Whose};
use crate::pages::listing::one;
use crate::server_fns::subscriptions::{self, SubscriptionView};

/// `/{merchant}/{mode}/subscriptions/{id}`
#[component]
pub fn SubscriptionPage() -> impl IntoView {
    let scope = use_scope();
    view! {
        <div class="page">
            {one(
                move |id: SubscriptionId| subscriptions::detail(scope, id),
                |view| view! { <OneSubscription view /> }.into_any(),
            )}
        </div>
    }
}

#[component]
fn OneSubscription(view: SubscriptionView) -> impl IntoView {
    let list = format!("/{}/subscriptions", use_scope());
    let title = view.subscription.title.clone();
    let (whole, steps) = (view.posted.message("form"), view.steps.clone());
    let over = view.subscription.status.is_over();
    let acts = match (over, use_viewer().may(Permission::SubscriptionWrite)) {
        (true, _) => ().into_any(),
        (false, true) => view! { <Acts view=view.clone() /> }.into_any(),
        (false, false) => {
            let sentence = "You can see subscriptions, not change them. Somebody who works with customers’ money can, or can \
                change your role.";
            view! { <Section id="acts" title="What can be done"><p class="muted">{sentence}</p></Section> }.into_any()
        }
    };
    let next = view.next.clone().map(|(items, amount)| {
        let rhythm = view.subscription.recurring;
        view! {
            <Section id="next" title="From the next period on">
                <Items items />
                <p>"Then it costs " <Cost amount recurring=rhythm /> "."</p>
            </Section>
        }
    });
    let count = Some(view.invoices.len()).filter(|count| *count > 0).map(|count| count.to_string());
    let invoices = match view.invoices.is_empty() {
        true => view! { <p class="muted">"Nothing was billed yet."</p> }.into_any(),
        false => view! { <InvoicesTable invoices=view.invoices.clone() of_one=true /> }.into_any(),
    };
    view! {
        <Title text=title.clone() />
        <Breadcrumb trail=vec![("Subscriptions".to_owned(), list)] current=title.clone() />
        <PageHead title />
        <div class="stack" data-gap="4">
            {whole.map(|message| view! { <Banner tone=Tone::Bad inset=true alert=true><p>{message}</p></Banner> })}
            <WhatNext view=view.clone() />
            <Facts view=view.clone() />
        </div>
        <Section id="items" title="What it is for">
            <Items items=view.items.clone() />
        </Section>
        {next}
        <Section id="invoices" title="Invoices" count>
            {invoices}
        </Section>
        {acts}
        <Steps steps />
    }
}

/// In a sentence, what happens by itself.
#[component]
fn WhatNext(view: SubscriptionView) -> impl IntoView {
    let SubscriptionView { subscription, next, active_until, card, cards, .. } = view;
    let amount = next.map_or(subscription.amount, |(_, amount)| amount);
    let card = card.and_then(|card| cards.into_iter().find(|(id, _)| *id == card)).map(|(_, label)| label);
    let end = view! { <Time at=subscription.period_end form=TimeForm::Day /> };
    let until = view! { <Time at=active_until form=TimeForm::Day /> };
    let (icon, words) = match subscription.status {
        SubscriptionStatus::Canceled | SubscriptionStatus::Ended => {
            ("calendar-x", view! { "It is over. Nothing is charged any more." }.into_any())
        }
        SubscriptionStatus::PastDue => (
            "triangle-alert",
            view! { "Its payment is late. Unless it comes, the subscription is canceled on " {until} "." }.into_any(),
        ),
        _ if subscription.ends => ("calendar-x", view! { "It ends on " {end} ". Nothing more is charged." }.into_any()),
        _ if subscription.paused_at.is_some() => (
            "circle-pause",
            view! { "Nobody is charged while it is paused. Its periods go on, and their invoices stay drafts." }
                .into_any(),
        ),
        _ => match card {
            Some(card) => {
                ("repeat", view! { "On " {end} " " <Money amount /> " is charged to " {card} "." }.into_any())
            }
            None => (
                "repeat",
                view! {
                    "It is renewed on " {end} " by an invoice over " <Money amount />
                    ", which goes out 7 days before: no card is charged."
                }
                .into_any(),
            ),
        },
    };
    view! {
        <p class="with-icon">
            <Icon name=icon />
            <span>{words}</span>
        </p>
    }
}

#[component]
fn Facts(view: SubscriptionView) -> impl IntoView {
    let scope = use_scope();
    let SubscriptionView { subscription, current, trial_end, source, .. } = view;
    let stands = view! { <StandsBadge subscription=subscription.clone() /> };
    let trial = trial_end.map(|at| {
        view! {
            <Fact name="Trial until">
                <Time at form=TimeForm::Day />
            </Fact>
        }
    });
    let from = match source {
        (Source::PaymentLink, id) if !id.is_empty() => {
            let href = format!("/{scope}/payment-links/{id}");
            view! { " "<a href=href>"Look at the link"</a> }.into_any()
        }
        _ => ().into_any(),
    };
    let ended = subscription.ended_at.map(|at| {
        view! {
            <Fact name="Ended">
                <Time at form=TimeForm::Moment />
            </Fact>
        }
    });
    let period = (current.start < current.end).then(|| {
        view! {
            <Fact name="This period">
                <Time at=current.start form=TimeForm::Day />
                " to "
                <Time at=current.end form=TimeForm::Day />
            </Fact>
        }
    });
    view! {
        <KeyValue>
            <Fact name="Status">{stands}</Fact>
            <Fact name="Price">
                <Cost amount=subscription.amount recurring=subscription.recurring />
            </Fact>
            <Fact name="Customer">
                <Whose customer=subscription.customer name=subscription.name />
            </Fact>
            {period}
            {trial}
            <Fact name="Source">
                <SourceBadge source=source.0 />
                {from}
            </Fact>
            <Fact name="Id">
                <CopyId value=subscription.id.to_string() what="subscription id" />
            </Fact>
            <Fact name="Made">
                <Time at=subscription.created_at form=TimeForm::Moment />
            </Fact>
            {ended}
        </KeyValue>
    }
}

#[component]
fn Items(items: Vec<SubscriptionItem>) -> impl IntoView {
    let head = view! {
        <Column class="fill">"What"</Column>
        <Column class="num">"How many"</Column>
        <Column class="num">"One costs"</Column>
    };
    let rows = items
        .into_iter()
        .map(|item| {
            view! {
                <Row>
                    <RowHead class="wrap">
                        <bdi>{item.name}</bdi>
                    </RowHead>
                    <Cell class="num times" at="row">{item.quantity}</Cell>
                    <Cell class="num" at="figure"><Money amount=item.unit /></Cell>
                </Row>
            }
        })
        .collect_view();
    view! {
        <Table label="What it is for" head=head.into_any()>
            {rows}
        </Table>
    }
}
