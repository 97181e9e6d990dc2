//! The form: what is wrong, who pays, and with what.

use clientele_domain::money::Amount;
use leptos::prelude::*;

use super::ask::{details, problems, shown};
use super::payment::{card_labels, payment};
use super::portal::carried;
use super::texts::Texts;
use super::{FormView, Page, written};
use crate::components::Icon;

/// The right side of the page with the form.
pub fn form_page(page: &Page, view: &FormView) -> AnyView {
    let tongue = page.tongue;
    let texts = Texts::of(tongue);
    let total = page.order.as_ref().map(|order| order.total);
    let to_pay = total.filter(|total| total.minor > 0);
    let button = match to_pay {
        Some(total) => (texts.submit)(view.submit, &written::amount(tongue, total)),
        None => texts.confirm.to_owned(),
    };
    let can_send = to_pay.is_none() || !view.offers.is_empty();
    let first = button.clone();
    let once = view.once.clone().map(|once| view! { <input type="hidden" name="once" value=once /> });
    view! {
        <form class="stack" data-gap="6" id="checkout" method="post" action=page.to("")>
            <noscript>
                <button class="visually-hidden" type="submit" tabindex="-1" aria-hidden="true">{first}</button>
            </noscript>
            {carried(page)}
            {once}
            {notices(page, view, to_pay.is_some())}
            {details(view, tongue)}
            {to_pay.map(|_| payment(view, page.merchant(), tongue))}
            {can_send.then(|| view! { <PayButton label=button texts pays=to_pay /> })}
        </form>
    }
    .into_any()
}

#[component]
fn PayButton(label: String, texts: &'static Texts, pays: Option<Amount>) -> impl IntoView {
    view! {
        <button class="button" type="submit" data-kind="primary" data-size="l" data-working=texts.working>
            <Icon name=if pays.is_some() { "lock" } else { "check" } />
            <span>{label}</span>
        </button>
    }
}

/// What keeps the form from being paid, with links to the fields. It takes the focus; in a frame, by the frame's script.
fn notices(page: &Page, view: &FormView, pays: bool) -> Option<AnyView> {
    let (tongue, focused) = (page.tongue, page.frame.is_none());
    let texts = Texts::of(tongue);
    if let Some(decline) = view.declined {
        let text = (texts.declined)(decline);
        return Some(view! { <Notice focused><p>{text}</p></Notice> }.into_any());
    }
    if view.wrong.is_empty() {
        return None;
    }
    let mut shown = shown(view, tongue);
    if pays {
        shown.extend(card_labels(view, texts));
        shown.push(("method".to_owned(), texts.pay_with.to_owned()));
    }
    let names: Vec<String> = shown.iter().map(|(name, _)| name.clone()).collect();
    let found = problems(view, &shown, tongue);
    let elsewhere = view.wrong.elsewhere(&names);
    let count = found.len() + elsewhere.len();
    let links = found.into_iter().map(|(id, sentence)| {
        // A choice of several is found by its heading.
        let id = if id == "method" { "payment".to_owned() } else { id };
        view! { <li><a href=format!("#{id}")>{sentence}</a></li> }
    });
    let links = links.collect_view();
    let others = elsewhere.into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view();
    let notice = view! {
        <Notice focused>
            <div>
                <p><strong>{(texts.to_fix)(count)}</strong></p>
                <ul>{links} {others}</ul>
            </div>
        </Notice>
    };
    Some(notice.into_any())
}

#[component]
fn Notice(focused: bool, children: Children) -> impl IntoView {
    view! {
        <div class="banner inset" data-tone="bad" role="alert" id="problems" tabindex="-1" autofocus=focused>
            <Icon name="circle-alert" />
            {children()}
        </div>
    }
}
