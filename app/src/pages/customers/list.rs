//! The list of customers: find, filter, sort, page, and tag many at once. All that is shown stands in the address.

mod address;
mod complete;
mod fault;
mod filters;
mod listing;
mod menus;
mod order;
mod row;
mod segments;
mod selection;
mod states;
mod tagging;
mod views;

use std::time::Duration;

use clientele_domain::list::CustomerFilter;
use clientele_domain::money::grouped;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use serde::{Deserialize, Serialize};

use crate::components::{FilterBar, Icon, PageHead, TableSkeleton, use_keys};
use crate::frame::use_viewer;
use crate::list_query::{ListQuery, param};
use crate::posted::Posted;
use crate::problem::Problem;
use crate::server_fns::customers::{self, CustomersView};
use crate::server_fns::viewer::Viewer;
use address::{Here, search};
use complete::completions;
use fault::QueryFault;
use filters::{HiddenParams, chips};
use listing::Listing;
use menus::{CreatedButton, CreatedRange, FilterButton, FilterMenu, SortButton, SortMenu};
use segments::{SegmentButton, SegmentForm, Segments};
use views::Views;

/// A page of the list together with what was asked for, so that rows and words about them always fit together, also
/// while the next page is on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Page {
    query: ListQuery,
    view: CustomersView,
    /// What came of tagging without scripts, when it was not accepted.
    posted: Posted,
}

/// What a fetch gave.
type Fetched = Resource<Result<Page, Problem>>;

/// How long a person pauses before what they typed is looked for.
const PAUSE: Duration = Duration::from_millis(150);

/// All customers, or those that the address asks for.
#[component]
pub fn CustomersPage() -> impl IntoView {
    let viewer = use_viewer();
    let address = use_location().search;
    let query = Memo::new(move |_| address.with(|address| ListQuery::from_params(|name| param(address, name))));
    let here = Here { scope: viewer.scope, query };
    let fetched = Resource::new(
        move || query.get(),
        move |query| async move {
            let posted = use_context::<Posted>().unwrap_or_default();
            let view = customers::list(here.scope, search(&query)).await?;
            Ok(Page { query, view, posted })
        },
    );
    let segments: Segments = Resource::new(|| (), move |()| customers::segments(here.scope));
    let total = RwSignal::new(viewer.customers);
    let announcement = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    view! {
        <Title text="Customers" />
        <div class="page">
            <Head here viewer=viewer.clone() total />
            <Views here segments />
            <Filters here fetched may_pick=viewer.may(Permission::CustomerWrite) />
            <p class="visually-hidden" role="status">
                {announcement}
            </p>
            <Transition
                fallback=|| view! { <TableSkeleton rows=12 columns=6 bleed=true label="Customers, loading" /> }
                set_pending=busy
            >
                <Listing here fetched busy total announcement />
            </Transition>
        </div>
        <FilterMenu here fetched />
        <SegmentForm here segments />
        <CreatedRange here />
        <SortMenu here />
    }
}

#[component]
fn Head(here: Here, viewer: Viewer, total: RwSignal<i64>) -> impl IntoView {
    let scope = viewer.scope;
    let export = viewer.may(Permission::Export).then(|| {
        let href = move || format!("/{scope}/customers/export{}", here.query.with(ListQuery::search));
        view! {
            <a class="button" href=href aria-label="Export customers">
                <Icon name="download" />
                <span data-wide="">"Export"</span>
            </a>
        }
    });
    let import = viewer.may(Permission::Import).then(|| {
        view! {
            <a class="button" href=format!("/{scope}/imports") aria-label="Import customers">
                <Icon name="upload" />
                <span data-wide="">"Import"</span>
            </a>
        }
    });
    let create = viewer.may(Permission::CustomerWrite).then(|| {
        view! {
            <a class="button" data-kind="primary" href=format!("/{scope}/customers/new")>
                <Icon name="plus" />
                <span>"New" <span data-wide="">" customer"</span></span>
            </a>
        }
    });
    view! {
        <PageHead title="Customers" count=Signal::derive(move || grouped(&total.get().to_string()))>
            {export}
            {import}
            {create}
        </PageHead>
    }
}

/// The query box with its chips and menus.
#[component]
fn Filters(here: Here, fetched: Fetched, may_pick: bool) -> impl IntoView {
    let input = NodeRef::<leptos::html::Input>::new();
    use_keys(move |key| match input.get_untracked() {
        Some(input) if key == "/" => {
            // A field that is gone takes no focus, and there is nothing else to do then.
            let _ = input.focus();
            input.select();
            true
        }
        _ => false,
    });
    // On a phone, tick boxes take the place of monograms only once someone wants them.
    let picking = may_pick.then(|| {
        view! {
            <label class="button" data-narrow="">
                <input type="checkbox" data-picking="" autocomplete="off" />
                "Select"
            </label>
        }
    });
    let typed = RwSignal::new(here.query.with_untracked(|query| query.filter.text.clone()));
    let look = look_for(here);
    let look = Callback::new(move |text: String| {
        typed.set(text.clone());
        look.run(text);
    });
    view! {
        <FilterBar
            action=here.list()
            label="Search customers"
            placeholder="Name, email or id, or status:active spent>100"
            list="query-terms"
            value=Signal::derive(move || here.query.with(|query| query.filter.text.clone()))
            chips=Signal::derive(move || chips(here))
            on_input=look
            input_ref=input
        >
            <HiddenParams here but=&["q"] />
            <FilterButton />
            <CreatedButton />
            <SortButton here />
            <SegmentButton />
            {picking}
        </FilterBar>
        <Completions fetched typed />
        <QueryFault here fetched />
    }
}

/// What can be written next in the box, for the browser to offer.
#[component]
fn Completions(fetched: Fetched, typed: RwSignal<String>) -> impl IntoView {
    let options = move || {
        let tags = fetched.get().and_then(Result::ok).map(|page| page.view.tags).unwrap_or_default();
        let known = completions(&typed.get(), &tags);
        known.into_iter().map(|text| view! { <option value=text></option> }).collect_view()
    };
    view! {
        <datalist id="query-terms">
            <Transition>{options}</Transition>
        </datalist>
    }
}

/// Takes what is typed into the address, once the person pauses.
fn look_for(here: Here) -> Callback<String> {
    let navigate = use_navigate();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    let stop = move || {
        if let Some(waiting) = waiting.try_get_value().flatten() {
            waiting.clear();
        }
    };
    // Whoever has gone elsewhere meanwhile must not be brought back.
    on_cleanup(stop);
    Callback::new(move |text: String| {
        stop();
        let navigate = navigate.clone();
        let look = move || {
            let asked = here.query.get_untracked();
            let text = text.trim();
            if text != asked.filter.text {
                let filter = CustomerFilter { text: text.to_owned(), ..asked.filter.clone() };
                let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                navigate(&here.to(&asked.with(filter)), options);
            }
        };
        waiting.set_value(set_timeout_with_handle(look, PAUSE).ok());
    })
}
