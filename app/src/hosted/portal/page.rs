//! A page of the portal: the menu at its side, and what is on it. In a frame there is only what is on it.

use leptos::prelude::*;

use super::bills::{invoices, orders, receipt, subscriptions};
use super::profile::{profile, refund_address};
use super::{Place, Portal, PortalTexts, Said, Section};
use crate::components::Icon;
use crate::hosted::Page;

/// The menu, and the way out.
pub fn side(page: &Page, portal: &Portal) -> AnyView {
    let texts = PortalTexts::of(page.tongue);
    let links = Place::ALL.into_iter().map(|place| {
        let current = (place == portal.place).then_some("page");
        view! {
            <li>
                <a href=page.at(place.path()) aria-current=current>{(texts.place)(place)}</a>
            </li>
        }
    });
    view! {
        <h1 class="muted">
            {texts.account_of}" "<bdi>{portal.name.clone()}</bdi>
        </h1>
        <nav class="portal-menu" aria-label=texts.menu>
            <ul>{links.collect_view()}</ul>
        </nav>
        <form method="post" action=page.at("/portal/sign-out")>
            <button class="button" type="submit">{texts.sign_out}</button>
        </form>
    }
    .into_any()
}

/// What is on the page.
pub fn page(page: &Page, portal: &Portal) -> AnyView {
    let texts = PortalTexts::of(page.tongue);
    let said =
        portal.said.as_ref().map(|said| view! { <Notice said=said.clone() texts focused=page.frame.is_none() /> });
    let sections = portal.sections.iter().map(|section| match section {
        Section::Subscriptions(list) => subscriptions(page, list),
        Section::Orders(list, older) => orders(page, list, older.as_deref()),
        Section::Invoices(list, older) => invoices(page, list, older.as_deref()),
        Section::Receipt(view) => receipt(page, view),
        Section::Profile(view) => profile(page, view),
        Section::RefundAddress(view) => refund_address(page, view),
    });
    let close = page.frame.as_ref().map(|_| close(texts));
    view! {
        <div class="stack" data-gap="6">
            {said}
            {sections.collect_view()}
            {close}
        </div>
    }
    .into_any()
}

fn close(texts: &PortalTexts) -> impl IntoView + use<> {
    view! { <button class="button" type="button" data-closes="" data-scripted="">{texts.close}</button> }
}

/// From where something is paid in a frame back to the subscriptions, or out of the frame.
pub fn ways_back(page: &Page) -> impl IntoView + use<> {
    let texts = PortalTexts::of(page.tongue);
    view! {
        <div class="cluster">
            <form method="post" action=page.at("/embed/subscriptions")>
                {carried(page)}
                <button class="button" type="submit" name="act" value="show">{texts.all_subscriptions}</button>
            </form>
            {close(texts)}
        </div>
    }
}

#[component]
fn Notice(said: Said, texts: &'static PortalTexts, focused: bool) -> impl IntoView {
    let (tone, icon, role) =
        if said.is_refusal() { ("bad", "circle-alert", "alert") } else { ("good", "circle-check", "status") };
    view! {
        <div class="banner inset" data-tone=tone role=role id="said" tabindex="-1" autofocus=focused>
            <Icon name=icon />
            <p>{(texts.said)(&said)}</p>
        </div>
    }
}

/// What every form carries in a frame: the session, for it has no cookie there, and what is being paid.
pub fn carried(page: &Page) -> Option<impl IntoView + use<>> {
    let frame = page.frame.as_ref()?;
    let paying = frame.paying.map(|id| view! { <input type="hidden" name="checkout" value=id.to_string() /> });
    Some(view! {
        <input type="hidden" name="session" value=frame.secret.clone() />
        <input type="hidden" name="theme" value=frame.theme />
        {paying}
    })
}

/// Where a form of the portal is sent: to the page that it is on, or to the frame itself.
pub(super) fn action(page: &Page, place: &str) -> String {
    if page.frame.is_some() { page.to("") } else { page.at(place) }
}
