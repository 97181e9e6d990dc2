//! What the fetch gave: the table with its pager, or why there is none.

use clientele_domain::list::{Direction, SortBy};
use clientele_domain::money::grouped;
use clientele_domain::role::Permission;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::address::{Here, search};
use super::row::{CustomerRow, Listed};
use super::selection::Selection;
use super::states::{NoCustomers, NoMatch, PastTheEnd};
use super::tagging::TagForm;
use super::{Fetched, Page, order};
use crate::components::{Column, Pager, RowKeys, SelectAll, SortColumn, Table, Ticked, use_keys};
use crate::frame::use_viewer;
use crate::list_query::ListQuery;
use crate::pages::problem::ProblemPage;
use crate::problem::Problem;

/// Which of the faces of the list is shown. The rows themselves flow past it, so that a table that is there stays.
#[derive(Debug, Clone, PartialEq)]
enum Face {
    Waiting,
    Rows,
    NoCustomers,
    NoMatch(ListQuery),
    /// The query can't be read, or takes too long; what is wrong with it stands under its box.
    Unread,
    PastTheEnd(ListQuery),
    Problem(Problem),
}

impl Face {
    fn of(fetched: Option<&Result<Page, Problem>>) -> Self {
        match fetched {
            None => Self::Waiting,
            Some(Err(problem)) => Self::Problem(problem.clone()),
            Some(Ok(page)) if !page.view.customers.is_empty() => Self::Rows,
            Some(Ok(page)) if page.view.unread.is_some() => Self::Unread,
            Some(Ok(page)) if page.view.total == 0 => Self::NoCustomers,
            Some(Ok(page)) if page.query.after.is_some() || page.query.before.is_some() => {
                Self::PastTheEnd(page.query.clone())
            }
            Some(Ok(page)) => Self::NoMatch(page.query.clone()),
        }
    }
}

/// What stands under the filters.
#[component]
pub(super) fn Listing(
    here: Here,
    fetched: Fetched,
    busy: RwSignal<bool>,
    /// How many customers there are; kept up to date.
    total: RwSignal<i64>,
    /// What a screen reader says when the rows have changed.
    announcement: RwSignal<String>,
) -> impl IntoView {
    let look = move || fetched.with(|fetched| Face::of(fetched.as_ref()));
    // The server looks anew each time: a memo that is worked out in the very moment in which the rows arrive, on another
    // thread, keeps what it saw before.
    let face: Signal<Face> =
        if cfg!(feature = "ssr") { Signal::derive(look) } else { Memo::new(move |_| look()).into() };
    let page =
        Memo::new(move |_| fetched.with(|fetched| fetched.as_ref().and_then(|result| result.as_ref().ok().cloned())));
    Effect::new(move |before: Option<bool>| {
        let Some(found) = page.with(|page| page.as_ref().map(|page| (page.view.customers.len(), page.view.total)))
        else {
            return before.unwrap_or(false);
        };
        total.set(found.1);
        // The first rows are read with the page.
        if before == Some(true) {
            announcement.set(match found.0 {
                0 => "No customers found".to_owned(),
                1 => "1 customer shown".to_owned(),
                count => format!("{count} customers shown"),
            });
        }
        true
    });
    move || match face.get() {
        Face::Waiting => ().into_any(),
        Face::Rows => view! { <Rows here fetched page busy /> }.into_any(),
        Face::NoCustomers => view! { <NoCustomers here /> }.into_any(),
        Face::Unread => ().into_any(),
        Face::NoMatch(query) => view! { <NoMatch here query /> }.into_any(),
        Face::PastTheEnd(query) => view! { <PastTheEnd here query /> }.into_any(),
        Face::Problem(problem) => view! { <ProblemPage problem /> }.into_any(),
    }
}

/// The table, its form where the person may tag, and the pager.
#[component]
fn Rows(here: Here, fetched: Fetched, page: Memo<Option<Page>>, busy: RwSignal<bool>) -> impl IntoView {
    let may_tag = use_viewer().may(Permission::CustomerWrite);
    let sent = page.with_untracked(|page| page.as_ref().map(|page| page.posted.clone())).unwrap_or_default();
    let chosen = sent.values.iter().filter(|(name, _)| name == "id").map(|(_, id)| id.clone()).collect();
    let selection = Selection::new(chosen);
    let shown = Memo::new(move |_| {
        page.with(|page| {
            page.iter().flat_map(|page| &page.view.customers).map(|row| row.id.to_string()).collect::<Vec<_>>()
        })
    });
    Effect::new(move || shown.with(|shown| selection.keep(shown)));
    let table = view! { <CustomerTable here page busy shown selection=may_tag.then_some(selection) /> };
    let known = move || {
        page.with(|page| page.iter().flat_map(|page| &page.view.tags).map(|(tag, _)| tag.clone()).collect::<Vec<_>>())
    };
    let table = if may_tag {
        let posted = RwSignal::new(sent);
        view! { <TagForm here fetched selection posted known=Signal::derive(known)>{table}</TagForm> }.into_any()
    } else {
        table.into_any()
    };
    view! {
        {table}
        <Pages here page />
    }
}

#[component]
fn CustomerTable(
    here: Here,
    page: Memo<Option<Page>>,
    busy: RwSignal<bool>,
    shown: Memo<Vec<String>>,
    selection: Option<Selection>,
) -> impl IntoView {
    let table = NodeRef::<leptos::html::Table>::new();
    let rows = move || {
        let Some(Page { query, view, .. }) = page.get() else { return Vec::new() };
        let (currency, search) = (view.currency, search(&query));
        view.customers.into_iter().map(|customer| Listed { customer, currency, search: search.clone() }).collect()
    };
    let on_tick = Callback::new(move |pressed: Ticked| {
        if let Some(selection) = selection {
            shown.with_untracked(|shown| selection.tick(&pressed, shown));
        }
    });
    let navigate = use_navigate();
    let on_edit = Callback::new(move |href: String| {
        let (path, search) = href.split_once('?').unwrap_or((&href, ""));
        let mark = if search.is_empty() { "" } else { "?" };
        navigate(&format!("{path}/edit{mark}{search}"), NavigateOptions::default());
    });
    let label = Signal::derive(move || page.with(|page| page.as_ref().map(label).unwrap_or_default()));
    view! {
        <RowKeys table on_edit />
        <Table label head=head(here, selection, shown) bleed=true busy node_ref=table>
            <For each=rows key=Listed::key let(listed)>
                <CustomerRow scope=here.scope listed selection on_tick />
            </For>
        </Table>
    }
}

/// What the table shows, in words.
fn label(page: &Page) -> String {
    format!("{} customers, {}", page.view.customers.len(), order::words(page.query.sort, page.query.direction()))
}

/// The heads of the columns.
fn head(here: Here, selection: Option<Selection>, shown: Memo<Vec<String>>) -> AnyView {
    let href = move |sort: SortBy| Signal::derive(move || here.query.with(|query| here.to(&query.sorted_by(sort))));
    let sorted = move |sort: SortBy| {
        Signal::derive(move || here.query.with(|query| (query.sort == sort).then(|| query.direction())))
            as Signal<Option<Direction>>
    };
    let select_all = selection.map(|selection| {
        let all = Signal::derive(move || selection.count() == shown.with(Vec::len));
        let some = Signal::derive(move || selection.count() > 0);
        let on_tick = Callback::new(move |on| shown.with_untracked(|shown| selection.all(on, shown)));
        view! { <SelectAll all some on_tick /> }
    });
    view! {
        {select_all}
        <SortColumn class="fill" label="Customer" href=href(SortBy::Name) sorted=sorted(SortBy::Name) />
        <Column>"Type"</Column>
        <Column at="drop">"Tags"</Column>
        <SortColumn class="num" label="Total spent" href=href(SortBy::TotalSpent) sorted=sorted(SortBy::TotalSpent) />
        <SortColumn
            class="num"
            at="drop"
            label="Payments"
            href=href(SortBy::PaymentCount)
            sorted=sorted(SortBy::PaymentCount)
        />
        <SortColumn label="Last payment" href=href(SortBy::LastPaymentAt) sorted=sorted(SortBy::LastPaymentAt) />
        <SortColumn
            class="early"
            at="drop"
            label="Created"
            href=href(SortBy::CreatedAt)
            sorted=sorted(SortBy::CreatedAt)
        />
        <Column>"Subscription"</Column>
    }
    .into_any()
}

/// The pager, also by `[` and `]`.
#[component]
fn Pages(here: Here, page: Memo<Option<Page>>) -> impl IntoView {
    let to = move |name: &'static str| {
        Signal::derive(move || {
            page.with(|page| {
                let page = page.as_ref()?;
                let cursor = if name == "before" { &page.view.before } else { &page.view.after };
                cursor.as_ref().map(|cursor| here.list() + &page.query.search_at(name, cursor))
            })
        })
    };
    let (previous, next) = (to("before"), to("after"));
    let navigate = use_navigate();
    use_keys(move |key| {
        let there = match key {
            "[" => previous.get_untracked(),
            "]" => next.get_untracked(),
            _ => return false,
        };
        if let Some(there) = &there {
            navigate(there, NavigateOptions::default());
        }
        there.is_some()
    });
    view! {
        <Pager previous next>
            {move || page.with(|page| page.as_ref().map(summary))}
        </Pager>
    }
}

/// "50 of 2,000 customers, newest first. Totals in EUR." Nothing counts what a filter lets through.
fn summary(page: &Page) -> impl IntoView + use<> {
    let count = page.view.customers.len();
    let of = page.query.filter.is_empty().then(|| {
        let total = grouped(&page.view.total.to_string());
        view! { " of " <b>{total}</b> }
    });
    let noun = if count == 1 && (of.is_none() || page.view.total == 1) { " customer" } else { " customers" };
    let order = order::words(page.query.sort, page.query.direction());
    let currency = page.view.currency.code().to_owned();
    view! {
        <b>{count}</b>
        {of}
        {noun}
        <span data-wide="">{format!(", {order}. Totals in {currency}.")}</span>
    }
}
