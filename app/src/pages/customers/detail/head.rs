//! Who it is, in one line, and what one can do.

use clientele_domain::customer::{Customer, Kind};
use clientele_domain::id::CustomerId;
use clientele_domain::role::Permission;
use clientele_domain::standing::{Shown, Signal};
use leptos::prelude::*;

use super::here::Here;
use crate::components::{
    Avatar, Badge, CopyId, Icon, KindBadge, Menu, SignalBadge, SubscriptionBadge, Time, TimeForm, Tone,
};
use crate::frame::use_viewer;

/// Monogram, name, badges, ids and actions.
#[component]
pub fn Head(
    customer: Customer,
    signals: Vec<Shown>,
    previous: Option<CustomerId>,
    next: Option<CustomerId>,
    may_write: bool,
    may_delete: bool,
    here: Memo<Here>,
) -> impl IntoView {
    let (id, name) = (customer.id, customer.fields.display_name().to_owned());
    let external_id = Some(customer.fields.external_id).filter(|external_id| !external_id.is_empty());
    let subscription = customer.subscription_status;
    // Nobody signs in as a guest, so that no checkout is made for one.
    let registered = customer.kind == Kind::Registered;
    let viewer = use_viewer();
    let sells_to = (registered && viewer.may(Permission::CheckoutWrite))
        .then(|| format!("/{}/checkouts/new?customer={id}", viewer.scope));
    view! {
        <header class="record-head">
            <Avatar id=id.to_string() name=name.clone() size="l" />
            <div class="stack" data-gap="2">
                <div class="cluster">
                    <h1 dir="auto">{name}</h1>
                    <KindBadge kind=customer.kind />
                    {subscription.map(|status| view! { <SubscriptionBadge status=Some(status) /> })}
                    {customer
                        .delinquent
                        .then(|| view! { <Badge tone=Tone::Bad icon="triangle-alert">"Invoice overdue"</Badge> })}
                    <SignalBadges signals=signals.clone() />
                </div>
                <div class="id-line">
                    <CopyId value=id.to_string() what="customer id" />
                    {external_id.map(|external_id| view! { <CopyId value=external_id what="external id" /> })}
                    <span>"Customer since " <Time at=customer.created_at form=TimeForm::Day /></span>
                </div>
                {(!signals.is_empty()).then(|| view! { <p class="muted">{why(&signals)}</p> })}
            </div>
            <div class="cluster">
                <Neighbour to=previous label="Previous customer in the list" icon="arrow-up" here />
                <Neighbour to=next label="Next customer in the list" icon="arrow-down" here />
                {sells_to.map(|href| view! { <a class="button" href=href><Icon name="credit-card" />"New checkout"</a> })}
                {viewer
                    .may(Permission::RefundRead)
                    .then(|| {
                        view! {
                            <a
                                class="button"
                                href=move || here.with(|here| here.refund_href(id, None))
                                aria-keyshortcuts="r"
                                data-noscroll=""
                            >
                                <Icon name="undo-2" />
                                "Refund"
                            </a>
                        }
                    })}
                {may_write
                    .then(|| {
                        view! {
                            <a class="button" href=move || here.with(|here| here.edit_href(id))>
                                <Icon name="pencil" />
                                "Edit"
                            </a>
                        }
                    })}
                {may_delete.then(|| view! { <More id here /> })}
            </div>
        </header>
    }
}

/// The way to a neighbour in the list one came from. A link without an address is the standard way to say that there is
/// none: it takes no focus and is announced as dimmed.
#[component]
fn Neighbour(to: Option<CustomerId>, label: &'static str, icon: &'static str, here: Memo<Here>) -> impl IntoView {
    let href = move || to.map(|to| here.with(|here| here.clone().with_deleting(false).customer_href(to)));
    view! {
        <a
            class="button"
            data-kind="quiet"
            href=href
            role=to.is_none().then_some("link")
            aria-disabled=to.is_none().then_some("true")
            aria-label=label
            title=label
        >
            <Icon name=icon />
        </a>
    }
}

/// What one does seldom.
#[component]
fn More(id: CustomerId, here: Memo<Here>) -> impl IntoView {
    let ask = move || here.with(|here| here.clone().with_deleting(true).customer_href(id));
    view! {
        <button
            class="button"
            type="button"
            popovertarget="customer-menu"
            aria-haspopup="menu"
            aria-label="More actions"
        >
            <Icon name="ellipsis" />
        </button>
        <Menu id="customer-menu" label="More actions" end=true>
            <a role="menuitem" href=ask data-noscroll="">
                <Icon name="eraser" />
                "Delete customer"
            </a>
        </Menu>
    }
}

/// What stands out. That something is past due is said by the badges of subscription and invoices.
#[component]
fn SignalBadges(signals: Vec<Shown>) -> impl IntoView {
    let told = signals.into_iter().map(|shown| shown.signal).filter(|signal| *signal != Signal::PastDue);
    told.map(|signal| view! { <SignalBadge signal /> }).collect_view()
}

/// Why each of them stands out, in their order.
fn why(signals: &[Shown]) -> String {
    let sentences: Vec<&str> = signals.iter().map(|shown| shown.explanation.as_str()).collect();
    sentences.join(" ")
}
