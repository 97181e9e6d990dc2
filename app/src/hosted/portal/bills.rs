//! What is subscribed to, what was bought and what is owed.

use clientele_domain::customer::SubscriptionStatus;
use clientele_domain::invoice::InvoiceStatus;
use leptos::prelude::*;

use super::page::{action, carried};
use super::{InvoiceRow, OrderView, PortalTexts, ReceiptView, SubscriptionView};
use crate::components::Icon;
use crate::hosted::Page;
use crate::hosted::bill::BillTexts;
use crate::hosted::texts::{Texts, Tongue};
use crate::hosted::written::{self, Money};

/// The subscriptions, each with what can be done about it.
pub fn subscriptions(page: &Page, list: &[SubscriptionView]) -> AnyView {
    let texts = PortalTexts::of(page.tongue);
    let none = list.is_empty().then(|| view! { <p class="muted">{texts.no_subscriptions}</p> });
    let rows = list.iter().map(|one| view! { <li class="card stack" data-gap="3">{subscription(page, one)}</li> });
    view! {
        <section class="stack" aria-labelledby="subscriptions">
            <h2 id="subscriptions">{texts.subscriptions}</h2>
            {none}
            {(!list.is_empty()).then(|| view! { <ul class="stack">{rows.collect_view()}</ul> })}
        </section>
    }
    .into_any()
}

fn subscription(page: &Page, one: &SubscriptionView) -> impl IntoView + use<> {
    let tongue = page.tongue;
    let (texts, words) = (PortalTexts::of(tongue), Texts::of(tongue));
    let day = BillTexts::of(tongue).day;
    let until = day(&one.until);
    let (late, state) = match (one.status, one.ended.as_ref()) {
        (_, Some(ended)) => (false, (texts.ended_on)(&day(ended))),
        (SubscriptionStatus::PastDue, None) => (true, (texts.past_due_since)(&until)),
        (_, None) if one.ends => (false, (texts.ends_on)(&until)),
        (SubscriptionStatus::Trialing, None) => (false, (texts.trial_until)(&until)),
        (_, None) => (false, (texts.renews_on)(&until)),
    };
    let price = one.amount.map(|amount| view! { <Money tongue amount />" "{(words.recurring)(one.recurring)} });
    let renew = one.open.clone().map(|bill| {
        let label = (texts.renew)(&written::amount(tongue, bill.left));
        if page.frame.is_none() {
            let href = page.at(&bill.path);
            return view! { <a class="button" data-kind="primary" data-size="l" href=href>{label}</a> }.into_any();
        }
        view! {
            <form method="post" action=page.at("/embed/pay/open")>
                {carried(page)}
                <input type="hidden" name="invoice" value=bill.id.to_string() />
                <button class="button" data-kind="primary" data-size="l" type="submit">
                    <span>{label}</span>
                </button>
            </form>
        }
        .into_any()
    });
    let (act, label) = if one.ends { ("resume", texts.resume) } else { ("cancel", texts.cancel) };
    let about = texts.about_subscription;
    let described = format!("{about} {}", one.name);
    let change = one.ended.is_none().then(|| {
        view! {
            <form method="post" action=action(page, "/portal/subscriptions")>
                {carried(page)}
                <input type="hidden" name="subscription" value=one.id.to_string() />
                <button class="button" type="submit" name="act" value=act aria-label=format!("{label}: {described}")>
                    <span>{label}</span>
                </button>
            </form>
        }
    });
    view! {
        <h3><bdi>{one.name.clone()}</bdi></h3>
        <p>{price}</p>
        <p class="cluster" data-tone=late.then_some("bad")>
            {late.then(|| view! { <Icon name="triangle-alert" /> })}
            <span>{state}</span>
        </p>
        {renew}
        {change}
    }
}

/// The orders, newest first.
pub fn orders(page: &Page, list: &[OrderView], older: Option<&str>) -> AnyView {
    let texts = PortalTexts::of(page.tongue);
    let none = list.is_empty().then(|| view! { <p class="muted">{texts.no_orders}</p> });
    let rows = list.iter().map(|order| {
        let href = page.at(&format!("/portal/orders/{}", order.id));
        let name = if order.description.is_empty() { order.number.clone() } else { order.description.clone() };
        view! {
            <tr>
                <th scope="row">
                    <a href=href><bdi>{name}</bdi></a>
                    <small>{on(page.tongue, order)}</small>
                </th>
                <td>
                    <Money tongue=page.tongue amount=order.amount />
                    <small>{(texts.order_status)(order.status)}</small>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    listed(page, ("orders", texts.orders), none, (!list.is_empty()).then_some(rows), older)
}

/// The invoices, newest first. Each leads to its own page, where it is paid and taken as a file.
pub fn invoices(page: &Page, list: &[InvoiceRow], older: Option<&str>) -> AnyView {
    let (texts, bills) = (PortalTexts::of(page.tongue), BillTexts::of(page.tongue));
    let none = list.is_empty().then(|| view! { <p class="muted">{texts.no_invoices}</p> });
    let rows = list.iter().map(|bill| {
        let state = match bill.status {
            InvoiceStatus::Open if bill.overdue => (bills.overdue)(&(bills.day)(&bill.due)),
            InvoiceStatus::Open | InvoiceStatus::Draft => (bills.open)(&(bills.day)(&bill.due)),
            InvoiceStatus::Paid => bills.stamps.0.to_owned(),
            InvoiceStatus::Void => bills.stamps.1.to_owned(),
            InvoiceStatus::Uncollectible => bills.stamps.2.to_owned(),
        };
        view! {
            <tr>
                <th scope="row">
                    <a href=page.at(&bill.path)>{(bills.title)(&bill.number)}</a>
                    <small data-tone=bill.overdue.then_some("bad")>{state}</small>
                </th>
                <td>
                    <Money tongue=page.tongue amount=bill.total />
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    listed(page, ("invoices", texts.invoices), none, (!list.is_empty()).then_some(rows), older)
}

fn listed(
    page: &Page,
    (id, title): (&'static str, &'static str),
    none: Option<impl IntoView + 'static>,
    rows: Option<impl IntoView + 'static>,
    older: Option<&str>,
) -> AnyView {
    let texts = PortalTexts::of(page.tongue);
    let older = older.map(|path| view! { <p><a href=page.at(path)>{texts.older}</a></p> });
    let table = rows.map(|rows| view! { <table class="lines" aria-labelledby=id><tbody>{rows}</tbody></table> });
    view! {
        <section class="stack" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {none}
            {table}
            {older}
        </section>
    }
    .into_any()
}

/// One order with what was paid for it.
pub fn receipt(page: &Page, view: &ReceiptView) -> AnyView {
    let tongue = page.tongue;
    let (texts, words) = (PortalTexts::of(tongue), Texts::of(tongue));
    let order = &view.order;
    let paid = view.paid.iter().map(|(amount, method, at)| {
        let name = if method.last4.is_empty() { (words.method)(method.kind).to_owned() } else { method.label() };
        view! {
            <div>
                <dt>{texts.paid_with}</dt>
                <dd><bdi>{name}</bdi>" · "<Money tongue amount=*amount />" · "{(BillTexts::of(tongue).day)(at)}</dd>
            </div>
        }
    });
    let back = view.refunded.map(|amount| {
        view! { <div><dt>{texts.given_back}</dt><dd><Money tongue amount /></dd></div> }
    });
    let description = (!order.description.is_empty())
        .then(|| view! { <div><dt>{texts.bought}</dt><dd><bdi>{order.description.clone()}</bdi></dd></div> });
    view! {
        <section class="stack" aria-labelledby="state">
            <h2 id="state">{(texts.order)(&order.number)}</h2>
            <div class="amount-due">
                <p class="figure"><Money tongue amount=order.amount headline=true /></p>
            </div>
            <dl class="kv card">
                {description}
                <div><dt>{texts.ordered_on}</dt><dd>{(BillTexts::of(tongue).day)(&order.at)}</dd></div>
                <div><dt>{texts.status}</dt><dd>{(texts.order_status)(order.status)}</dd></div>
                {paid.collect_view()}
                {back}
            </dl>
            <div class="ways-on stack">
                <button class="button" data-size="l" type="button" data-prints="" data-scripted="">
                    {BillTexts::of(tongue).print}
                </button>
                <p><a href=page.at("/portal/orders")>{texts.all_orders}</a></p>
            </div>
        </section>
    }
    .into_any()
}

fn on(tongue: Tongue, order: &OrderView) -> String {
    format!("{} · {}", order.number, (BillTexts::of(tongue).day)(&order.at))
}
