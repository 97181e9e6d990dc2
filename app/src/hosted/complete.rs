//! The page after the payment: thanks, and the way on.
//!
//! The way on is a link and a refresh, not a redirect: browsers hold the redirects of a form against its page's
//! `form-action`, and the merchant's site is not in it.

use clientele_domain::checkout::AfterCompletion;
use leptos::prelude::*;

use super::texts::Texts;
use super::written::Money;
use super::{CompleteView, Page};
use crate::components::{Icon, Rings};

/// The right side of the page.
pub fn complete(page: &Page, view: &CompleteView) -> AnyView {
    let tongue = page.tongue;
    let texts = Texts::of(tongue);
    let free = view.method.is_none();
    let thanks = if free { (texts.thank_you_free)(&view.name) } else { (texts.thank_you)(&view.name) };
    let total = page.order.as_ref().map(|order| order.total).filter(|_| !free);
    let method = view.method.as_ref().map(|method| match (method.brand.as_str(), method.last4.as_str()) {
        (_, "") => (texts.method)(method.kind).to_owned(),
        ("", last4) => format!("•••• {last4}"),
        _ => method.label(),
    });
    let paid = total.map(|amount| {
        view! { <div><dt>{texts.paid}</dt><dd><Money tongue amount /> " "<bdi>{method}</bdi></dd></div> }
    });
    let at = view.at.map(|at| {
        view! { <div><dt>{texts.date}</dt><dd><time datetime=at.to_string()>{(texts.moment)(&at.civil())}</time></dd></div> }
    });
    let back = page.shop.as_ref().map(|shop| shop.back.clone()).filter(|back| !back.is_empty());
    let on = match &view.after {
        AfterCompletion::Redirect(url) => {
            let going = (texts.going_on)(page.merchant());
            view! {
                <p role="status">{going}</p>
                <a class="button" data-kind="primary" data-size="l" href=url.clone()>{texts.go_on}</a>
            }
            .into_any()
        }
        AfterCompletion::Message(message) => {
            let message =
                (!message.is_empty()).then(|| view! { <p class="instructions" dir="auto">{message.clone()}</p> });
            let label = (texts.back)(page.merchant());
            let back =
                back.map(|back| view! { <a class="button" data-kind="primary" data-size="l" href=back>{label}</a> });
            view! { {message} {back} }.into_any()
        }
    };
    view! {
        <section class="stack receipt" data-gap="5" aria-labelledby="state">
            <div class="seal-frame">
                <Rings turns=20 />
                <span class="seal"><Icon name="check" /></span>
            </div>
            <h2 id="state">{thanks}</h2>
            <dl class="kv card">
                {paid}
                {at}
                <div><dt>{texts.reference}</dt><dd><code dir="ltr">{view.reference.clone()}</code></dd></div>
            </dl>
            {on}
        </section>
    }
    .into_any()
}
