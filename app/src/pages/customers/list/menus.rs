//! What hangs on the buttons beside the query box: filters, a range of days, orders. Popovers of links and forms, so
//! that they work before and without scripts.

use clientele_domain::customer::{Kind, SubscriptionStatus};
use clientele_domain::list::{CustomerFilter, Has};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::Fetched;
use super::address::Here;
use super::filters::{HiddenParams, created_between};
use super::order;
use crate::components::{Icon, Menu, MenuLink, browser, subscription_word};
use crate::list_query::ListQuery;

/// How many tags the menu offers; the others are found by typing them.
const TAGS: usize = 12;

/// Opens the menu of filters.
#[component]
pub(super) fn FilterButton() -> impl IntoView {
    view! {
        <button class="button" type="button" popovertarget="filter-menu" aria-haspopup="menu">
            <Icon name="plus" />
            "Add filter"
        </button>
    }
}

/// The filters one can add. The one that is in force is marked, and pressing it takes it away.
#[component]
pub(super) fn FilterMenu(here: Here, fetched: Fetched) -> impl IntoView {
    let kinds = move || {
        [(Kind::Registered, "Registered"), (Kind::Guest, "Guest")]
            .map(|(kind, label)| choice(here, label, None, |filter| &mut filter.kind, kind))
            .collect_view()
    };
    let statuses = move || {
        SubscriptionStatus::ALL
            .map(|status| choice(here, subscription_word(status), None, |filter| &mut filter.subscription, status))
            .collect_view()
    };
    let filled = move || {
        [(Has::Email, "Email"), (Has::Phone, "Phone"), (Has::ExternalId, "External id"), (Has::Payment, "Payment")]
            .map(|(has, label)| choice(here, label, None, |filter| &mut filter.has, has))
            .collect_view()
    };
    view! {
        <Menu id="filter-menu" label="Filters">
            <div role="group" aria-label="Type">
                <span aria-hidden="true">"Type"</span>
                {kinds}
            </div>
            <Transition>
                {move || fetched.get().and_then(Result::ok).map(|page| tag_group(here, page.view.tags))}
            </Transition>
            <div role="group" aria-label="Subscription">
                <span aria-hidden="true">"Subscription"</span>
                {statuses}
            </div>
            <div role="group" aria-label="Has">
                <span aria-hidden="true">"Has"</span>
                {filled}
            </div>
        </Menu>
    }
}

fn tag_group(here: Here, tags: Vec<(String, i64)>) -> Option<impl IntoView> {
    let items = tags
        .into_iter()
        .take(TAGS)
        .map(|(tag, count)| choice(here, &tag, Some(count), |filter| &mut filter.tag, tag.clone()))
        .collect_view();
    (!items.is_empty()).then(|| {
        view! {
            <div role="group" aria-label="Tag">
                <span aria-hidden="true">"Tag"</span>
                {items}
            </div>
        }
    })
}

/// One filter of the menu: `part` is the place in the filter that takes `value`. Tracks the address.
fn choice<T: PartialEq>(
    here: Here,
    label: &str,
    count: Option<i64>,
    part: impl Fn(&mut CustomerFilter) -> &mut Option<T>,
    value: T,
) -> AnyView {
    let mut current = false;
    let href = here.filtered(|filter| {
        let part = part(filter);
        current = part.as_ref() == Some(&value);
        *part = if current { None } else { Some(value) };
    });
    let text = label.to_owned();
    entry(href, current, text, count)
}

/// A line of a menu, marked when it is in force.
fn entry(href: String, current: bool, text: String, count: Option<i64>) -> AnyView {
    view! {
        <MenuLink href current>
            <span>{text}</span>
            {count.map(|count| view! { <small>{count}</small> })}
            {current.then(|| view! { <Icon name="check" /> })}
        </MenuLink>
    }
    .into_any()
}

/// Opens the range of days.
#[component]
pub(super) fn CreatedButton() -> impl IntoView {
    view! {
        <button class="button" type="button" popovertarget="created-range" aria-haspopup="dialog">
            <Icon name="clock" />
            "Created"
        </button>
    }
}

/// Customers created between two days.
#[component]
pub(super) fn CreatedRange(here: Here) -> impl IntoView {
    let (from, until) = (NodeRef::<leptos::html::Input>::new(), NodeRef::<leptos::html::Input>::new());
    let param = move |name: &'static str| {
        here.query.with(|query| {
            query.params().into_iter().find(|(known, _)| *known == name).map(|(_, value)| value).unwrap_or_default()
        })
    };
    let navigate = use_navigate();
    let show = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed =
            |input: NodeRef<leptos::html::Input>| input.get_untracked().map(|input| input.value()).unwrap_or_default();
        let query = created_between(&here.query.get_untracked(), &typed(from), &typed(until));
        if let Some(form) = browser::target(&event) {
            browser::hide_popover_around(&form);
        }
        navigate(&here.to(&query), NavigateOptions { scroll: false, ..NavigateOptions::default() });
    };
    view! {
        <div class="menu" id="created-range" popover="auto" role="dialog" aria-label="Created between">
            <form class="stack" method="get" action=here.list() on:submit=show>
                <HiddenParams here but=&["from", "until"] />
                <div class="field">
                    <label for="created-from">"Created on or after"</label>
                    <input
                        node_ref=from
                        class="input"
                        id="created-from"
                        type="date"
                        name="from"
                        value=param("from")
                        prop:value=move || param("from")
                    />
                </div>
                <div class="field">
                    <label for="created-until">"and on or before"</label>
                    <input
                        node_ref=until
                        class="input"
                        id="created-until"
                        type="date"
                        name="until"
                        value=param("until")
                        prop:value=move || param("until")
                    />
                </div>
                <div>
                    <button class="button" type="submit">
                        "Show these"
                    </button>
                </div>
            </form>
        </div>
    }
}

/// Opens the orders, and says which one is in force.
#[component]
pub(super) fn SortButton(here: Here) -> impl IntoView {
    let shown = move || here.query.with(|query| order::title(query.sort, query.direction()));
    view! {
        <button class="button" type="button" popovertarget="sort-menu" aria-haspopup="menu">
            <Icon name="chevrons-up-down" />
            <span>
                <span class="visually-hidden">"Sort: "</span>
                {shown}
            </span>
        </button>
    }
}

/// Every order; on a phone, where the table has no head, the only place for them.
#[component]
pub(super) fn SortMenu(here: Here) -> impl IntoView {
    let entries = move || {
        let now = here.query.get();
        order::all()
            .map(|(sort, direction)| {
                let current = now.sort == sort && now.direction() == direction;
                let own = sort.first_direction() == direction;
                let query = ListQuery { sort, direction: (!own).then_some(direction), ..now.with(now.filter.clone()) };
                entry(here.to(&query), current, order::title(sort, direction), None)
            })
            .collect_view()
    };
    view! {
        <Menu id="sort-menu" label="Sort" end=true>
            {entries}
        </Menu>
    }
}
