//! Where the payments that are shown came from. A popover of links, so that it works before and without scripts.

use clientele_domain::id::{CustomerId, PaymentLinkId};
use clientele_domain::payment::{Origin, Source};
use leptos::prelude::*;

use super::here::Here;
use crate::components::{Icon, Menu};

/// The button, which says what is shown, and its menu: every source, and every payment link that was paid through.
#[component]
pub fn Sources(customer: CustomerId, links: Vec<(PaymentLinkId, String)>, here: Memo<Here>) -> impl IntoView {
    let known = links.clone();
    let shown = move || match here.with(|here| here.origin) {
        None => "All sources".to_owned(),
        Some(Origin::Source(source)) => source.label().to_owned(),
        Some(Origin::Link(id)) => {
            let link = known.iter().find(|(known, _)| *known == id);
            link.map_or_else(|| "One payment link".to_owned(), |(id, name)| called(*id, name))
        }
    };
    let sources = Source::ALL.iter().map(|source| {
        let (origin, words) = (Some(Origin::Source(*source)), source.label().to_owned());
        view! { <Choice customer here origin words /> }
    });
    let any = !links.is_empty();
    let links = links.into_iter().map(|(id, name)| {
        view! { <Choice customer here origin=Some(Origin::Link(id)) words=called(id, &name) /> }
    });
    let (sources, links) = (sources.collect_view(), links.collect_view());
    view! {
        <button class="button" data-size="s" type="button" popovertarget="source-menu" aria-haspopup="menu">
            <span class="visually-hidden">"Source: "</span>
            <bdi>{shown}</bdi>
            <Icon name="chevron-down" />
        </button>
        <Menu id="source-menu" label="Source" end=true>
            <Choice customer here origin=None words="All sources" />
            <div role="group" aria-label="Source">
                <span aria-hidden="true">"Source"</span>
                {sources}
            </div>
            {any
                .then(|| {
                    view! {
                        <div role="group" aria-label="Payment link">
                            <span aria-hidden="true">"Payment link"</span>
                            {links}
                        </div>
                    }
                })}
        </Menu>
    }
}

/// One place that payments can come from; marked when it is the one that is shown.
#[component]
fn Choice(
    customer: CustomerId,
    here: Memo<Here>,
    origin: Option<Origin>,
    #[prop(into)] words: String,
) -> impl IntoView {
    let href = move || {
        here.with(|here| {
            here.clone().with_origin(origin).with_orders(false).with_deleting(false).customer_href(customer)
        })
    };
    let current = move || here.with(|here| here.origin == origin);
    view! {
        <a role="menuitem" href=href aria-current=move || current().then_some("true") data-noscroll="">
            <span>
                <bdi>{words}</bdi>
            </span>
            {move || current().then(|| view! { <Icon name="check" /> })}
        </a>
    }
}

/// A link by its name; by its id, where a payment told none.
fn called(id: PaymentLinkId, name: &str) -> String {
    if name.trim().is_empty() { id.to_string() } else { name.to_owned() }
}
